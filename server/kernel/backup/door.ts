import type { Config } from '../config.ts';
import type { Kernel } from '../kernel.ts';
import type { Dumped } from './dump.ts';
import type { Verdict } from './verify.ts';

export type { Dumped } from './dump.ts';
export type { Verdict } from './verify.ts';

// Loaded when called: a server that idles all day need not hold what it does once a night.

/** Copies everything, of one instant, into a new or empty folder; the key beside it as `secret.key`. Refuses `folder-not-empty`, `disk-full`. */
export async function backup(k: Kernel, to: string): Promise<Dumped> {
  return (await import('./backup.ts')).backup(k, to);
}

/** The nightly copy at once, among those kept; answers also its folder. Refuses `backup-runs`, `disk-full`. */
export async function backupNow(k: Kernel): Promise<Dumped & { readonly folder: string }> {
  return (await import('./nightly.ts')).backupNow(k);
}

/** Puts a copy in the place of what is there, which is kept aside. Refuses `server-runs`, `not-a-backup`, `backup-damaged`, `backup-newer`. */
export async function restore(config: Config, from: string): Promise<Dumped> {
  return (await import('./restore.ts')).restore(config, from);
}

/** Recomputes every seal of the acts and the hash of every blob. */
export async function verify(k: Kernel): Promise<Verdict> {
  return (await import('./verify.ts')).verify(k);
}

/** Where the nightly copies go: absolute. */
export async function backupFolder(k: Kernel): Promise<string> {
  return (await import('./nightly.ts')).backupFolder(k);
}
