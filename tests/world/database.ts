import path from 'node:path';
import pg from 'pg';
import {
  type Actor,
  type Clock,
  type Kernel,
  migrate,
  type Module,
  type Opened,
  openKernel,
  openLog,
  type OpenOptions,
  readConfig,
  type Role,
} from '#kernel';
import { loadModules } from '../../server/modules.ts';
import { type Cluster, testCluster } from './cluster.ts';
import { temporaryFolder } from './temporary.ts';

/** A Tuesday at ten in Santo Domingo, in working time, months away from any change of year. */
export const tuesdayAtTen = Date.parse('2026-11-24T10:00:00-04:00');

/** A clock that stands until a test moves it. `real()` goes on, moved by what was advanced. */
export interface StoppedClock extends Clock {
  /** Ms since 1970, or an ISO instant with its offset. */
  set(at: number | string): void;
  advance(ms: number): void;
}

export interface TestKernel extends Opened {
  readonly clock: StoppedClock;
  /** Of the database of this kernel alone; for a second kernel, a server or a bare connection. */
  readonly url: string;
  /** VENTANILLA_DATA of this kernel, with its key and files. */
  readonly data: string;
  /** The same kernel with a person who has that role: an account of its own the first time, the same one afterwards. */
  asRole(role: Role): Promise<Kernel>;
  /** The same kernel with a new account of that name and those roles. */
  asPerson(name: string, ...roles: Role[]): Promise<Kernel>;
  /** Another kernel on the same database, as a second process would have it. */
  again(options?: OpenOptions): Promise<Opened>;
}

export interface TestOptions extends Omit<OpenOptions, 'clock'> {
  /** Only these modules; all of them where nothing is said. */
  readonly modules?: readonly Module[];
  /** Where the clock stands at the start; `tuesdayAtTen` where nothing is said. */
  readonly at?: number | string;
  /** Variables besides DATABASE_URL, VENTANILLA_DATA and a silent log. */
  readonly env?: NodeJS.ProcessEnv;
}

let cloned = 0;

/** A kernel on a database of its own, cloned from the migrated template (about 0.1 s). `close` drops it. */
export async function testKernel({ modules, at = tuesdayAtTen, env = {}, ...options }: TestOptions = {}): Promise<TestKernel> {
  const database = await cloneDatabase();
  const folder = temporaryFolder('data');
  const config = readConfig({ DATABASE_URL: database.url, VENTANILLA_DATA: folder.path, VENTANILLA_LOG: 'silent', ...env });
  const clock = stoppedClock(at);
  const loaded = modules ?? (await loadModules());
  const open = (more: OpenOptions) => openKernel(config, loaded, { clock, log: openLog(config.log), ...options, ...more });
  const opened = await open({}).catch(async (error: unknown) => {
    await database.drop();
    throw error;
  });
  const byRole = new Map<Role, Promise<Kernel>>();
  const asPerson = async (name: string, ...roles: Role[]) => opened.k.as(await makeAccount(database.url, name, roles, clock.now()));
  return {
    ...opened,
    clock,
    url: database.url,
    data: folder.path,
    asPerson,
    asRole: (role) => {
      const person = byRole.get(role) ?? asPerson(`Persona ${role}`, role);
      byRole.set(role, person);
      return person;
    },
    again: (more = {}) => open(more),
    async close() {
      await opened.close();
      await database.drop();
      folder.remove();
    },
  };
}

export function stoppedClock(at: number | string): StoppedClock {
  let now = readAt(at);
  let advanced = 0;
  return {
    now: () => now,
    real: () => Date.now() + advanced,
    driven: false,
    set(to) {
      now = readAt(to);
    },
    advance(ms) {
      now += ms;
      advanced += ms;
    },
  };
}

function readAt(at: number | string): number {
  const ms = typeof at === 'number' ? at : Date.parse(at);
  if (Number.isNaN(ms)) throw new Error(`Not an instant: ${at}`);
  return ms;
}

/** An empty, migrated database for programs that open it themselves. */
export async function cloneDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const cluster = await testCluster();
  await makeTemplate(cluster);
  const name = `t_${process.pid}_${++cloned}`;
  await administer(cluster, async (client) => {
    await client.query(`create database ${name} template ${template}`);
  });
  return {
    url: urlOf(cluster, name),
    drop: () => administer(cluster, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/** A database without anything in it, not even our schemas. */
export async function emptyDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }> {
  const cluster = await testCluster();
  const name = `e_${process.pid}_${++cloned}`;
  await administer(cluster, async (client) => void (await client.query(`create database ${name} template template0`)));
  return {
    url: urlOf(cluster, name),
    drop: () => administer(cluster, async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

const template = 'ventanilla_template';
const made = new Set<string>();

/** Migrates the template once per cluster, whoever comes first; the others wait. */
export async function makeTemplate(cluster: Cluster): Promise<void> {
  if (made.has(cluster.host)) return;
  await administer(cluster, async (client) => {
    await client.query('select pg_advisory_lock(1)');
    const { rowCount } = await client.query('select from pg_database where datname = $1 and datistemplate', [template]);
    if (rowCount === 0) {
      await client.query(`drop database if exists ${template} with (force)`);
      await client.query(`create database ${template} template template0`);
      await migrateInto(urlOf(cluster, template));
      await client.query(`alter database ${template} is_template true`);
    }
  });
  made.add(cluster.host);
}

async function migrateInto(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await migrate(client);
  } finally {
    await client.end();
  }
}

/** In `postgres`; the advisory lock that may be taken goes with the connection. */
async function administer(cluster: Cluster, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf(cluster, 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function urlOf({ host, user }: Cluster, database: string): string {
  return `postgres://${user}@/${database}?host=${encodeURIComponent(path.resolve(host))}`;
}

/** The same database through a wire that a test can cut: `openWire(behind(url))`, then `through(url, wire.port)`. */
export function behind(url: string): { readonly path: string } {
  return { path: path.join(new URL(url.replace('@/', '@localhost/')).searchParams.get('host') as string, '.s.PGSQL.5432') };
}

export function through(url: string, port: number): string {
  return url.replace(/@\/(\w+)\?.*$/, `@127.0.0.1:${port}/$1`);
}

async function makeAccount(url: string, name: string, roles: readonly Role[], at: number): Promise<Actor> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const email = `${name
      .toLowerCase()
      .normalize('NFD')
      .replace(/[^a-z]+/g, '.')}@itla.test`;
    const { rows } = await client.query<{ id: string }>(
      `with made as (insert into kernel.account (kind, name, email, created_at) values ('person', $1, $2, $3) returning id),
         given as (insert into kernel.account_role select made.id, role from made, unnest($4::text[]) role)
       select id from made`,
      [name, email, new Date(at).toISOString(), roles],
    );
    return { kind: 'person', accountId: rows[0]?.id as string, name, roles };
  } finally {
    await client.end();
  }
}
