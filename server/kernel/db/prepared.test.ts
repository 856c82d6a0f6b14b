import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { byKey } from './prepared.ts';

let t: TestKernel;
before(async () => {
  t = await testKernel({ modules: [] });
  await sql`create table thing (n int primary key, name text not null)`.execute(t.k.db);
  await sql`insert into thing select n, 'thing ' || n from generate_series(1, 20) n`.execute(t.k.db);
});
after(() => t?.close());

test('what is found by its key is planned once a connection; what is listed is planned for what is asked', async () => {
  await t.k.transaction(async (k) => {
    for (let n = 1; n <= 8; n++) {
      const { rows } = await byKey<{ name: string }>`select name from thing where n = ${n}`.execute(k.db);
      assert.deepEqual(rows, [{ name: `thing ${n}` }]);
      await sql`select name from thing where name like ${`thing ${n}%`}`.execute(k.db);
    }
    const { rows } = await sql<{ statement: string; plans: string }>`
      select statement, generic_plans as plans from pg_prepared_statements where statement like '%from thing%'`.execute(k.db);
    assert.deepEqual([rows.length, rows[0]?.statement.includes('where n ='), Number(rows[0]?.plans) > 0], [1, true, true]);
  });
});
