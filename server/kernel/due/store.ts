import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { instant } from '../time.ts';

export async function setDue(db: Db, topic: string, rows: readonly { readonly subject: string; readonly runAt: number }[]): Promise<void> {
  // Twice the same subject in one statement is refused by the database: the last one holds.
  const last = [...new Map(rows.map((row) => [row.subject, row.runAt]))].sort(([a], [b]) => (a < b ? -1 : 1));
  if (last.length === 0) return;
  await sql`
    insert into kernel.due (topic, subject, run_at)
    select ${topic}, o.subject, o.run_at
    from unnest(${last.map(([subject]) => subject)}::text[], ${last.map(([, runAt]) => instant(runAt))}::timestamptz[]) as o(subject, run_at)
    on conflict on constraint due_once_per_subject do update set run_at = excluded.run_at`.execute(db);
}

export async function clearDue(db: Db, topic: string, subject: string): Promise<void> {
  await sql`delete from kernel.due where topic = ${topic} and subject = ${subject}`.execute(db);
}

export interface DueRow {
  readonly topic: string;
  readonly subject: string;
  readonly runAt: number;
}

/** Takes up to `limit` rows whose time has come; two sweepers never take the same one. */
export async function takeDue(db: Db, now: number, limit: number): Promise<DueRow[]> {
  const { rows } = await sql<DueRow>`
    delete from kernel.due where id in (
      select id from kernel.due where run_at <= ${instant(now)} order by run_at limit ${limit} for update skip locked)
    returning topic, subject, run_at as "runAt"`.execute(db);
  return rows;
}
