import { z } from 'zod';
import { authJobs, authSettings } from './auth/settings.ts';
import { checks } from './health/checks.ts';
import type { Module } from './module.ts';

/** The kernel as a module among the others: its settings, its nightly copy, what it knows about the machine. */
export const module: Module = {
  name: 'kernel',
  settings: [
    // Where the nightly copies go; null: the folder «backups» in the data directory.
    { key: 'backup.folder', shape: z.string().min(1).max(1000).nullable(), initial: null, change: 'backup.run' },
    { key: 'backup.keep', shape: z.number().int().min(1).max(365), initial: 14, change: 'backup.run' },
    ...authSettings,
  ],
  jobs: [
    {
      name: 'kernel.backup',
      cron: '0 2 * * *',
      heartbeatSeconds: 60,
      retries: 3,
      concurrency: 1,
      handle: async (k) => (await import('./backup/nightly.ts')).nightlyBackup(k),
    },
    ...authJobs,
  ],
  health: checks,
};
