import { type RawBuilder, sql } from 'kysely';
import type { Kernel } from '#kernel';

export async function participantsOf(k: Kernel, conversations: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ participants: string[] }>`
    select participants from desk.conversation where id = any(${[...conversations]}::bigint[])`.execute(k.db);
  return [...new Set(rows.flatMap((row) => row.participants))];
}

export interface KnownRequester {
  readonly name: string;
  readonly email: string;
}

/** Whose address begins so. */
export function beginningQueryOf(typed: string, limit: number): RawBuilder<KnownRequester> {
  return sql<KnownRequester>`
    select name, email from desk.requester where email like ${`${escaped(typed)}%`} order by email limit ${limit}::int`;
}

/** Whose name or address holds it; from three characters on an index finds them. */
export function holdingQueryOf(typed: string, limit: number): RawBuilder<KnownRequester> {
  return sql<KnownRequester>`
    select name, email from desk.requester where kernel.plain(name || ' ' || email) like '%' || kernel.plain(${escaped(typed)}) || '%' and email <> '' limit ${limit}::int`;
}

/** Whoever has written, by the beginning of an address first, then by any part of name and address. */
export async function requestersLike(k: Kernel, typed: string, limit: number): Promise<KnownRequester[]> {
  const { rows } = await beginningQueryOf(typed, limit).execute(k.db);
  if (typed.length < 3 || rows.length >= limit) return rows;
  const { rows: more } = await holdingQueryOf(typed, limit).execute(k.db);
  return [...rows, ...more];
}

export async function namesOf(k: Kernel, emails: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<KnownRequester>`select name, email from desk.requester where email = any(${[...emails]}::text[])`.execute(
    k.db,
  );
  return new Map(rows.map((one) => [one.email, one.name]));
}

function escaped(typed: string): string {
  return typed.replace(/[\\%_]/g, '\\$&');
}
