import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { module as calendar } from '#calendar';
import { module as kernel } from '#kernel';
import { module as procedure } from '#procedure';
import { testKernel, type TestKernel } from '../../tests/world/database.ts';
import { module as desk } from './index.ts';
import type { Filter } from './filter-store.ts';
import { conditionWith, countQueryOf, orderOf, pageQueryOf } from './list-store.ts';
import { ofRequestersQuery, withSameMailQuery, withWordQuery } from './merge/related-store.ts';
import { indexedNewestQueryOf, indexedQueryOf, walkNewestQueryOf, walkQueryOf } from './search-store.ts';
import type { Order, View } from './shapes.ts';
import { sentQueryOf } from './today-store.ts';

const rows = 20_000;
const now = Date.parse('2026-11-24T10:00:00-04:00');
const who = { now, tomorrow: now + 14 * 3_600_000, accountId: '7' };
let world: TestKernel;

before(async () => {
  world = await testKernel({ modules: [kernel, calendar, procedure, desk] });
  await fill();
});
after(() => world?.close());

/** Mostly resolved, as an inbox of years is; one in fifty waits, others wait for the requester, are history, spam or in quarantine. */
async function fill(): Promise<void> {
  const { db } = world.k;
  await sql`insert into desk.requester (email, name) select 'p' || g || '@correo.example', 'P' || g from generate_series(1, 500) g`.execute(
    db,
  );
  await sql`
    insert into desk.conversation (id, subject, channel, requester_id, requester_name, requester_email, mailbox, state, nature, is_history, is_quarantined, is_warned,
      assignee_id, waits_for_answer, is_set_aside, due_at, due_opened_at, received_at, last_at, preview, message_count, participants)
    select g, 'Asunto ' || g, 'mail', 1 + g % 500, 'P', 'p@correo.example', case when g % 500 = 0 then 'poco@itla.example' else 'info@itla.example' end, case g % 50 when 0 then 'open' when 1 then 'waiting' else 'resolved' end,
      case when g % 500 = 2 then 'spam' else 'person' end, g % 7 = 0, g % 1000 = 0, false, case when g % 200 = 0 then 7 end, g % 50 = 0, g % 250 = 0,
      case when g % 50 = 0 then to_timestamp(${now / 1000}) + (g - 10000) * interval '1 minute' else 'infinity' end, null,
      to_timestamp(${now / 1000}) - g * interval '1 minute', to_timestamp(${now / 1000}) - g * interval '1 minute', 'x', 1, '{}'
    from generate_series(1, ${rows}::int) g`.execute(db);
  await sql`
    insert into desk.search (conversation_id, last_at, size, document)
    select id, last_at, 100, to_tsvector('pg_catalog.spanish', 'comun palabra' || id || ' ' || md5(id::text)) from desk.conversation`.execute(
    db,
  );
  await sql`
    insert into desk.message (id, conversation_id, direction, nature, received_at, author_id, author_name, delivery)
    select g, g, case g % 2 when 0 then 'out' else 'in' end, 'person', to_timestamp(${now / 1000}) - g * interval '1 hour', case g % 2 when 0 then g % 9 end, 'P',
      case g % 2 when 0 then 'accepted' end from generate_series(1, ${rows}::int) g`.execute(db);
  await sql`insert into desk.tag (name, plain_name, colour, made_at, made_by) select 'T' || g, 't' || g, 'grey', now(), 'x' from generate_series(1, 60) g`.execute(
    db,
  );
  await sql`
    insert into desk.tag_use (conversation_id, tag_id, put_at, put_by)
    select g, t, now(), 'x' from generate_series(1, ${rows}::int) g, generate_series(1, 60) t where g % (10 * t * t) = 0`.execute(db);
  await sql`analyze desk.tag, desk.tag_use`.execute(db);
  await sql`analyze desk.message`.execute(db);
  await sql`analyze desk.conversation`.execute(db);
  await sql`analyze desk.search`.execute(db);
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly 'Parent Relationship'?: string;
  readonly Plans?: Node[];
}

