import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { sql } from 'kysely';
import { emptyDatabase, type TestKernel, testKernel } from '../../../tests/world/database.ts';
import { temporaryFolder } from '../../../tests/world/temporary.ts';
import { type Config, readConfig } from '../config.ts';
import type { Module } from '../module.ts';
import { openKernel } from '../open.ts';
import { module as kernelModule } from '../parts.ts';
import { backup } from './backup.ts';
import { backUpBeforeMigration } from './before-migration.ts';
import { nightlyBackup } from './nightly.ts';
import { listBackups } from './store.ts';
import { restore } from './restore.ts';
import { verify } from './verify.ts';

const ran: unknown[] = [];
const modules: readonly Module[] = [kernelModule, { name: 'm', jobs: [{ name: 'note', handle: async (_k, data) => void ran.push(data) }] }];
const folder = temporaryFolder('backup');
const at = (name: string) => path.join(folder.path, name);

let world: TestKernel;
before(async () => {
  world = await testKernel({ modules });
  const { k } = world;
  for (let i = 0; i < 40; i++)
    await k.acts.write({ verb: 'test.done', subject: { kind: 'thing', id: String(i) }, reason: 'línea\nde dos\t\\N', detail: { i } });
  await k.blobs.putMany([Buffer.from([0, 10, 92, 255]), randomBytes(200_000)]);
  await k.settings.set('backup.keep', 2);
  await k.live.tell('desk', '1');
  await k.jobs.send('note', { from: 'before' }, { singletonKey: 'one' });
  await backup(k, at('copy'));
});
after(async () => {
  await world?.close();
  folder.remove();
});

const empty = (data: string, url?: string): Config =>
  readConfig({ VENTANILLA_DATA: data, VENTANILLA_LOG: 'silent', ...(url && { DATABASE_URL: url }) });

async function looksRight(config: Config): Promise<void> {
  const opened = await openKernel(config, modules);
  try {
    const { k } = opened;
    assert.deepEqual(await verify(k), { ok: true, acts: 42, blobs: 2 });
    assert.equal(await k.settings.get('backup.keep'), 2);
    assert.equal(k.secrets.open(world.k.secrets.seal('clave')), 'clave');
    ran.length = 0;
    await opened.drain();
    assert.deepEqual(ran, [{ from: 'before' }]);
    // Numbers go on where they were: nothing that is written now meets what was restored.
    const [after] = await k.acts.writeMany([{ verb: 'test.after', subject: { kind: 'thing', id: 'x' } }]);
    assert.ok(Number(after) > 42);
    const { rows } = await sql<{ reason: string }>`select reason from acts.act where subject_id = '0'`.execute(k.db);
    assert.equal(rows[0]?.reason, 'línea\nde dos\t\\N');
    const { rows: plain } = await sql<{ text: string }>`select kernel.plain('Reclamaciónes') as text`.execute(k.db);
    assert.equal(plain[0]?.text, 'reclamacion');
  } finally {
    await opened.close();
  }
}

test('a copy restored into an empty directory verifies, keeps its secrets and does what was still to be done', async () => {
  const config = empty(at('new'));
  assert.deepEqual((await restore(config, at('copy'))).acts, 42);
  await looksRight(config);
  assert.equal(statSync(at('copy/secret.key')).mode & 0o777, 0o600);
});

test('a copy restored over a directory keeps what it replaces, and what it refuses it does not touch', async () => {
  const config = empty(at('new'));
  const server = await openKernel(config, modules, { serves: true });
  await assert.rejects(restore(config, at('copy')), { code: 'server-runs', es: /Deténgalo/ });
  await server.close();
  await restore(config, at('copy'));
  const aside = readdirSync(at('new')).filter((name) => name.startsWith('replaced-'));
  assert.deepEqual(readdirSync(path.join(at('new'), aside[0] as string)).toSorted(), ['blobs', 'pg', 'secret.key']);
  await looksRight(config);
});

