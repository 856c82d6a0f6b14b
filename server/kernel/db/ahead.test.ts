import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { sql } from 'kysely';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { writeAhead } from './ahead.ts';

let t: TestKernel;
before(async () => {
  t = await testKernel();
  await sql`create table thing (n int primary key)`.execute(t.k.db);
});
after(() => t?.close());
beforeEach(() => sql`delete from thing`.execute(t.k.db));

const insert = (n: number) => sql`insert into thing (n) values (${n})`;
const kept = async () => (await sql<{ n: number }>`select n from thing order by n`.execute(t.k.db)).rows.map((row) => row.n);

test('what is written ahead is there for the next statement, and after the commit', async () => {
  await t.k.transaction(async (k) => {
    await writeAhead(k.db, insert(1));
    await writeAhead(k.db, insert(2));
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from thing`.execute(k.db);
    assert.equal(rows[0]?.n, 2);
    await writeAhead(k.db, insert(3));
  });
  await writeAhead(t.k.db, insert(4));
  assert.deepEqual(await kept(), [1, 2, 3, 4]);
});

test('what goes wrong with it is told by the next statement in its own words, at the latest by the commit; nothing is kept', async () => {
  const byNext = t.k.transaction(async (k) => {
    await writeAhead(k.db, insert(1));
    await writeAhead(k.db, insert(1));
    await sql`select 1`.execute(k.db);
  });
  await assert.rejects(byNext, /thing_pkey/);
  const byCommit = t.k.transaction(async (k) => {
    await writeAhead(k.db, insert(2));
    await writeAhead(k.db, insert(2));
  });
  await assert.rejects(byCommit, /thing_pkey/);
  assert.deepEqual(await kept(), []);
  await t.k.transaction((k) => writeAhead(k.db, insert(3)));
  assert.deepEqual(await kept(), [3], 'the connection is as good as before');
});

test('what went wrong after a savepoint and was rolled back to it is not held against the rest', async () => {
  await t.k.transaction(async (k) => {
    await writeAhead(k.db, insert(1));
    await sql`savepoint try`.execute(k.db);
    await writeAhead(k.db, insert(1));
    await assert.rejects(sql`release savepoint try`.execute(k.db), /thing_pkey/);
    await sql`rollback to savepoint try`.execute(k.db);
    await writeAhead(k.db, insert(2));
  });
  assert.deepEqual(await kept(), [1, 2]);
});

test('an operation that fails for another reason takes back what it wrote ahead', async () => {
  const failing = t.k.transaction(async (k) => {
    await writeAhead(k.db, insert(1));
    throw new Error('undone');
  });
  await assert.rejects(failing, /undone/);
  assert.deepEqual(await kept(), []);
});
