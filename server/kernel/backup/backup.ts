import path from 'node:path';
import type { Kernel } from '../kernel.ts';
import { dump, type Dumped } from './dump.ts';
import { noteBackup } from './store.ts';

/**
 * Copies everything, of one instant, into a new or empty folder; answers its size in bytes and how many acts and blobs it holds.
 * The key lies beside as `secret.key` (mode 600): keep it apart from the rest. Refuses `folder-not-empty`, `disk-full`.
 */
export async function backup(k: Kernel, to: string): Promise<Dumped> {
  return make(k, path.resolve(to), { cause: 'asked' });
}

export interface Making {
  readonly cause: 'asked' | 'nightly';
  /** Large originals go beside the copy, into a folder that all copies there share. */
  readonly sharesBlobs?: boolean;
}

export async function make(k: Kernel, to: string, { cause, sharesBlobs = false }: Making): Promise<Dumped> {
  // Before the copy and not after: so the copy and what it was made of hold the same acts.
  await k.acts.write({ verb: 'backup.made', subject: { kind: 'backup', id: path.basename(to) }, detail: { folder: to, cause } });
  const client = await k.connect();
  try {
    const done = await dump(client, to, { data: k.config.data, sharesBlobs });
    await noteBackup(k.db, { folder: to, cause, ...done });
    return done;
  } finally {
    await client.end().catch(() => {});
  }
}
