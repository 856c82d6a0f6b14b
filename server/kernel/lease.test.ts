import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type TestKernel, testKernel } from '../../tests/world/database.ts';
import { eventually } from '../../tests/world/temporary.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [] });
});
after(() => world?.close());

test('of two processes one holds a name; released or ended, the other gets it', async () => {
  const other = await world.again();
  const mine = await world.k.leases.hold('mailbox 1');
  assert.ok(mine);
  assert.equal(await other.k.leases.hold('mailbox 1'), null);
  assert.equal(await world.k.leases.hold('mailbox 1'), null, 'nor twice in one process');
  assert.ok(await other.k.leases.hold('mailbox 2'));
  await mine.release();
  assert.ok(await other.k.leases.hold('mailbox 1'));
  await other.close();
  const again = await eventually('it fell with its process', () => world.k.leases.hold('mailbox 1').then((lease) => lease ?? undefined));
  await again.release();
});

test('a lost connection is a lost lease, said at once, and it can be held again', async () => {
  const lease = await world.k.leases.hold('mailbox 3');
  assert.equal(lease?.lost.aborted, false);
  await sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and pid <> pg_backend_pid()
    and database = (select oid from pg_database where datname = current_database())`.execute(world.k.db);
  await eventually('the loss is said', () => lease?.lost.aborted);
  const again = await eventually('it can be held again', () => world.k.leases.hold('mailbox 3').then((one) => one ?? undefined));
  await lease?.release();
  assert.equal(again.lost.aborted, false, 'the old one released nothing of the new one');
  assert.equal(await world.k.leases.hold('mailbox 3'), null);
  await again.release();
});
