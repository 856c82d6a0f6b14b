import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { declareClosure, module as calendar, workingTime } from '#calendar';
import { testKernel, type TestKernel } from '../../tests/world/database.ts';
import { module } from './index.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [calendar, module] });
});
after(() => world?.close());

const many = 50_000;

test('a closure moves fifty thousand open deadlines, each to the instant that the engine gives', async () => {
  const { k } = world;
  await sql`
    insert into procedure.obligation (clause, basis, edition, subject_kind, subject_id, spell, owed_by, opened_at, due_at, other_due_at, warn_at, reading, calendar_version)
    select '5.3', 'text', 0, 'letter', n, 'm', 'Agentes de Servicio', at, at + interval '3 days', at + interval '1 day', at + interval '2 days', 'schedule-hours', 1
    from generate_series(1, ${many}) n, lateral (select timestamptz '2026-11-24T08:00:00-04:00' + (n * 563 % 28800000) * interval '1 ms' as at) opened`.execute(
    k.db,
  );
  const { moved } = await declareClosure(k, { date: '2026-11-25', from: '12:00', reason: 'vaguada' });
  assert.equal(moved, many);
  const { time } = await workingTime(k);
  const { rows } = await sql<{ openedAt: number; dueAt: number; warnAt: number; before: number; after: number }>`
    select o.opened_at as "openedAt", o.due_at as "dueAt", o.warn_at as "warnAt", j.due_before as before, j.due_after as after
    from procedure.obligation o join procedure.judgement j on j.obligation_id = o.id`.execute(k.db);
  assert.equal(rows.length, many);
  for (const row of rows) {
    assert.equal(row.dueAt, time.due(row.openedAt, 24));
    assert.equal(row.warnAt, time.due(row.openedAt, 18));
    assert.deepEqual([row.before, row.after], [row.openedAt + 3 * 86_400_000, row.dueAt]);
  }
});