/** What is put together for one row (its areas, its tags) is sorted by itself: that sorts no list. */
async function planOf(query: RawBuilder<unknown>): Promise<Node[]> {
  const { rows: answer } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`explain (format json) ${query}`.execute(world.k.db);
  const flat = (node: Node, isOfRow = false): Node[] => [
    ...(isOfRow && node['Node Type'] === 'Sort' ? [] : [node]),
    ...(node.Plans ?? []).flatMap((one) => flat(one, isOfRow || one['Parent Relationship'] === 'SubPlan')),
  ];
  return flat((answer[0] as { 'QUERY PLAN': [{ Plan: Node }] })['QUERY PLAN'][0].Plan);
}

/** It goes by the index, reads no whole table (but the few tags there are), and (for a list) sorts nothing. */
async function goesBy(query: RawBuilder<unknown>, index: string, mayNot: readonly string[] = ['Seq Scan', 'Sort']): Promise<void> {
  const plan = (await planOf(query)).filter((node) => node['Relation Name'] !== 'tag');
  const said = plan.map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''}`).join(', ');
  assert.ok(
    plan.some((node) => node['Index Name'] === index),
    said,
  );
  for (const type of mayNot) assert.ok(!plan.some((node) => node['Node Type'] === type), said);
}

const page = (view: View, filter: Filter = {}, after = false, wanted?: Order) => {
  const order = orderOf(view, wanted);
  return { condition: conditionWith(view, who, filter).condition, order, limit: 51, after: after ? { at: now, id: '500' } : undefined };
};

const lists: readonly [View, string][] = [
  ['all', 'conversation_by_last'],
  ['toAnswer', 'conversation_to_answer'],
  ['overdue', 'conversation_by_due'],
  ['dueToday', 'conversation_by_due'],
  ['mine', 'conversation_by_assignee'],
  ['unassigned', 'conversation_unassigned'],
  ['waiting', 'conversation_waiting'],
  ['snoozed', 'conversation_snoozed'],
  ['resolved', 'conversation_resolved'],
  ['quarantine', 'conversation_quarantined'],
  ['spam', 'conversation_spam'],
];

for (const [view, index] of lists) {
  test(`the list ${view} goes along its index, from the start and from a cursor`, async () => {
    await goesBy(pageQueryOf(page(view)), index);
    await goesBy(pageQueryOf(page(view, {}, true)), index);
  });
}

const filtered: readonly [View, Filter, string][] = [
  ['toAnswer', { mailbox: 'poco@itla.example' }, 'conversation_current_by_mailbox'],
  ['overdue', { assignee: '7' }, 'conversation_due_by_assignee'],
  ['all', { mailbox: 'poco@itla.example' }, 'conversation_by_mailbox'],
  ['resolved', { mailbox: 'poco@itla.example' }, 'conversation_by_mailbox'],
  ['unassigned', { mailbox: 'poco@itla.example' }, 'conversation_current_by_mailbox'],
  ['all', { assignee: 'me' }, 'conversation_of_assignee'],
  ['toAnswer', { assignee: '7' }, 'conversation_held'],
  ['all', { waitsFor: 'them' }, 'conversation_for_them'],
  ['mine', { waitsFor: 'us' }, 'conversation_held'],
  ['escalated', { area: '3' }, 'conversation_escalated'],
  ['all', { from: now - 86_400_000 }, 'conversation_by_last'],
];

for (const [view, filter, index] of filtered) {
  test(`the list ${view} narrowed by ${JSON.stringify(filter)} goes along an index, from the start and from a cursor`, async () => {
    await goesBy(pageQueryOf(page(view, filter)), index, ['Seq Scan']);
    await goesBy(pageQueryOf(page(view, filter, true)), index, ['Seq Scan']);
  });
}

test('a list narrowed by a tag goes from what bears it', async () => {
  await goesBy(pageQueryOf(page('all', { tag: '40' })), 'tag_use_by_tag', ['Seq Scan']);
  await goesBy(pageQueryOf(page('toAnswer', { tag: '40' })), 'tag_use_by_tag', ['Seq Scan']);
});

test('how many a narrowed list holds is counted along an index, whatever narrows it', async () => {
  const more: [View, Filter][] = [
    ['all', { waitsFor: 'us' }],
    ['all', { state: 'open', mailbox: 'poco@itla.example' }],
    ['all', { mailbox: 'poco@itla.example', assignee: '9' }],
    ['toAnswer', { mailbox: 'poco@itla.example', assignee: 'none' }],
    ['all', { assignee: '7', waitsFor: 'them' }],
  ];
  for (const [view, filter] of [...filtered.map(([view, filter]) => [view, filter] as const), ...more]) {
    const plan = await planOf(countQueryOf(conditionWith(view, who, filter).condition, 1000));
    const said = plan.map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''}`).join(', ');
    assert.ok(!plan.some((node) => node['Node Type'] === 'Seq Scan'), `${view} ${JSON.stringify(filter)}: ${said}`);
  }
});

