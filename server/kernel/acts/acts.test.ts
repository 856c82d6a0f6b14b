import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import type { Kernel } from '../kernel.ts';
import { sealActs } from './seal.ts';
import { checkSeals, sealOnce } from './store.ts';
import { verifyActs } from './verify.ts';

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules: [] });
  await fill(world.k, 30);
});
after(() => world?.close());

const fill = (k: Kernel, n: number) =>
  k.acts.writeMany(
    Array.from({ length: n }, (_, i) => ({
      verb: 'test.done',
      subject: { kind: 'thing', id: String(i) },
      reason: i % 2 ? 'ñ «"' : null,
      detail: { i },
    })),
  );

/** Does what only somebody with the database's own rights can do, looks, and takes it back. */
async function tampered(statement: string): Promise<Awaited<ReturnType<typeof verifyActs>>> {
  let verdict: Awaited<ReturnType<typeof verifyActs>> | undefined;
  await world.k
    .transaction(async (k) => {
      await sql`alter table acts.act disable trigger user`.execute(k.db);
      await sql`alter table acts.seal disable trigger user`.execute(k.db);
      await sql.raw(statement).execute(k.db);
      verdict = await verifyActs(k.db);
      throw new Error('taken back');
    })
    .catch((error: Error) => assert.equal(error.message, 'taken back'));
  return verdict as Awaited<ReturnType<typeof verifyActs>>;
}

test('an act keeps who, when by both clocks, on what, why and in which request', async () => {
  const person = (await world.asRole('operator')).as((await world.asRole('operator')).actor, 'r-1');
  const [id] = await person.acts.writeMany([
    { verb: 'conversation.resolved', subject: { kind: 'conversation', id: '7' }, reason: 'listo', detail: { a: [1] } },
  ]);
  const { rows } = await sql<
    Record<string, unknown>
  >`select at, actor_kind, actor_name, verb, subject_id, reason, detail, request_id, real_at from acts.act where id = ${id}`.execute(
    world.k.db,
  );
  const { real_at: realAt, ...act } = rows[0] ?? {};
  assert.deepEqual(act, {
    at: world.clock.now(),
    actor_kind: 'person',
    actor_name: 'Persona operator',
    verb: 'conversation.resolved',
    subject_id: '7',
    reason: 'listo',
    detail: { a: [1] },
    request_id: 'r-1',
  });
  assert.ok(Math.abs((realAt as number) - Date.now()) < 60_000);
});

test('nobody changes, deletes or empties the register', async () => {
  for (const statement of ['update acts.act set reason = null', 'delete from acts.act', 'truncate acts.act', 'delete from acts.seal']) {
    await assert.rejects(sql.raw(statement).execute(world.k.db), /never changed/);
  }
});

test('seals follow one another, whoever seals, and the whole chain verifies', async () => {
  await Promise.all([sealOnce(world.k.db, 10), sealOnce(world.k.db, 10), sealOnce(world.k.db, 10)]);
  await sealActs(world.k.db);
  await fill(world.k, 5);
  assert.deepEqual(await verifyActs(world.k.db), { ok: true, acts: 36 });
  await sealActs(world.k.db);
  const { rows } = await sql<{ n: string; k: number }>`select n, cardinality(act_ids) as k from acts.seal order by n`.execute(world.k.db);
  assert.deepEqual([rows[0], rows.reduce((sum, row) => sum + row.k, 0)], [{ n: '1', k: 10 }, 36]);
});

test('an act changed, taken out or slipped in, and a seal made again, moved or taken out, are found', async () => {
  const wrong: [string, RegExp][] = [
    ["update acts.act set reason = 'otro' where id = 12", /sello 2 no cuadra/],
    ['update acts.act set detail = \'{"i":  1}\' where id = 2', /sello 1 no cuadra/],
    ["update acts.act set verb = 'test.donetest', subject_kind = 'thing' where id = 2", /sello 1/],
    ['delete from acts.act where id = 25', /sello 3 no cuadra/],
    ['delete from acts.seal where n = 2', /falta el sello 2/],
    ['delete from acts.seal where n = 1', /falta el sello 1/],
    [
      "insert into acts.act (at, actor_kind, actor_name, verb, subject_kind, subject_id) values (now(), 'cli', 'x', 'v', 's', '1')",
      /no está en ningún sello/,
    ],
    ['update acts.seal set act_ids = act_ids[1:9] where n = 1', /sello 1 no cuadra/],
    ["update acts.seal set hash = sha256('x') where n = 1", /sello 1 no cuadra/],
  ];
  for (const [statement, expected] of wrong) {
    const verdict = await tampered(statement);
    assert.equal(verdict.ok, false, statement);
    assert.match(verdict.firstWrong ?? '', expected, statement);
  }
  assert.equal((await verifyActs(world.k.db)).ok, true);
});

test('the seal does not depend on the time zone of who verifies', async () => {
  await world.k.transaction(async (k) => {
    await sql`set local timezone = 'Asia/Tokyo'`.execute(k.db);
    assert.equal((await verifyActs(k.db)).ok, true);
    await sql`set local datestyle = 'SQL, DMY'`.execute(k.db);
    assert.ok((await checkSeals(k.db, '0', 50)).every((seal) => seal.isWhole));
  });
});