test('a copy restored into an institution database, twice: the first stays aside under another name', async () => {
  const database = await emptyDatabase();
  const config = empty(at('url'), database.url);
  try {
    await restore(config, at('copy'));
    await looksRight(config);
    await restore(config, at('copy'));
    await looksRight(config);
    const opened = await openKernel(config, modules);
    const { rows } = await sql<{ name: string }>`select nspname as name from pg_namespace where nspname like 'acts_replaced_%'`.execute(
      opened.k.db,
    );
    assert.equal(rows.length, 1);
    await opened.close();
  } finally {
    await database.drop();
  }
});

test('a copy that is damaged or incomplete is refused before anything is touched', async () => {
  await backup(world.k, at('bad'));
  appendFileSync(at('bad/acts.act.copy.zst'), 'x');
  await assert.rejects(restore(empty(at('untouched')), at('bad')), { code: 'backup-damaged', details: { file: 'acts.act.copy.zst' } });
  rmSync(at('bad/manifest.json'));
  await assert.rejects(restore(empty(at('untouched')), at('bad')), { code: 'not-a-backup' });
  assert.equal(existsSync(at('untouched')), false);
});

test('a copy never goes into a folder that holds something', async () => {
  mkdirSync(at('full'));
  writeFileSync(at('full/letter.txt'), 'mine');
  await assert.rejects(backup(world.k, at('full')), { code: 'folder-not-empty' });
  assert.deepEqual(readdirSync(at('full')), ['letter.txt']);
});

test('nightly copies share their blobs, the oldest go, and with them the blobs that nobody names and what a dead process left', async () => {
  const nights = at('nights');
  mkdirSync(path.join(nights, '2026-11-01T02-00-00Z.99999.part'), { recursive: true });
  await world.k.settings.set('backup.folder', nights);
  for (let night = 0; night < 3; night++) {
    await nightlyBackup(world.k);
    world.clock.advance(86_400_000);
  }
  const copies = readdirSync(nights).filter((name) => name !== 'blobs');
  assert.equal(copies.length, 2);
  const blobs = readdirSync(path.join(nights, 'blobs'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  assert.equal(blobs.length, 1);
  const config = empty(at('from-night'));
  await restore(config, path.join(nights, copies[1] as string));
  const opened = await openKernel(config, modules);
  assert.equal((await verify(opened.k)).ok, true);
  await opened.close();
});

test('while one copy is being made the nightly one makes no second', async () => {
  const before = (await listBackups(world.k.db, 100)).length;
  const lease = await world.k.leases.hold('kernel.backup');
  await nightlyBackup(world.k);
  await lease?.release();
  assert.equal((await listBackups(world.k.db, 100)).length, before);
});

test('the copies made before an update are whole, and only the newest three stay', async () => {
  const client = await world.k.connect();

  try {
    for (let i = 0; i < 5; i++) await backUpBeforeMigration(client, world.data, world.clock.now() + i * 1000);
  } finally {
    await client.end();
  }
  const copies = readdirSync(path.join(world.data, 'backups')).filter((name) => name.startsWith('before-update-'));
  assert.deepEqual(copies, [
    'before-update-2026-11-27T14-00-02Z',
    'before-update-2026-11-27T14-00-03Z',
    'before-update-2026-11-27T14-00-04Z',
  ]);
  assert.ok(existsSync(path.join(world.data, 'backups', copies[0] as string, 'manifest.json')));
  const [latest] = await listBackups(world.k.db, 1);
  assert.deepEqual([latest?.cause, latest?.folder], ['migration', path.join(world.data, 'backups', copies[2] as string)]);
});

test('a restore that fails half way puts back what was there, in a directory and in an institution database', async () => {
  await backup(world.k, at('odd'));
  const manifest = JSON.parse(readFileSync(at('odd/manifest.json'), 'utf8'));
  manifest.tables.find((one: { table: string }) => one.table === 'setting').columns.push('nothing');
  writeFileSync(at('odd/manifest.json'), JSON.stringify(manifest));
  const database = await emptyDatabase();
  try {
    for (const config of [empty(at('new')), empty(at('url'), database.url)]) {
      await restore(config, at('copy'));
      await assert.rejects(restore(config, at('odd')), /nothing/);
      await looksRight(config);
    }
  } finally {
    await database.drop();
  }
});
