import type { Client } from 'pg';
import type { Acts } from './acts/acts.ts';
import type { Blobs } from './blobs/blobs.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import type { Db } from './db/database.ts';
import type { Due } from './due/due.ts';
import type { Jobs } from './jobs/jobs.ts';
import type { Topics } from './jobs/topics.ts';
import type { Leases } from './lease.ts';
import type { Live } from './live/live.ts';
import type { Logger } from './log.ts';
import type { Secrets } from './secrets/secrets.ts';
import type { Settings } from './settings/settings.ts';

/** Who acts: a person of the institution, a token of a script, the command line, or the product by itself. */
export type Actor =
  | { readonly kind: 'person' | 'token'; readonly accountId: string; readonly name: string; readonly roles: readonly Role[] }
  | { readonly kind: 'cli'; readonly accountId: null; readonly name: 'administración local'; readonly roles: readonly Role[] }
  | { readonly kind: 'system'; readonly accountId: null; readonly name: string; readonly roles: readonly Role[] };

/** The eight roles of the procedure's people; what each may do is in auth/permissions.ts. */
export const roles = ['operator', 'coordinator', 'head', 'network', 'quality', 'rector', 'auditor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** The command line: whoever may run it on this machine may do everything. */
export const cliActor: Actor = { kind: 'cli', accountId: null, name: 'administración local', roles: ['admin'] };
/** The product by itself: jobs, listeners, sweeps. */
export const systemActor: Actor = { kind: 'system', accountId: null, name: 'Ventanilla', roles: ['admin'] };

/** What every operation is handed. Inside `transaction` the same type comes bound to the transaction and shadows the outer one. */
export interface Kernel {
  readonly db: Db;
  readonly clock: Clock;
  readonly config: Config;
  readonly blobs: Blobs;
  readonly jobs: Jobs;
  readonly topics: Topics;
  readonly due: Due;
  readonly live: Live;
  readonly acts: Acts;
  readonly settings: Settings;
  readonly secrets: Secrets;
  readonly leases: Leases;
  readonly log: Logger;
  readonly actor: Actor;
  /** The id of the HTTP request that all this happens in; null elsewhere. On every act and log line. */
  readonly requestId: string | null;
  /** Runs `hook` once the transaction has committed; at once where there is none. Never for what must not be lost. */
  after(hook: () => void): void;
  /** One act, one transaction. Nested calls reuse the outer one: a refusal inside undoes the whole. */
  transaction<T>(work: (k: Kernel) => Promise<T>): Promise<T>;
  /** A connection outside the pool, for COPY and the like. The caller ends it. */
  connect(): Promise<Client>;
  /** The same kernel with another actor, and for a request with its id. */
  as(actor: Actor, requestId?: string): Kernel;
}
