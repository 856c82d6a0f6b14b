import type pg from 'pg';
import { sealActs } from './acts/seal.ts';
import { bind } from './bind.ts';
import { type Clock, systemClock } from './clock.ts';
import { readClock } from './clock-store.ts';
import type { Config } from './config.ts';
import type { Core } from './core.ts';
import { type Database, openDatabase } from './db/database.ts';
import type { Embedded } from './db/embedded.ts';
import { serving, tryLock, tryShare } from './db/lock-store.ts';
import { migrate } from './db/migrate.ts';
import { type Notices, openNotices } from './db/notices.ts';
import { checkServer } from './db/server-check.ts';
import { sweepDue } from './due/sweep.ts';
import { openBoss } from './jobs/boss.ts';
import { type Actor, cliActor, type Kernel, systemActor } from './kernel.ts';
import { openLeases } from './lease.ts';
import { openHub } from './live/hub.ts';
import { type Logger, openLog, toStderr } from './log.ts';
import type { Module } from './module.ts';
import { Refusal } from './refusal.ts';
import { readKey } from './secrets/key-file.ts';
import { type Secrets, secretsOf } from './secrets/secrets.ts';
import { noteKey } from './secrets/store.ts';
import { openSettingCache } from './settings/cache.ts';
import { startTicking } from './tick.ts';

/** How this process takes part; nothing of it is needed. */
export interface OpenOptions {
  /** The server process: one per embedded directory, works jobs and the pulse once `start` is called. */
  readonly serves?: boolean;
  readonly actor?: Actor;
  /** Tests hand in a stopped one. */
  readonly clock?: Clock;
  readonly log?: Logger;
  /** The embedded PostgreSQL, where somebody began to bring it up before the modules were loaded. */
  readonly coming?: Promise<Embedded>;
  /** For the embedded PostgreSQL, such as `fsync=off` in tests. */
  readonly embedded?: { readonly settings?: readonly string[]; readonly grace?: number };
}

/** A kernel at work, and how to end it. */
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
  const log = options.log ?? openLog(config.log, toStderr(config.logJson));
  const { database, release } = await reach(config, options, log);
  const notices = openNotices(database, log);
  try {
    const secrets = secretsOf(readKey(config.data));
    const [client] = await Promise.all([database.connect(), options.serves && claim(config, notices)]);
    const { clock, migrated } = await prepare(client, secrets, { config, options, log });
    const core = assemble({ config, modules, database, notices, secrets, clock, log }, options.serves === true);
    for (const module of modules) module.plug?.();
    const actor = options.actor ?? (options.serves ? systemActor : cliActor);
    const k = bind(core, { db: database.db, actor, requestId: null, unit: null });
    return { k, modules, migrated, ...running(core, k, release) };
  } catch (error) {
    await notices.close();
    await database.close().catch(() => {});
    release();
    throw error;
  }
}

async function reach(config: Config, options: OpenOptions, log: Logger): Promise<{ database: Database; release: () => void }> {
  if (config.databaseUrl !== null) {
    return { database: openDatabase({ connection: { connectionString: config.databaseUrl }, log }), release: () => {} };
  }
  const { openEmbedded } = await import('./db/embedded.ts');
  const embedded = await (options.coming ?? openEmbedded(config.data, options.embedded));
  return { database: openDatabase({ connection: embedded.connection, ensure: embedded.ensure, log }), release: embedded.release };
}

interface Preparing {
  readonly config: Config;
  readonly options: OpenOptions;
  readonly log: Logger;
}

async function prepare(
  client: pg.Client,
  secrets: Secrets,
  { config, options, log }: Preparing,
): Promise<{ clock: Clock; migrated: string[] }> {
  try {
    if (config.databaseUrl !== null) await checkServer(client);
    const { ran } = await migrate(client, undefined, () => backUpFirst(config, client));
    const isKnown = await noteKey(client, secrets.keyId);
    if (!isKnown) log.warn('key.changed', { reason: 'secret.key is not the key that sealed what is stored here' });
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

function assemble(parts: Omit<Core, 'boss' | 'hub' | 'leases' | 'settingCache'>, works: boolean): Core {
  const { database, modules, notices, log } = parts;
  return {
    ...parts,
    boss: openBoss(database, modules, { works, log }),
    hub: openHub(database, notices, log),
    leases: openLeases(notices),
    settingCache: openSettingCache(database, notices, systemClock),
  };
}

/** On an embedded directory one server; on an institution's database as many as it likes. Restore asks for the same lock alone. */
async function claim(config: Config, notices: Notices): Promise<void> {
  const take = (client: pg.Client) => (config.databaseUrl === null ? tryLock(client, serving) : tryShare(client, serving));
  if (!(await notices.use(take))) throw alreadyServed(config.data);
  const again = () => {
    notices.use(take).catch(() => setTimeout(again, 1000).unref());
  };
  notices.onLost(again);
}

function alreadyServed(data: string): Refusal {
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