test('what somebody follows goes from their own few', async () => {
  await goesBy(pageQueryOf(page('followed')), 'follower_once', ['Seq Scan']);
});

test('what waits for us goes by what falls due next along its own index', async () => {
  await goesBy(pageQueryOf(page('all', { waitsFor: 'us' }, false, 'due')), 'conversation_for_us');
  await goesBy(pageQueryOf(page('all', { waitsFor: 'us' }, true, 'due')), 'conversation_for_us');
  await goesBy(pageQueryOf(page('toAnswer', {}, false, 'last')), 'conversation_by_last');
});

test('rare words go by the index of words, whatever the list', async () => {
  const match = { tsquery: "'palabra77'", numberPart: null };
  await goesBy(indexedNewestQueryOf(match, { after: undefined, limit: 51 }), 'search_document', ['Seq Scan']);
  for (const view of ['all', 'toAnswer', 'resolved'] as const)
    await goesBy(indexedQueryOf(match, page(view)), 'search_document', ['Seq Scan']);
  await goesBy(indexedQueryOf({ tsquery: "'palabra77':*", numberPart: null }, page('all', { from: now - 86_400_000 })), 'search_document', [
    'Seq Scan',
  ]);
});

test('a part of a number goes by the index of parts', async () => {
  const match = { tsquery: "'1777'", numberPart: '1777' };
  await goesBy(indexedQueryOf({ ...match, tsquery: '' }, page('all', { state: 'open' })), 'conversation_by_part_of_number', ['Seq Scan']);
  await goesBy(indexedNewestQueryOf(match, { after: undefined, limit: 51 }), 'conversation_by_part_of_number', ['Seq Scan', 'Hash Join']);
});

test('common words go along the list, never over all documents', async () => {
  await goesBy(walkNewestQueryOf("'comun'", { after: undefined, limit: 51, steps: 20_000 }), 'search_by_last', ['Seq Scan']);
  await goesBy(walkQueryOf("'comun'", { ...page('toAnswer'), steps: 20_000 }), 'conversation_to_answer', [
    'Seq Scan',
    'Hash Join',
    'Merge Join',
  ]);
  await goesBy(walkQueryOf("'comun'", { ...page('all', { state: 'waiting' }), steps: 20_000 }), 'search_pkey', [
    'Seq Scan',
    'Hash Join',
    'Merge Join',
  ]);
});

test('what somebody sent in two months goes by its own index', async () => {
  await goesBy(sentQueryOf('7', now - 60 * 86_400_000, now), 'message_by_author', ['Seq Scan']);
});

test('what may be related is looked for by requester, by mail and by word', async () => {
  await goesBy(ofRequestersQuery(['10001'], now - 86_400_000, now), 'conversation_by_requester', ['Seq Scan']);
  await goesBy(withSameMailQuery(['10001']), 'reference_once_per_conversation', ['Seq Scan']);
  await goesBy(withWordQuery('palabra77'), 'search_document', ['Seq Scan']);
});
