import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type pg from 'pg';
import { dump } from './dump.ts';
import { noteBackupBeforeUpdate } from './store.ts';

const kept = 3;

/** A copy of what is there, before new migrations change it: DATA/backups/before-update-<time>. The newest three stay; listed like every other. */
export async function backUpBeforeMigration(client: pg.Client, data: string, now: number): Promise<void> {
  const folder = path.join(data, 'backups');
  const to = path.join(folder, `before-update-${stamp(now)}`);
  const done = await dump(client, to, { data, sharesBlobs: true });
  await noteBackupBeforeUpdate(client, { folder: to, ...done });
  const old = (await readdir(folder)).filter((name) => name.startsWith('before-update-') && !name.endsWith('.part')).sort();
  for (const name of old.slice(0, -kept)) await rm(path.join(folder, name), { recursive: true, force: true });
}

/** '2026-11-25T02-00-00Z': sorts by time and is a file name everywhere. */
export function stamp(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z`;
}
