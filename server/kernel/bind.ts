import { actsOf } from './acts/acts.ts';
import { blobsOf } from './blobs/blobs.ts';
import type { Core, Unit } from './core.ts';
import type { Db } from './db/database.ts';
import { dueOf } from './due/due.ts';
import { jobsOf } from './jobs/jobs.ts';
import { topicsOf } from './jobs/topics.ts';
import type { Actor, Kernel } from './kernel.ts';
import { liveOf, writeLive } from './live/live.ts';
import { settingsOf } from './settings/settings.ts';

interface Scope {
  readonly db: Db;
  readonly actor: Actor;
  readonly requestId: string | null;
  readonly unit: Unit | null;
}

/** A kernel over a process's core: outside a transaction without a unit, inside with one. */
export function bind(core: Core, scope: Scope): Kernel {
  const { db, actor, requestId, unit } = scope;
  const log = requestId === null ? core.log : core.log.with({ request: requestId });
  const base = { db, actor, requestId, clock: core.clock, config: core.config, secrets: core.secrets, leases: core.leases, log };
  const k: Kernel = {
    ...base,
    acts: actsOf(base),
    blobs: blobsOf(base),
    due: dueOf(base),
    jobs: jobsOf(core, base, unit),
    topics: topicsOf(core, base, unit),
    live: liveOf(core, base, unit),
    settings: settingsOf(core, () => k, unit),
    connect: core.database.connect,
    after: (hook) => (unit ? void unit.hooks.push(hook) : hook()),
    transaction: (work) => (unit ? work(k) : inTransaction(core, scope, work)),
    as: (other, request) => bind(core, { ...scope, actor: other, requestId: request ?? requestId }),
  };
  return k;
}

async function inTransaction<T>(core: Core, scope: Scope, work: (k: Kernel) => Promise<T>): Promise<T> {
  const unit: Unit = { hooks: [], live: new Map(), jobs: [], settingsChanged: false };
  const result = await scope.db.transaction().execute(async (db) => {
    const k = bind(core, { ...scope, db, unit });
    const done = await work(k);
    await writeLive(db, [...unit.live.values()]);
    await core.boss.write(db, unit.jobs);
    return done;
  });
  if (unit.live.size > 0) core.hub.kick();
  if (unit.jobs.length > 0) core.boss.kick();
  for (const hook of unit.hooks) {
    try {
      hook();
    } catch (error) {
      core.log.error('after-commit.failed', { error });
    }
  }
  return result;
}
