import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

export async function databaseFacts(db: Db): Promise<{ version: string; bytes: number; now: number }> {
  const { rows } = await sql<{ version: string; bytes: string; now: number }>`
    select split_part(current_setting('server_version'), ' ', 1) as version, pg_database_size(current_database()) as bytes, clock_timestamp() as now`.execute(
    db,
  );
  return { version: rows[0]?.version ?? '', bytes: Number(rows[0]?.bytes ?? 0), now: rows[0]?.now ?? 0 };
}

/** Real instants (ms): of the last backup (null: none) and of the installation; `productAt`: of the last one by the product's clock. */
export async function backupAge(db: Db): Promise<{ lastAt: number | null; productAt: number | null; installedAt: number }> {
  const { rows } = await sql<{ lastAt: number | null; productAt: number | null; installedAt: number }>`
    select (select max(made_at) from kernel.backup) as "lastAt", (select max(at) from acts.act where verb = 'backup.made') as "productAt",
      (select min(ran_at) from kernel.migration_hash) as "installedAt"`.execute(db);
  return { lastAt: rows[0]?.lastAt ?? null, productAt: rows[0]?.productAt ?? null, installedAt: rows[0]?.installedAt ?? 0 };
}

/** Jobs that ran out of tries in the last day; pg-boss owns the table, which is there once a job was written. */
export async function failedJobs(db: Db): Promise<{ failed: number; last: string | null }> {
  const { rows: there } = await sql<{ yes: boolean }>`select to_regclass('job.job') is not null as yes`.execute(db);
  if (!there[0]?.yes) return { failed: 0, last: null };
  const { rows } = await sql<{ failed: string; last: string | null }>`
    select count(*) as failed, (array_agg(data->>'name' order by completed_on desc))[1] as last
    from job.job where state = 'failed' and completed_on > now() - interval '1 day'`.execute(db);
  return { failed: Number(rows[0]?.failed ?? 0), last: rows[0]?.last ?? null };
}

export async function newestLargeBlobs(db: Db, limit: number): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select encode(sha256, 'hex') as sha256 from kernel.blob where content is null order by made_at desc limit ${limit}`.execute(db);
  return rows.map((row) => row.sha256);
}
