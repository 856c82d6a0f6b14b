import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { checks } from './checks.ts';

let world: TestKernel;
before(async () => {
  const broken = { name: 'broken', retries: 0, handle: () => Promise.reject(new Error('broken')) };
  world = await testKernel({ modules: [{ name: 'm', jobs: [broken] }] });
});
after(() => world?.close());

const look = async (name: string) => (await checks.find((one) => one.name === name)?.check(world.k)) as { ok: boolean; detail: string };

test('on a sound machine every check is well and says what it saw', async () => {
  for (const { name, check } of checks) {
    const { ok, detail, detailEn } = await check(world.k);
    assert.ok(ok, `${name}: ${detail}`);
    assert.match(detail, /\.$/);
    assert.match(detailEn ?? '', /\.$/, `${name} in English`);
  }
});

test('a last copy of more than 26 hours is an alarm; before the first night it is none', async () => {
  assert.match((await look('copia de seguridad')).detail, /esta noche/);
  world.clock.advance(27 * 3_600_000);
  assert.match((await look('copia de seguridad')).detail, /Todavía no hay ninguna copia: haga una ahora/);
  await sql`insert into kernel.backup (folder, bytes, acts, blobs, cause, made_at) values ('/x', 1, 1, 1, 'nightly', now() + interval '2 hours')`.execute(
    world.k.db,
  );
  assert.equal((await look('copia de seguridad')).ok, true);
  world.clock.advance(2 * 3_600_000);
  assert.match((await look('copia de seguridad')).detail, /tiene 27 horas/);
});

test('a clock apart from the database, a job out of tries and originals that are not here are named', async () => {
  assert.match((await look('reloj')).detail, /difieren en \d+ segundos: sincronícelos/);
  await world.k.jobs.send('broken', {});
  await assert.rejects(world.drain(), /broken/);
  assert.match((await look('tareas')).detail, /^1 tareas quedaron sin hacer .*la última: broken/);
  const sha256 = await world.k.blobs.put(randomBytes(100_000));
  rmSync(world.k.blobs.path(sha256) as string);
  assert.match((await look('originales')).detail, /Faltan 1 de los últimos 1/);
});
