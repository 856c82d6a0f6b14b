import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { Refusal } from '../refusal.ts';

export interface MigrationFile {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const server = path.dirname(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
const lock = 781;

/** All modules' migrations by name. Two files of one name, or a name of another form, are an error of ours. */
export function readMigrations(root = server): MigrationFile[] {
  // A module is a folder here or, as the channels, one level down.
  const files = foldersIn(root).flatMap((folder) => [folder, ...foldersIn(folder)].flatMap((one) => filesOf(path.join(one, 'migrations'))));
  files.sort((a, b) => (a.name < b.name ? -1 : 1));
  files.forEach((file, i) => {
    if (file.name === files[i + 1]?.name) throw new Error(`Two migrations are called ${file.name}`);
  });
  return files;
}

/** The schemas that these migrations make, pg-boss's left out: what is ours in a database that may hold others' too. */
export function schemasOf(files: readonly MigrationFile[]): string[] {
  const made = files.flatMap((file) =>
    [...file.sql.matchAll(/^\s*create schema (?:if not exists )?(\w+)/gim)].map((match) => match[1] as string),
  );
  return [...new Set(['kernel', ...made])].sort();
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'migrations')
    .map((entry) => path.join(folder, entry.name));
}

function filesOf(folder: string): MigrationFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.sql'))
    .map((name) => {
      if (!/^\d{8}-\d{4}_[a-z0-9-]+\.sql$/.test(name)) throw new Error(`Not a migration's name: ${name}`);
      const sql = readFileSync(path.join(folder, name), 'utf8');
      return { name: name.slice(0, -4), sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the schema up to these files, each in its own transaction; of two processes at once one works and the other waits.
 * `before` runs once, before the first change of a database that already holds something. Refuses a file that changed, came
 * late or is unknown here.
 */
export async function migrate(client: pg.Client, files = readMigrations(), before?: () => Promise<void>): Promise<{ ran: string[] }> {
  if (pending(files, await recorded(client)).length === 0) return { ran: [] };
  // The hash table needs its own lock: two processes may both find an empty database.
  await client.query('select pg_advisory_lock($1)', [lock]);
  try {
    await client.query(`create schema if not exists kernel;
      create table if not exists kernel.migration_hash (name text primary key, sha256 text not null, ran_at timestamptz not null default now())`);
    const done = await recorded(client);
    const todo = pending(files, done);
    if (todo.length > 0 && done.size > 0) await before?.();
    for (const file of todo) await run(client, file);
    return { ran: todo.map((file) => file.name) };
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lock]).catch(() => {});
  }
}

/** Whether every one of these files has run here as it is. Refuses as `migrate` does. */
export async function isUpToDate(client: pg.Client, files = readMigrations()): Promise<boolean> {
  return pending(files, await recorded(client)).length === 0;
}

async function recorded(client: pg.Client): Promise<Map<string, string>> {
  const { rows: there } = await client.query("select to_regclass('kernel.migration_hash') is not null as yes");
  if (!there[0].yes) return new Map();
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from kernel.migration_hash');
  return new Map(rows.map((row) => [row.name, row.sha256]));
}

function pending(files: readonly MigrationFile[], done: ReadonlyMap<string, string>): MigrationFile[] {
  const names = new Set(files.map((file) => file.name));
  const unknown = [...done.keys()].filter((name) => !names.has(name));
  if (unknown.length > 0) throw newer(unknown);
  const last = [...done.keys()].sort().at(-1) ?? '';
  return files.filter((file) => {
    const hash = done.get(file.name);
    if (hash !== undefined && hash !== file.sha256) throw changed(file.name);
    if (hash === undefined && file.name < last)
      throw new Error(`The migration ${file.name} is older than the last one that ran (${last}): give it a later name`);
    return hash === undefined;
  });
}

async function run(client: pg.Client, file: MigrationFile): Promise<void> {
  try {
    await client.query('begin');
    await client.query(file.sql);
    await client.query('insert into kernel.migration_hash (name, sha256) values ($1, $2)', [file.name, file.sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw new Error(`Migration ${file.name}: ${(error as Error).message}`, { cause: error });
  }
}

function changed(name: string): Refusal {
  return new Refusal(
    'migration-changed',
    500,
    `La migración ${name} cambió después de aplicarse a estos datos. Vuelva al código publicado; quien lo desarrolla escribe una migración nueva.`,
    `The migration ${name} was changed after it ran on this data. Go back to the published code; developers write a new migration.`,
  );
}

function newer(unknown: readonly string[]): Refusal {
  return new Refusal(
    'database-newer',
    500,
    'La base de datos es de una versión más nueva de Ventanilla. Use esa versión, o restaure una copia anterior a la actualización.',
    'The database belongs to a newer Ventanilla. Use that version, or restore a backup made before the update.',
    { unknown },
  );
}
