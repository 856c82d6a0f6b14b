import { sql } from 'kysely';
import type { Db } from '../db/database.ts';
import { byKey } from '../db/prepared.ts';

export async function allSettings(db: Db): Promise<Map<string, unknown>> {
  const { rows } = await byKey<{ key: string; value: unknown }>`select key, value from kernel.setting`.execute(db);
  return new Map(rows.map((row) => [row.key, row.value]));
}

/** Stores a value and, at commit, tells every process to read anew. Answers what stood there. */
export async function storeSetting(db: Db, key: string, value: unknown): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`select value from kernel.setting where key = ${key} for update`.execute(db);
  await sql`insert into kernel.setting (key, value) values (${key}, ${JSON.stringify(value)}::jsonb)
    on conflict (key) do update set value = excluded.value, changed_at = now()`.execute(db);
  await sql`select pg_notify('ventanilla_settings', ${key})`.execute(db);
  return rows[0]?.value;
}
