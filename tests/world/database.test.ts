import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import pg from 'pg';
import { behind, cloneDatabase, testKernel, through, tuesdayAtTen } from './database.ts';
import { openWire } from './wire.ts';

test('each kernel has a database of its own, migrated, and a clock that stands', async () => {
  const [one, other] = [await testKernel({ modules: [] }), await testKernel({ modules: [], at: '2026-12-24T08:00:00-04:00' })];
  try {
    assert.notEqual(one.url, other.url);
    assert.equal(one.k.clock.now(), tuesdayAtTen);
    one.clock.advance(60_000);
    assert.equal(one.k.clock.now(), tuesdayAtTen + 60_000);
    const head = await one.asRole('head');
    assert.deepEqual(head.actor, { ...head.actor, kind: 'person', roles: ['head'] });
    const count = async (k: typeof one.k) => (await sql<{ n: string }>`select count(*) n from kernel.account`.execute(k.db)).rows[0]?.n;
    assert.deepEqual([await count(one.k), await count(other.k)], ['1', '0']);
  } finally {
    await one.close();
    await other.close();
  }
});

test('a database can be reached through a wire, and the wire be cut in the middle of an answer', async () => {
  const database = await cloneDatabase();
  const wire = await openWire(behind(database.url));
  const client = new pg.Client({ connectionString: through(database.url, wire.port) });
  client.on('error', () => {});
  try {
    await client.connect();
    assert.deepEqual((await client.query('select current_database() as name')).rows, [
      { name: new URL(through(database.url, 1)).pathname.slice(1) },
    ]);
    wire.cutAfter(5000);
    await assert.rejects(client.query("select repeat('x', 100000)"));
  } finally {
    await wire.stop();
    await database.drop();
  }
});
