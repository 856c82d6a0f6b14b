import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/** Once this commits, the server looks for jobs at once. Only from processes that rarely write: NOTIFY makes commits queue up. */
export async function tellWorkers(db: Db): Promise<void> {
  await sql`select pg_notify('ventanilla_jobs', '')`.execute(db);
}
