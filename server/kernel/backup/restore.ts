import { existsSync } from 'node:fs';
import { copyFile, cp, mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { diskTrouble, placeOf } from '../blobs/files.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { type Database, openDatabase } from '../db/database.ts';
import { checkServer } from '../db/server-check.ts';
import { serving, tryLock } from '../db/lock-store.ts';
import { openLog } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { keyFile } from '../secrets/key-file.ts';
import { stamp } from './before-migration.ts';
import type { Dumped } from './dump.ts';
import { checkFiles } from './check-files.ts';
import { load } from './load.ts';
import { type Manifest, readManifest } from './manifest.ts';
import { dropSchemas, presentSchemas, renameSchemas } from './store.ts';

/**
 * Puts a copy in the place of what is there: in a data directory that may be empty, or in the database of DATABASE_URL. What
 * was there is kept aside, never deleted. Refuses while a server runs, and what is no whole copy, before anything is touched.
 */
export async function restore(config: Config, from: string, now = systemClock.real()): Promise<Dumped> {
  const manifest = await readManifest(from);
  await checkFiles(from, manifest);
  try {
    await (config.databaseUrl === null ? intoDirectory(config, from, manifest, now) : intoDatabase(config, from, manifest, now));
  } catch (error) {
    throw diskTrouble(error, config.data);
  }
  return manifest.counts;
}

async function intoDirectory(config: Config, from: string, manifest: Manifest, now: number): Promise<void> {
  const { openEmbedded, stopEmbedded } = await import('../db/embedded.ts');
  const aside = path.join(config.data, `replaced-${stamp(now)}`);
  if (existsSync(path.join(config.data, 'pg'))) {
    await refuseWhileServed(config);
    await stopEmbedded(config.data);
  }
  const moved = await moveAside(config.data, aside, ['pg', 'blobs', 'secret.key']);
  try {
    const embedded = await openEmbedded(config.data);
    const database = openDatabase({ connection: embedded.connection, log: openLog(config.log) });
    try {
      await fill(database, config, from, manifest);
    } finally {
      await database.close();
      embedded.release();
    }
  } catch (error) {
    await stopEmbedded(config.data).catch(() => {});
    for (const name of ['pg', 'blobs', 'secret.key']) await rm(path.join(config.data, name), { recursive: true, force: true });
    for (const name of moved) await rename(path.join(aside, name), path.join(config.data, name));
    throw error;
  }
}

/** A directory whose database does not come up any more has no server either: then there is nothing to ask. */
async function refuseWhileServed(config: Config): Promise<void> {
  const { openEmbedded } = await import('../db/embedded.ts');
  const embedded = await openEmbedded(config.data).catch(() => null);
  if (!embedded) return;
  const database = openDatabase({ connection: embedded.connection, log: openLog(config.log) });
  try {
    const client = await database.connect();
    const isFree = await tryLock(client, serving);
    await client.end();
    if (!isFree) throw serverRuns();
  } finally {
    await database.close();
    embedded.release();
  }
}

async function moveAside(data: string, aside: string, names: readonly string[]): Promise<string[]> {
  const there = names.filter((name) => existsSync(path.join(data, name)));
  if (there.length > 0) await mkdir(aside, { recursive: true, mode: 0o700 });
  for (const name of there) await rename(path.join(data, name), path.join(aside, name));
  return there;
}

async function intoDatabase(config: Config, from: string, manifest: Manifest, now: number): Promise<void> {
  const database = openDatabase({ connection: { connectionString: config.databaseUrl as string }, log: openLog(config.log) });
  const client = await database.connect();
  try {
    await checkServer(client);
    if (!(await tryLock(client, serving))) throw serverRuns();
    const suffix = `_replaced_${stamp(now).replace(/\D/g, '')}`;
    const before = await presentSchemas(client);
    await renameSchemas(client, before, suffix);
    try {
      await fill(database, config, from, manifest);
    } catch (error) {
      await dropSchemas(client, await presentSchemas(client), before.length > 0 ? `kernel${suffix}` : null);
      await renameSchemas(client, before, suffix, true);
      throw error;
    }
  } finally {
    await client.end().catch(() => {});
    await database.close();
  }
}

async function fill(database: Database, config: Config, from: string, manifest: Manifest): Promise<void> {
  const client: pg.Client = await database.connect();
  try {
    const blobs = await load(client, database, from, manifest);
    await bringBlobs(path.resolve(from, manifest.blobFolder), config.data, blobs);
    await bringKey(from, config.data);
  } finally {
    await client.end().catch(() => {});
  }
}

async function bringBlobs(source: string, data: string, hashes: readonly string[]): Promise<void> {
  for (const sha256 of hashes) {
    const to = placeOf(data, sha256);
    if (existsSync(to)) continue;
    await mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    await cp(path.join(source, sha256.slice(0, 2), sha256.slice(2, 4), sha256), `${to}.part`);
    await rename(`${to}.part`, to);
  }
}

async function bringKey(from: string, data: string): Promise<void> {
  const source = path.join(from, 'secret.key');
  if (!existsSync(source)) return;
  const to = keyFile(data);
  if (existsSync(to)) await rename(to, `${to}.replaced`);
  await mkdir(data, { recursive: true, mode: 0o700 });
  await copyFile(source, to);
}

function serverRuns(): Refusal {
  return new Refusal(
    'server-runs',
    409,
    'Hay un servidor de Ventanilla en marcha sobre estos datos. Deténgalo y repita la restauración.',
    'A Ventanilla server is running on this data. Stop it and restore again.',
  );
}
