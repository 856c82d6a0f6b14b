import { sql } from 'kysely';
import type pg from 'pg';
import type { Db } from '../db/database.ts';

/** Notes that this key is in use here. Answers false where the database knows only other keys: the key file was lost or swapped. */
export async function noteKey(client: pg.ClientBase, keyId: string): Promise<boolean> {
  const { rows } = await client.query<{ others: string; known: boolean }>(
    'select count(*) as others, coalesce(bool_or(id = $1), false) as known from kernel.secret_key',
    [keyId],
  );
  if (rows[0]?.known) return true;
  await client.query('insert into kernel.secret_key (id) values ($1) on conflict do nothing', [keyId]);
  return Number(rows[0]?.others ?? 0) === 0;
}

/** Whether this is the only key that sealed anything here, or has been in use for a week: by then what the lost one sealed was entered anew. */
export async function isSettledKey(db: Db, keyId: string): Promise<boolean> {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select from kernel.secret_key where id = ${keyId}
      and (first_seen_at < now() - interval '7 days' or not exists (select from kernel.secret_key where id <> ${keyId}))) as yes`.execute(
    db,
  );
  return rows[0]?.yes ?? false;
}
