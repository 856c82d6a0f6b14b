import { sql } from 'kysely';
import type { Db } from './db/database.ts';
import { instant } from './time.ts';

/** What waits for this process's attention, in one question: asked each second of an idle server. */
export async function whatWaits(db: Db, now: number): Promise<{ live: boolean; due: boolean; acts: boolean }> {
  const { rows } = await sql<{ live: boolean; due: boolean; acts: boolean }>`
    select exists (select from live.pending) as live,
      exists (select from kernel.due where run_at <= ${instant(now)}) as due,
      exists (select from acts.unsealed) as acts`.execute(db);
  return rows[0] ?? { live: false, due: false, acts: false };
}
