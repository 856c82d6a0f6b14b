import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { testKernel, type TestKernel } from '../../tests/world/database.ts';
import { pageQueryOf } from './notice-store.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel();
  await sql`
    insert into notices.notice (account_id, kind, cause, conversation_id, detail, made_at, read_at)
    select 1 + g % 200, 'assigned', 'assignment:' || g, g, '{}', now(), case when g % 10 > 0 then now() end from generate_series(1, 20000) g`.execute(
    world.k.db,
  );
  await sql`analyze notices.notice`.execute(world.k.db);
});
after(() => world?.close());

for (const [name, wish, index] of [
  ['one’s notices', { onlyUnread: false, before: '10000' }, 'notice_by_account'],
  ['one’s unread ones', { onlyUnread: true, before: null }, 'notice_unread'],
] as const)
  test(`a page of ${name} is read in order by its index`, async () => {
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain ${pageQueryOf({ accountId: '7', limit: 51, ...wish })}`.execute(
      world.k.db,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    assert.match(plan, new RegExp(`using ${index} `), plan);
    assert.doesNotMatch(plan, /Sort|Seq Scan/, plan);
  });
