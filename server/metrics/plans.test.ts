import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { module as calendar } from '#calendar';
import { module as desk } from '#desk';
import { module as kernel } from '#kernel';
import { module as procedure } from '#procedure';
import { testKernel, type TestKernel } from '../../tests/world/database.ts';
import { messagesQuery, spellsQuery, waitingQuery } from './facts-store.ts';

const now = Date.parse('2026-11-24T10:00:00-04:00');
const month = { from: now - 20 * 86_400_000, to: now + 6 * 86_400_000 };
let world: TestKernel;

/** Three years of an inbox: what is counted of a month is a small part of it. */
before(async () => {
  world = await testKernel({ modules: [kernel, calendar, procedure, desk] });
  const { db } = world.k;
  const hoursAgo = sql`to_timestamp(${now / 1000}) - g * interval '90 minutes'`;
  await sql`insert into desk.requester (email, name) values ('p@correo.example', 'P')`.execute(db);
  await sql`
    insert into desk.conversation (id, subject, channel, requester_id, requester_name, requester_email, mailbox, state, nature, is_history, is_quarantined, is_warned,
      waits_for_answer, received_at, last_at, preview, message_count, participants)
    select g, 'Asunto', 'mail', (select id from desk.requester), 'P', 'p@correo.example', 'info@itla.example', 'waiting', 'person', false, false, false, false, ${hoursAgo}, ${hoursAgo}, 'x', 2, '{}'
    from generate_series(1, 15000) g`.execute(db);
  await sql`
    insert into desk.message (id, conversation_id, direction, nature, received_at, delivery)
    select 2 * g + i, g, case i when 0 then 'in' else 'out' end, 'person', ${hoursAgo} + i * interval '1 hour', case i when 1 then 'accepted' end
    from generate_series(1, 15000) g, generate_series(0, 1) i`.execute(db);
  await sql`
    insert into procedure.obligation (clause, basis, edition, subject_kind, subject_id, spell, owed_by, opened_at, due_at, other_due_at, warn_at, reading, calendar_version,
      settled_at, settled_by, outcome, worked_seconds, answered_at)
    select '5.3', 'text', 0, 'conversation', g, g::text, 'operator', ${hoursAgo}, ${hoursAgo} + interval '3 days', ${hoursAgo} + interval '1 day', ${hoursAgo}, 'schedule-hours', 1,
      case when g > 50 then ${hoursAgo} + interval '1 hour' end, case when g > 50 then 'reply' end, case when g > 50 then 'met' end, case when g > 50 then 3600 end,
      case when g > 50 then ${hoursAgo} + interval '1 hour' end from generate_series(1, 15000) g`.execute(db);
  for (const table of ['desk.message', 'desk.conversation', 'procedure.obligation']) await sql`analyze ${sql.table(table)}`.execute(db);
});
after(() => world?.close());

interface Node {
  readonly 'Node Type': string;
  readonly 'Index Name'?: string;
  readonly 'Relation Name'?: string;
  readonly Plans?: Node[];
}

/** It goes by the index; only conversations may be read through, where many are named. */
async function goesBy(query: RawBuilder<unknown>, ...indexes: readonly string[]): Promise<void> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: Node }] }>`explain (format json) ${query}`.execute(world.k.db);
  const flat = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(flat)];
  const plan = flat((rows[0] as { 'QUERY PLAN': [{ Plan: Node }] })['QUERY PLAN'][0].Plan);
  const said = plan.map((node) => `${node['Node Type']} ${node['Index Name'] ?? node['Relation Name'] ?? ''}`).join(', ');
  assert.ok(
    plan.some((node) => indexes.includes(node['Index Name'] ?? '')),
    said,
  );
  const read = plan.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);
  assert.deepEqual(
    read.filter((name) => name !== 'conversation'),
    [],
    said,
  );
}

test('what came in a month goes by when it came', () => goesBy(messagesQuery(month), 'message_received'));
test('the waits that fall due in a month go by their month, and their answers by their conversation', async () => {
  await goesBy(spellsQuery(month), 'obligation_by_month', 'obligation_by_due');
  await goesBy(spellsQuery(month), 'message_by_conversation');
});
test('what waits now goes by the open ones', () => goesBy(waitingQuery(), 'obligation_open'));
