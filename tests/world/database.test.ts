import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { testKernel, tuesdayAtTen } from './database.ts';

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
