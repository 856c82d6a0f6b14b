import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from '../db/database.ts';
import { readMigrations, schemasOf } from '../db/migrate.ts';

/** A table of the product's schemas; pg-boss's own (`job`) is not among them: its jobs are copied as jobs. */
export interface Table {
  readonly schema: string;
  readonly table: string;
  readonly columns: string[];
}

// What else lies in an institution's database is none of our business.
const ours = `n.nspname = any($1::text[])`;

/** Every table and its stored columns; generated ones are made again by the database. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `
    select n.nspname as schema, c.relname as table,
      (select coalesce(json_agg(a.attname order by a.attnum), '[]') from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and ${ours} and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by 1, 2`,
    [schemasOf(readMigrations())],
  );
  return rows.filter((row) => !(row.schema === 'kernel' && row.table === 'migration_hash'));
}

export interface Sequence {
  readonly schema: string;
  readonly name: string;
  readonly last: string;
  readonly isCalled: boolean;
}

/** Every sequence of the product, those that no column owns among them: where one began anew, new rows would meet old ones. */
export async function sequencesOf(client: pg.ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<{ schema: string; name: string; sequence: string }>(
    `select n.nspname as schema, c.relname as name, format('%I.%I', n.nspname, c.relname) as sequence
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${ours} order by 1, 2`,
    [schemasOf(readMigrations())],
  );
  const found: Sequence[] = [];
  for (const { sequence, ...row } of rows) {
    const { rows: state } = await client.query<{ last: string; isCalled: boolean }>(
      `select last_value::text as last, is_called as "isCalled" from ${sequence}`,
    );
    found.push({ ...row, last: state[0]?.last ?? '1', isCalled: state[0]?.isCalled ?? false });
  }
  return found;
}

export async function setSequence(client: pg.ClientBase, { schema, name, last, isCalled }: Sequence): Promise<void> {
  await client.query("select setval(format('%I.%I', $1::text, $2::text)::regclass, $3, $4)", [schema, name, last, isCalled]);
}

export async function migrationsOf(client: pg.ClientBase): Promise<{ name: string; sha256: string }[]> {
  const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from kernel.migration_hash order by name');
  return rows;
}

/** Jobs that were asked for and are not done; one JSON a line is written of them. */
export async function openJobs(client: pg.ClientBase): Promise<unknown[]> {
  const { rows: there } = await client.query<{ yes: boolean }>("select to_regclass('job.job') is not null as yes");
  if (!there[0]?.yes) return [];
  const { rows } = await client.query<{ job: unknown }>(`
    select json_build_object('queue', name, 'data', data, 'singletonKey', singleton_key, 'startAfter', start_after, 'retryLimit', retry_limit,
      'retryDelay', retry_delay, 'retryBackoff', retry_backoff, 'retryDelayMax', retry_delay_max, 'expireInSeconds', expire_seconds,
      'heartbeatSeconds', heartbeat_seconds, 'groupId', group_id, 'groupTier', group_tier) as job
    from job.job where state in ('created', 'retry', 'active') and name in ('short', 'long') order by created_on`);
  return rows.map((row) => row.job);
}

export async function largeBlobs(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ sha256: string }>(
    "select encode(sha256, 'hex') as sha256 from kernel.blob where content is null order by 1",
  );
  return rows.map((row) => row.sha256);
}

export async function countsOf(client: pg.ClientBase): Promise<{ acts: number; blobs: number }> {
  const { rows } = await client.query<{ acts: string; blobs: string }>(
    'select (select count(*) from acts.act) as acts, (select count(*) from kernel.blob) as blobs',
  );
  return { acts: Number(rows[0]?.acts ?? 0), blobs: Number(rows[0]?.blobs ?? 0) };
}

/** A copy that was made; `bytes` are those of its files. */
export interface BackupRow {
  readonly id: string;
  readonly folder: string;
  readonly madeAt: number;
  readonly bytes: number;
  readonly cause: 'asked' | 'nightly' | 'migration';
}

export async function noteBackup(db: Db, row: Omit<BackupRow, 'id' | 'madeAt'> & { acts: number; blobs: number }): Promise<void> {
  await sql`insert into kernel.backup (folder, bytes, acts, blobs, cause) values (${row.folder}, ${row.bytes}, ${row.acts}, ${row.blobs}, ${row.cause})`.execute(
    db,
  );
}

/** The same for the copy before an update, over the one connection there is then. */
export async function noteBackupBeforeUpdate(
  client: pg.ClientBase,
  row: Pick<BackupRow, 'folder' | 'bytes'> & { acts: number; blobs: number },
): Promise<void> {
  await client.query("insert into kernel.backup (folder, bytes, acts, blobs, cause) values ($1, $2, $3, $4, 'migration')", [
    row.folder,
    row.bytes,
    row.acts,
    row.blobs,
  ]);
}

/** The latest backups first; `madeAt` real ms. */
export async function listBackups(db: Db, limit: number): Promise<BackupRow[]> {
  const { rows } = await sql<BackupRow>`
    select id, folder, made_at as "madeAt", bytes::float8 as bytes, cause from kernel.backup order by id desc limit ${limit}`.execute(db);
  return rows;
}

/** The product's schemas that are there, pg-boss's too. */
export async function presentSchemas(client: pg.ClientBase): Promise<string[]> {
  const { rows: made } = await client.query<{ yes: boolean }>("select to_regclass('kernel.migration_hash') is not null as yes");
  if (!made[0]?.yes) return [];
  const { rows } = await client.query<{ name: string }>(
    'select nspname as name from pg_namespace where nspname = any($1::text[]) order by 1',
    [['job', ...schemasOf(readMigrations())]],
  );
  return rows.map((row) => row.name);
}

/** Gives all schemas a suffix, or takes it off again, in one step. */
export async function renameSchemas(client: pg.ClientBase, names: readonly string[], suffix: string, back = false): Promise<void> {
  const one = names.map((name) =>
    back ? `alter schema "${name}${suffix}" rename to "${name}"` : `alter schema "${name}" rename to "${name}${suffix}"`,
  );
  await client.query(['begin', ...one, 'commit'].join('; '));
}

/** Drops schemas that a failed restore made. The extensions go back first: what was renamed depends on them. */
export async function dropSchemas(client: pg.ClientBase, names: readonly string[], extensionsTo: string | null): Promise<void> {
  if (extensionsTo !== null) {
    await client.query(`do $$ declare e text; begin
      for e in select x.extname from pg_extension x join pg_namespace n on n.oid = x.extnamespace where n.nspname = 'kernel' loop
        execute format('alter extension %I set schema %I', e, '${extensionsTo}'); end loop; end $$`);
  }
  for (const name of names) await client.query(`drop schema "${name}" cascade`);
}
