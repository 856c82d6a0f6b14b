import { hostname } from 'node:os';
import { sql } from 'kysely';
import type { Db } from './db/database.ts';

/** A server process; instants in real ms. */
export interface Instance {
  readonly id: string;
  readonly pid: number;
  readonly host: string;
  readonly startedAt: number;
  readonly seenAt: number;
}

/** Notes that this server process runs. Those not seen for a day are forgotten. */
export async function noteInstance(db: Db, id: string): Promise<void> {
  await sql`delete from kernel.instance where seen_at < now() - interval '1 day'`.execute(db);
  await sql`insert into kernel.instance (id, kind, pid, host) values (${id}, 'server', ${process.pid}, ${hostname()})
    on conflict (id) do update set seen_at = now()`.execute(db);
}

export async function forgetInstance(db: Db, id: string): Promise<void> {
  await sql`delete from kernel.instance where id = ${id}`.execute(db);
}

/** The server processes that gave a sign of life in the last two minutes (real time). */
export async function instances(db: Db): Promise<Instance[]> {
  const { rows } = await sql<Instance>`
    select id::text as id, pid, host, started_at as "startedAt", seen_at as "seenAt" from kernel.instance
    where seen_at > now() - interval '2 minutes' order by started_at`.execute(db);
  return rows;
}
