import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import type { Kernel } from '../kernel.ts';
import { make, type Making } from './backup.ts';
import { stamp } from './before-migration.ts';
import type { Dumped } from './dump.ts';
import { manifestName } from './manifest.ts';
import { refuse } from './refusals.ts';

const unpack = promisify(zstdDecompress);

/** The nightly copy into the folder of `backup.folder`; only the newest `backup.keep` stay, with the blobs they name. One that is being made already is tonight's. */
export async function nightlyBackup(k: Kernel): Promise<void> {
  if ((await makeAlone(k, 'nightly')) === null) k.log.info('backup.under-way');
}

/** The same copy at once, because a person asks; it counts among those kept. Refuses `backup-runs`, `disk-full`. */
export async function backupNow(k: Kernel): Promise<Dumped & { readonly folder: string }> {
  const made = await makeAlone(k, 'asked');
  if (made === null) throw refuse.backupRuns();
  return made;
}

/** One at a time: clearing up after one copy would take away blobs that another has brought and not yet named. Null while another runs. */
async function makeAlone(k: Kernel, cause: Making['cause']): Promise<(Dumped & { readonly folder: string }) | null> {
  const lease = await k.leases.hold('kernel.backup');
  if (lease === null) return null;
  try {
    return await makeIn(k, await backupFolder(k), cause);
  } finally {
    await lease.release();
  }
}

async function makeIn(k: Kernel, folder: string, cause: Making['cause']): Promise<Dumped & { readonly folder: string }> {
  await dropUnfinished(folder);
  const to = path.join(folder, stamp(k.clock.real()));
  const done = await make(k, to, { cause, sharesBlobs: true });
  k.log.info('backup.made', { folder, ...done });
  const gone = await dropOld(folder, await k.settings.get<number>('backup.keep'));
  if (gone > 0) await dropUnnamedBlobs(folder);
  return { ...done, folder: to };
}

/** What a process that died left behind: it takes room, and no blob is dropped while it may name any. */
async function dropUnfinished(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder))
    if (/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.\d+\.part$/.test(name)) await rm(path.join(folder, name), { recursive: true, force: true });
}

/** Where nightly copies go: `backup.folder`, else «backups» in the data directory. Absolute. */
export async function backupFolder(k: Kernel): Promise<string> {
  return path.resolve(k.config.data, (await k.settings.get<string | null>('backup.folder')) ?? 'backups');
}

async function dropOld(folder: string, keep: number): Promise<number> {
  const made = (await readdir(folder)).filter((name) => /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/.test(name)).sort();
  const old = made.slice(0, Math.max(0, made.length - keep));
  for (const name of old) await rm(path.join(folder, name), { recursive: true, force: true });
  return old.length;
}

async function dropUnnamedBlobs(folder: string): Promise<void> {
  const named = new Set<string>();
  for (const name of await readdir(folder)) {
    const list = path.join(folder, name, 'blobs.txt.zst');
    // A copy that is not whole yet may name anything: then nothing is dropped today.
    if (name.endsWith('.part')) return;
    if (!existsSync(path.join(folder, name, manifestName)) || !existsSync(list)) continue;
    for (const sha256 of (await unpack(await readFile(list))).toString('utf8').split('\n')) named.add(sha256);
  }
  const blobs = path.join(folder, 'blobs');
  if (!existsSync(blobs)) return;
  for (const entry of await readdir(blobs, { withFileTypes: true, recursive: true })) {
    if (entry.isFile() && !named.has(entry.name)) await rm(path.join(entry.parentPath, entry.name), { force: true });
  }
}
