import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { module as calendar } from '#calendar';
import { testKernel, type TestKernel } from '../../tests/world/database.ts';
import { listQueryOf, type ObligationFilter } from './conformity-store.ts';
import { openDueQueryOf } from './due-store.ts';
import { module } from './index.ts';
import { monthSpan } from './rules.ts';

const now = Date.parse('2026-11-24T10:00:00-04:00');
const rows = 20_000;
let world: TestKernel;

before(async () => {
  world = await testKernel({ modules: [calendar, module] });
  await fill();
});
after(() => world?.close());

/** Two years of spells, most of them answered in time, one in fifty late, one in a hundred open. */
async function fill(): Promise<void> {
  const { db } = world.k;
  await sql`
    insert into procedure.obligation (clause, basis, edition, subject_kind, subject_id, spell, owed_by, opened_at, due_at, other_due_at, warn_at, reading,
      calendar_version, settled_at, settled_by, outcome, set_aside_at, set_aside_by, set_aside_reason, inputs)
    select case when g % 10 < 2 then '5.3' else '5.3-area' end, case g % 40 when 1 then 'target' else 'text' end, 0, 'conversation', g, 'm' || g, 'operator',
      due - interval '3 days', due, due, due - interval '6 hours', 'schedule-hours', 1, case when g % 100 > 1 then due - interval '1 hour' * (g % 50 - 1) end,
      case when g % 100 > 1 then 'reply' end, case when g % 100 > 1 then case when g % 50 = 0 then 'late' else 'met' end end,
      case when g % 100 = 1 then due end, case when g % 100 = 1 then 'Ana' end, case when g % 100 = 1 then 'x' end, '{}'
    from (select g, to_timestamp(${now / 1000}) - g * interval '50 minutes' + interval '30 days' as due from generate_series(1, ${rows}::int) g) made`.execute(
    db,
  );
  await sql`analyze procedure.obligation`.execute(db);
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly Plans?: Node[];
}

async function planOf(query: RawBuilder<unknown>): Promise<Node[]> {
  const { rows: answer } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`explain (format json) ${query}`.execute(world.k.db);
  const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];
  return flat((answer[0] as { 'QUERY PLAN': [{ Plan: Node }] })['QUERY PLAN'][0].Plan);
}

/** It goes by the index, reads no whole table, and sorts nothing but a handful. */
async function goesBy(filter: ObligationFilter, index: string, mayNot: readonly string[]): Promise<void> {
  await queryGoesBy(listQueryOf(filter, now), index, mayNot);
}

async function queryGoesBy(query: RawBuilder<unknown>, index: string, mayNot: readonly string[]): Promise<void> {
  const plan = await planOf(query);
  const said = plan.map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''}`).join(', ');
  assert.ok(
    plan.some((node) => node['Index Name'] === index),
    said,
  );
  for (const type of mayNot) assert.ok(!plan.some((node) => node['Node Type'] === type), said);
}

const month = monthSpan('2026-03');
const cursor = { dueAt: month.from + 86_400_000, id: '500' };

const lists: readonly [string, Omit<ObligationFilter, 'limit'>, string][] = [
  ['all of every clause', {}, 'obligation_by_due'],
  ['a month of every clause', { ...month }, 'obligation_by_due'],
  ['a month of one clause', { ...month, clauses: ['5.3'], basis: 'text' }, 'obligation_by_month'],
  ['the late ones of a month of one clause', { ...month, clauses: ['5.3'], basis: 'text', state: 'late' }, 'obligation_by_month'],
  ['those set aside in a month of one clause', { ...month, clauses: ['5.3'], basis: 'text', state: 'setAside' }, 'obligation_by_month'],
  ['the open ones of one clause', { clauses: ['5.3'], state: 'open' }, 'obligation_open'],
];

for (const [name, filter, index] of lists) {
  test(`the list of ${name} goes along its index, from the start and from a cursor`, async () => {
    await goesBy({ ...filter, limit: 51 }, index, ['Seq Scan', 'Sort']);
    await goesBy({ ...filter, after: cursor, limit: 51 }, index, ['Seq Scan', 'Sort']);
  });
}

test('what several clauses leave open is found by its index and sorted: what the network owes is a few rows a month', async () => {
  await goesBy({ clauses: ['5.1', '5.2'], state: 'open', limit: 51 }, 'obligation_open', ['Seq Scan']);
});

test('what is owed now, late or ahead, is found among the open ones whatever years of settled ones lie before', async () => {
  await queryGoesBy(openDueQueryOf({ until: now, limit: 201 }), 'obligation_open', ['Seq Scan']);
  await queryGoesBy(openDueQueryOf({ from: now, limit: 201 }), 'obligation_open', ['Seq Scan']);
});
