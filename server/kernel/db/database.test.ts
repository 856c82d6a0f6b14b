import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { readTimestamp } from './database.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [] });
});
after(() => world?.close());

test('instants come as ms, big integers as text, dates as written, bytes as they are', async () => {
  const { rows } = await sql<
    Record<string, unknown>
  >`select '2026-11-24 10:00:00.123456-04'::timestamptz as at, 9007199254740993::bigint as big,
    '2026-02-27'::date as on, 1.25::numeric as part, '{"a": [1]}'::jsonb as json, '\\x00ff'::bytea as bytes,
    array['2026-11-24 10:00:00-04'::timestamptz, null] as many, array[1::bigint] as bigs, null::timestamptz as none`.execute(world.k.db);
  assert.deepEqual(rows[0], {
    at: Date.parse('2026-11-24T14:00:00.123Z'),
    big: '9007199254740993',
    on: '2026-02-27',
    part: 1.25,
    json: { a: [1] },
    bytes: Buffer.from([0, 255]),
    many: [Date.parse('2026-11-24T14:00:00Z'), null],
    bigs: ['1'],
    none: null,
  });
});

test('an instant is read whatever the offset of the session', () => {
  assert.equal(readTimestamp('2026-11-24 10:00:00+05:30'), Date.parse('2026-11-24T04:30:00Z'));
  assert.equal(readTimestamp('2026-11-24 10:00:00.5+00'), Date.parse('2026-11-24T10:00:00.500Z'));
  assert.throws(() => readTimestamp('infinity'), /Not an instant/);
});

test('a refusal inside a nested transaction undoes the whole, and hooks run after commit only', async () => {
  const { k } = world;
  await sql`create table if not exists public.note (text text)`.execute(k.db);
  const order: string[] = [];
  const attempt = k.transaction(async (k) => {
    await sql`insert into public.note values ('outer')`.execute(k.db);
    k.after(() => order.push('never'));
    await k.transaction(async (inner) => {
      assert.equal(inner, k);
      throw new Error('refused');
    });
  });
  await assert.rejects(attempt, /refused/);
  await k.transaction(async (k) => {
    k.after(() => order.push('hook'));
    await k
      .as({ kind: 'system', accountId: null, name: 'prueba', roles: [] })
      .transaction((same) => sql`insert into public.note values ('kept')`.execute(same.db));
    order.push('work');
  });
  const { rows } = await sql<{ text: string }>`select text from public.note`.execute(k.db);
  assert.deepEqual([rows, order], [[{ text: 'kept' }], ['work', 'hook']]);
});

test('a hook that fails does not take back what has committed', async () => {
  const order: string[] = [];
  const done = await world.k.transaction(async (k) => {
    k.after(() => {
      throw new Error('in a hook');
    });
    k.after(() => order.push('second'));
    return 'done';
  });
  assert.deepEqual([done, order], ['done', ['second']]);
});

test('what the database says about itself reaches the user as a sentence', async () => {
  const slow = world.k.transaction(async (k) => {
    await sql`set local statement_timeout = 20`.execute(k.db);
    await sql`select pg_sleep(5)`.execute(k.db);
  });
  await assert.rejects(slow, { code: 'too-slow', status: 503 });
  const full = sql`do $$ begin raise exception 'No space left on device' using errcode = '53100'; end $$`.execute(world.k.db);
  await assert.rejects(full, { code: 'disk-full', status: 507 });
});

test('a connection that is cut says database-away, and the next operation goes on', async () => {
  const cut = world.k.transaction(async (k) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(k.db);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(world.k.db);
    await sql`select 1`.execute(k.db);
  });
  await assert.rejects(cut, { code: 'database-away', status: 503 });
  const { rows } = await sql<{ one: number }>`select 1 as one`.execute(world.k.db);
  assert.equal(rows[0]?.one, 1);
});
