import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { module as calendar } from '#calendar';
import { module as kernel } from '#kernel';
import { module as procedure } from '#procedure';
import { testKernel, type TestKernel } from '../../../tests/world/database.ts';
import { module as desk } from '../index.ts';
import { conditionWith, pageQueryOf } from '../list-store.ts';
import { historyQueryOf } from './history-store.ts';
import { listQueryOf, searchQueryOf } from './list-store.ts';
import { candidatesQueryOf } from './unite-store.ts';

let world: TestKernel;

before(async () => {
  world = await testKernel({ modules: [kernel, calendar, procedure, desk] });
  const { db } = world.k;
  const name = sql`'nombre' || md5(g::text) || ' apellido' || md5((g / 3)::text)`;
  await sql`
    insert into desk.contact (id, name, head_id, segment, organisation, made_at, sort_name, search)
    select g, ${name}, g, case when g % 100 = 0 then 'corporate' end, case when g % 100 = 0 then 'Empresa ' || g % 700 end, now(), ${name},
      ' ' || ${name} || ' p' || g || '@correo.example' from generate_series(1, 20000) g`.execute(db);
  await sql`insert into desk.requester (email, name, contact_id) select 'p' || g || '@correo.example', 'P', g from generate_series(1, 20000) g`.execute(
    db,
  );
  await sql`
    insert into desk.conversation (id, subject, channel, requester_id, requester_name, requester_email, state, nature, is_history, is_quarantined, is_warned,
      waits_for_answer, received_at, last_at, preview, message_count, participants)
    select g, 'A', 'mail', 1 + g % 4000, 'P', 'p@correo.example', 'resolved', 'person', false, false, false, false, now(), now() - g * interval '1 minute', 'x', 1, '{}'
    from generate_series(1, 20000) g`.execute(db);
  await sql`
    insert into desk.contact_phone (contact_id, number, added_at, added_by) select g, '+1809' || (2000000 + g), now(), 'x' from generate_series(1, 5000) g`.execute(
    db,
  );
  for (const table of ['contact', 'contact_phone', 'requester', 'conversation'])
    await sql`analyze ${sql.table(`desk.${table}`)}`.execute(db);
});
after(() => world?.close());

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: Node[];
}

/** It goes by the index, and reads no whole table. */
async function goesBy(query: RawBuilder<unknown>, index: string): Promise<void> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`explain (format json) ${query}`.execute(world.k.db);
  const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];
  const plan = flat((rows[0] as { 'QUERY PLAN': [{ Plan: Node }] })['QUERY PLAN'][0].Plan);
  const said = plan.map((node) => `${node['Node Type']} ${node['Index Name'] ?? node['Relation Name'] ?? ''}`).join(', ');
  assert.ok(
    plan.some((node) => node['Index Name'] === index),
    said,
  );
  assert.ok(!plan.some((node) => node['Node Type'] === 'Seq Scan'), said);
}

const after20 = { name: 'nombre5', id: '20' };

test('cards by name go along their index, narrowed or not, from the start and from a cursor', async () => {
  await goesBy(listQueryOf({ limit: 51 }), 'contact_by_name');
  await goesBy(listQueryOf({ limit: 51, after: after20 }), 'contact_by_name');
  await goesBy(listQueryOf({ limit: 51, segment: 'corporate' }), 'contact_by_segment');
  await goesBy(listQueryOf({ limit: 51, organisation: 'empresa 100', after: after20 }), 'contact_by_organisation');
});

test('what is looked for goes by the index of its letters, with slips and in part', async () => {
  await goesBy(searchQueryOf({ words: ['quisqueya'], limit: 51 }), 'contact_search');
  await goesBy(searchQueryOf({ words: ['18095550101'], limit: 51, after: { score: 200, ...after20 } }), 'contact_search');
  await goesBy(searchQueryOf({ words: ['zz', 'apellidoc81e728d'], limit: 51 }), 'contact_search');
});

test('the conversations of a card go by each address’s own', async () => {
  await goesBy(historyQueryOf('7', { limit: 21 }), 'conversation_by_requester');
  await goesBy(
    historyQueryOf('7', { limit: 21, after: { at: Date.parse('2026-11-24T10:00:00-04:00'), id: '5' } }),
    'conversation_by_requester',
  );
});

test('cards that may be the same person’s go by name and by telephone', async () => {
  await goesBy(candidatesQueryOf('7'), 'contact_by_name');
  await goesBy(candidatesQueryOf('7'), 'contact_phone_by_number');
});

test('a list of one segment finds its addresses by their index', async () => {
  const who = { now: Date.parse('2026-11-24T10:00:00-04:00'), tomorrow: Date.parse('2026-11-25T00:00:00-04:00'), accountId: null };
  const { condition } = conditionWith('all', who, { segment: 'corporate' });
  await goesBy(pageQueryOf({ condition, order: 'last', limit: 51 }), 'contact_by_segment');
});
