import { randomUUID } from 'node:crypto';
import type { Job, JobInsert, PgBoss } from 'pg-boss';
import { systemClock } from '../clock.ts';
import type { QueuedJob } from '../core.ts';
import type { Database, Db } from '../db/database.ts';
import type { Kernel } from '../kernel.ts';
import type { Logger } from '../log.ts';
import type { JobHandler, Module } from '../module.ts';
import { handlersOf, type Queue, queueOf } from './handlers.ts';
import { tellWorkers } from './store.ts';

/** Between our jobs and pg-boss, which keeps them. Loaded when the first job is written or worked. */
export interface Boss {
  /** Refuses a name that no module handles: it would wait for ever. */
  check(name: string): void;
  write(db: Db, jobs: readonly QueuedJob[]): Promise<void>;
  /** Jobs have committed: whoever works here looks at once. */
  kick(): void;
  /** Starts working; only the server does. */
  work(k: Kernel): Promise<void>;
  /** Runs everything that may run now, and what that asks for, in this call; for tests. Throws the first failure. */
  drain(k: Kernel): Promise<number>;
  /** Lets running jobs end. */
  stop(): Promise<void>;
}

export interface BossOptions {
  /** This process works jobs, keeps the schedule and mends what others left; otherwise it only writes them. */
  readonly works: boolean;
  readonly log: Logger;
}

interface Packet {
  readonly name: string;
  readonly data: unknown;
}

const queues: readonly Queue[] = ['short', 'long'];
const zone = 'America/Santo_Domingo';

export function openBoss(database: Database, modules: readonly Module[], options: BossOptions): Boss {
  const { works, log } = options;
  const handlers = handlersOf(modules);
  let opened: Promise<PgBoss> | null = null;
  const workers: string[] = [];

  const open = () => {
    opened ??= startPgBoss(database, works, log).catch((error: unknown) => {
      opened = null;
      throw error;
    });
    return opened;
  };

  async function write(db: Db, jobs: readonly QueuedJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const boss = await open();
    const { fromKysely } = await import('pg-boss');
    for (const queue of queues) {
      const mine = jobs.filter((job) => queueOf(handlers.get(job.name) as JobHandler) === queue);
      if (mine.length > 0) await boss.insert(queue, mine.map(toInsert), { db: fromKysely(db) });
    }
    if (!works) await tellWorkers(db);
  }

  const toInsert = (job: QueuedJob): JobInsert<Packet> => {
    const { retries = 5, expireInSeconds, heartbeatSeconds, concurrency } = handlers.get(job.name) as JobHandler;
    return {
      data: { name: job.name, data: job.data },
      // The queue admits one waiting job per key: without a key of its own every job gets another.
      singletonKey: job.singletonKey === undefined ? randomUUID() : `${job.name}:${job.singletonKey}`,
      retryLimit: retries,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 600,
      expireInSeconds: expireInSeconds ?? (heartbeatSeconds === undefined ? 120 : 86_400),
      ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
      ...(job.startAfterSeconds !== undefined && { startAfter: job.startAfterSeconds }),
      ...(concurrency !== undefined && { group: { id: job.name, tier: `at-most-${concurrency}` } }),
    };
  };

  async function run(k: Kernel, job: Job<Packet>): Promise<void> {
    const { name, data } = job.data;
    const handler = handlers.get(name);
    if (!handler) throw new Error(`Nobody handles the job ${name}`);
    await handler.handle(k, data);
  }

  async function settle(k: Kernel, job: Job<Packet>) {
    try {
      await run(k, job);
      return { id: job.id, status: 'completed' as const };
    } catch (error) {
      log.error('job.failed', { job: job.data.name, id: job.id, error });
      return { id: job.id, status: 'failed' as const, output: { message: (error as Error).message } };
    }
  }

  return {
    check(name) {
      if (!handlers.has(name)) throw new Error(`Nobody handles the job ${name}`);
    },
    write,
    kick: () => {
      if (workers.length > 0) void opened?.then((boss) => workers.forEach((id) => boss.notifyWorker(id)));
    },
    async work(k) {
      const boss = await open();
      const settleAll = (jobs: Job<Packet>[]) => Promise.all(jobs.map((job) => settle(k, job)));
      const tiers = Object.fromEntries(
        [...handlers.values()]
          .filter((one) => one.concurrency !== undefined)
          .map((one) => [`at-most-${one.concurrency}`, one.concurrency as number]),
      );
      workers.push(
        await boss.work<Packet>('short', { pollingIntervalSeconds: 2, batchSize: 8, localConcurrency: 1, perJobResults: true }, settleAll),
      );
      workers.push(
        await boss.work<Packet>(
          'long',
          {
            pollingIntervalSeconds: 2,
            batchSize: 1,
            localConcurrency: 3,
            perJobResults: true,
            localGroupConcurrency: { default: 3, tiers },
          },
          settleAll,
        ),
      );
      await schedule(boss, handlers);
    },
    async drain(k) {
      const boss = await open();
      let ran = 0;
      for (;;) {
        const before = ran;
        for (const queue of queues) {
          for (const job of await boss.fetch<Packet>(queue, { batchSize: 100 })) {
            ran += 1;
            const error = await run(k, job).then(
              () => null,
              (reason: unknown) => reason,
            );
            if (error === null) await boss.complete(queue, job.id);
            else {
              await boss.fail(queue, job.id, { message: (error as Error).message });
              throw error;
            }
          }
        }
        if (ran === before) return ran;
      }
    },
    async stop() {
      const boss = await opened?.catch(() => null);
      workers.length = 0;
      await boss?.stop({ graceful: true, timeout: 20_000, close: true });
      opened = null;
    },
  };
}

/** pg-boss on a pool of its own; installs or updates its schema first. */
export async function startPgBoss(database: Database, works: boolean, log: Logger): Promise<PgBoss> {
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    ...(database.connection as object),
    schema: 'job',
    // A pool of its own: transactions that wait for the first job never starve it.
    max: works ? 3 : 2,
    application_name: 'ventanilla-jobs',
    supervise: works,
    schedule: works,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 30,
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 10,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  let saidAt = 0;
  boss.on('error', (error) => {
    // While the database is away each worker says so at every poll.
    if (systemClock.real() - saidAt > 60_000) log.warn('jobs.trouble', { reason: error.message });
    saidAt = systemClock.real();
    void database.ensure().catch(() => {});
  });
  boss.on('warning', (warning) => log.debug('jobs.warning', { reason: warning.message }));
  await boss.start();
  const there = new Set((await boss.getQueues([...queues])).map((queue) => queue.name));
  for (const queue of queues) if (!there.has(queue)) await boss.createQueue(queue, { policy: 'short', deleteAfterSeconds: 86_400 });
  return boss;
}

async function schedule(boss: PgBoss, handlers: ReadonlyMap<string, JobHandler>): Promise<void> {
  const wanted = [...handlers.values()].filter((one) => one.cron !== undefined);
  for (const handler of wanted) {
    const { name, retries = 5, heartbeatSeconds, expireInSeconds } = handler;
    await boss.schedule(
      'long',
      handler.cron as string,
      { name, data: {} },
      {
        tz: zone,
        key: name,
        singletonKey: name,
        retryLimit: retries,
        retryBackoff: true,
        expireInSeconds: expireInSeconds ?? (heartbeatSeconds === undefined ? 900 : 86_400),
        ...(heartbeatSeconds !== undefined && { heartbeatSeconds }),
      },
    );
  }
  for (const old of await boss.getSchedules('long'))
    if (!wanted.some((one) => one.name === old.key)) await boss.unschedule('long', old.key);
}
