import { sql } from 'kysely';
import type { Db } from '../db/database.ts';

/** Notes that this key is in use here. Answers false where the database knows only other keys: the key file was lost or swapped. */
export async function noteKey(db: Db, keyId: string): Promise<boolean> {
  const { rows } = await sql<{ others: string; known: boolean }>`
    select count(*) as others, coalesce(bool_or(id = ${keyId}), false) as known from kernel.secret_key`.execute(db);
  if (rows[0]?.known) return true;
  await sql`insert into kernel.secret_key (id) values (${keyId}) on conflict do nothing`.execute(db);
  return Number(rows[0]?.others ?? 0) === 0;
}

export async function countKeys(db: Db): Promise<number> {
  const { rows } = await sql<{ n: string }>`select count(*) as n from kernel.secret_key`.execute(db);
  return Number(rows[0]?.n ?? 0);
}
