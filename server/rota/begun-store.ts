import { sql } from 'kysely';
import type { Kernel } from '#kernel';

export interface Begun {
  readonly since: string;
  readonly openedThrough: string;
}

export async function begunRow(k: Kernel): Promise<Begun | undefined> {
  const { rows } = await sql<Begun>`select since_on as since, opened_through as "openedThrough" from rota.begun`.execute(k.db);
  return rows[0];
}

/** True where this made it; false where it had begun already. */
export async function insertBegun(k: Kernel, since: string, openedThrough: string): Promise<boolean> {
  const { rows } = await sql`
    insert into rota.begun (since_on, opened_through) values (${since}, ${openedThrough}) on conflict do nothing returning 1`.execute(k.db);
  return rows.length > 0;
}

export async function writeOpenedThrough(k: Kernel, date: string): Promise<void> {
  await sql`update rota.begun set opened_through = greatest(opened_through, ${date}::date)`.execute(k.db);
}
