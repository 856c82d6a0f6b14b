import type { Config } from './config.ts';
import type { Clock } from './clock.ts';
import type { Database } from './db/database.ts';
import type { Notices } from './db/notices.ts';
import type { Boss } from './jobs/boss.ts';
import type { Leases } from './lease.ts';
import type { LiveHub } from './live/hub.ts';
import type { Logger } from './log.ts';
import type { Module } from './module.ts';
import type { Secrets } from './secrets/secrets.ts';
import type { SettingCache } from './settings/cache.ts';

/** What one process shares behind every kernel it hands out. Inside the kernel only. */
export interface Core {
  readonly config: Config;
  readonly clock: Clock;
  readonly database: Database;
  readonly log: Logger;
  readonly modules: readonly Module[];
  readonly notices: Notices;
  readonly boss: Boss;
  readonly hub: LiveHub;
  readonly settingCache: SettingCache;
  readonly secrets: Secrets;
  readonly leases: Leases;
}

/** What gathers during one transaction and is written in one go before it commits. */
export interface Unit {
  readonly hooks: (() => void)[];
  readonly live: Map<string, { readonly stream: string; readonly ref: string }>;
  readonly jobs: QueuedJob[];
  /** Settings changed here: the process's cache does not speak for this transaction. */
  settingsChanged: boolean;
}

export interface QueuedJob {
  readonly name: string;
  readonly data: unknown;
  readonly startAfterSeconds?: number;
  readonly singletonKey?: string;
}
