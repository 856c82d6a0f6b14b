import type pg from 'pg';
import { sealActs } from './acts/seal.ts';
import { bind } from './bind.ts';
import { type Clock, systemClock } from './clock.ts';
import { readClock } from './clock-store.ts';
import type { Config } from './config.ts';
import type { Core } from './core.ts';
import { type Database, openDatabase } from './db/database.ts';
import { checkServer } from './db/server-check.ts';
import { serving, tryLock, tryShare } from './db/lock-store.ts';
import { migrate } from './db/migrate.ts';
import { openNotices } from './db/notices.ts';
import { sweepDue } from './due/sweep.ts';
import { openBoss } from './jobs/boss.ts';
import { cliActor, type Actor, type Kernel, systemActor } from './kernel.ts';
import { openLeases } from './lease.ts';
import { openHub } from './live/hub.ts';
import { type Logger, openLog } from './log.ts';
import type { Module } from './module.ts';
import { Refusal } from './refusal.ts';
import { readKey } from './secrets/key-file.ts';
import { secretsOf } from './secrets/secrets.ts';
import { noteKey } from './secrets/store.ts';
import { openSettingCache } from './settings/cache.ts';
import { startTicking } from './tick.ts';

export interface OpenOptions {
  /** The server process: one per embedded directory, works jobs and the pulse once `start` is called. */
  readonly serves?: boolean;
  readonly actor?: Actor;
  /** Tests hand in a stopped one. */
  readonly clock?: Clock;
  readonly log?: Logger;
  /** For the embedded PostgreSQL, such as `fsync=off` in tests. */
  readonly embedded?: { readonly settings?: readonly string[]; readonly grace?: number };
}

export interface Opened {
  readonly k: Kernel;
  readonly modules: readonly Module[];
  /** What ran while opening. */
  readonly migrated: readonly string[];
  /** Begins to work jobs, due rows and the modules' own long-lived work. Once, by the server, after it listens. */
  start(): Promise<void>;
  /** Sweeps due rows, runs every job that may run and what those ask for, numbers changes; for tests and one-shot commands. Throws the first failure. */
  drain(): Promise<number>;
  close(): Promise<void>;
}

/** Connects (starting the embedded database if nobody did), migrates, plugs the modules. Refuses with a sentence. */
export async function openKernel(config: Config, modules: readonly Module[], options: OpenOptions = {}): Promise<Opened> {
  const log = options.log ?? openLog(config.log);
  const { database, release } = await reach(config, options, log);
  try {
    const { clock, migrated } = await prepare(config, database, options);
    const core = await assemble({ config, modules, database, clock, log, works: options.serves === true });
    if (options.serves) await claim(core);
    for (const module of modules) module.plug?.();
    const k = bind(core, {
      db: database.db,
      actor: options.actor ?? (options.serves ? systemActor : cliActor),
      requestId: null,
      unit: null,
    });
    return { k, modules, migrated, ...running(core, k, release) };
  } catch (error) {
    await database.close().catch(() => {});
    release();
    throw error;
  }
}

async function reach(config: Config, options: OpenOptions, log: Logger): Promise<{ database: Database; release: () => void }> {
  if (config.databaseUrl !== null)
    return { database: openDatabase({ connection: { connectionString: config.databaseUrl }, log }), release: () => {} };
  const { openEmbedded } = await import('./db/embedded.ts');
  const embedded = await openEmbedded(config.data, options.embedded);
  return { database: openDatabase({ connection: embedded.connection, ensure: embedded.ensure, log }), release: embedded.release };
}

async function prepare(config: Config, database: Database, options: OpenOptions): Promise<{ clock: Clock; migrated: string[] }> {
  const client = await database.connect();
  try {
    if (config.databaseUrl !== null) await checkServer(client);
    const { ran } = await migrate(client, undefined, () => backUpFirst(config, client));
    return { migrated: ran, clock: options.clock ?? (await readClock(client, config)) };
  } finally {
    await client.end();
  }
}

/** An update that goes wrong must cost nothing: what is there is copied before it is changed. */
async function backUpFirst(config: Config, client: pg.Client): Promise<void> {
  const { backUpBeforeMigration } = await import('./backup/before-migration.ts');
  await backUpBeforeMigration(client, config.data, systemClock.real());
}

interface Parts extends Pick<Core, 'config' | 'modules' | 'database' | 'clock' | 'log'> {
  readonly works: boolean;
}

async function assemble({ works, ...parts }: Parts): Promise<Core> {
  const { config, database, modules, log } = parts;
  const notices = openNotices(database, log);
  const boss = openBoss(database, modules, { works, log });
  const secrets = secretsOf(readKey(config.data));
  if (!(await noteKey(database.db, secrets.keyId)))
    log.warn('key.changed', { reason: 'secret.key is not the key that sealed what is stored here' });
  return {
    ...parts,
    notices,
    boss,
    secrets,
    hub: openHub(database, notices, log),
    leases: openLeases(notices),
    settingCache: openSettingCache(database, notices, systemClock),
  };
}

/** On an embedded directory one server; on an institution's database as many as it likes. Restore asks for the same lock alone. */
async function claim(core: Core): Promise<void> {
  const isAlone = core.config.databaseUrl === null;
  const isOurs = await core.notices.use((client) => (isAlone ? tryLock(client, serving) : tryShare(client, serving)));
  if (!isOurs) {
    await core.notices.close();
    throw alreadyServed(core.config.data);
  }
  core.notices.onLost(() => void reclaim(core));
}

async function reclaim(core: Core): Promise<void> {
  try {
    await core.notices.use((client) => (core.config.databaseUrl === null ? tryLock(client, serving) : tryShare(client, serving)));
  } catch {
    setTimeout(() => void reclaim(core), 1000).unref();
  }
}

export function alreadyServed(data: string): Refusal {
  return new Refusal(
    'data-already-served',
    409,
    `La carpeta de datos ${data} ya la atiende otro servidor de Ventanilla. Deténgalo primero, o use otra carpeta con VENTANILLA_DATA.`,
    `The data folder ${data} is already served by another Ventanilla server. Stop it first, or use another folder with VENTANILLA_DATA.`,
  );
}

function running(core: Core, k: Kernel, release: () => void): Pick<Opened, 'start' | 'drain' | 'close'> {
  const stops: (() => Promise<void>)[] = [];
  const system = k.as(systemActor);
  return {
    async start() {
      core.notices.on('ventanilla_jobs', () => core.boss.kick());
      core.notices.open();
      stops.push(startTicking(core));
      await core.boss.work(system);
      for (const module of core.modules) {
        const stop = await module.start?.(system);
        if (stop) stops.unshift(stop);
      }
    },
    async drain() {
      let ran = 0;
      for (;;) {
        const now = (await sweepDue(core)) + (await core.boss.drain(system));
        await core.hub.settled();
        ran += now;
        if (now === 0) return ran;
      }
    },
    async close() {
      for (const stop of stops) await stop().catch((error: unknown) => core.log.error('stop.failed', { error }));
      await core.boss.stop().catch((error: unknown) => core.log.warn('stop.failed', { error }));
      await core.hub.settled();
      await sealActs(core.database.db).catch(() => {});
      await core.notices.close();
      await core.database.close();
      release();
    },
  };
}
