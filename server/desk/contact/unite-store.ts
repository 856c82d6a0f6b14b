import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { isAddress } from './card-store.ts';
import type { Union } from './unite.rules.ts';

export interface UnionRow extends Union {
  readonly id: string;
}

/** Unions change one at a time: each reads where the others lead. To the end of the transaction. */
export async function lockUnions(k: Kernel): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('desk.contact_merge', 54))`.execute(k.db);
}

/** In force. */
export async function unionById(k: Kernel, id: string): Promise<UnionRow | undefined> {
  const { rows } = await sql<UnionRow>`
    select id, from_id as "fromId", into_id as "intoId" from desk.contact_merge where id = ${id}::bigint and undone_at is null`.execute(
    k.db,
  );
  return rows[0];
}

export async function insertUnion(k: Kernel, { fromId, intoId }: Union): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.contact_merge (from_id, into_id, merged_at, merged_by)
    values (${fromId}::bigint, ${intoId}::bigint, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function endUnion(k: Kernel, id: string): Promise<void> {
  await sql`update desk.contact_merge set undone_at = ${instant(k.clock.now())}, undone_by = ${k.actor.name} where id = ${id}::bigint`.execute(
    k.db,
  );
}

/** All cards shown under these, and the unions in force among them. */
export async function membersOf(k: Kernel, headIds: readonly string[]): Promise<{ ids: string[]; unions: Union[] }> {
  const { rows } = await sql<{ id: string; intoId: string | null }>`
    select c.id, g.into_id as "intoId" from desk.contact c left join desk.contact_merge g on g.from_id = c.id and g.undone_at is null
    where c.head_id = any(${[...headIds]}::bigint[]) order by c.id`.execute(k.db);
  return {
    ids: rows.map((row) => row.id),
    unions: rows.flatMap((row) => (row.intoId === null ? [] : [{ fromId: row.id, intoId: row.intoId }])),
  };
}

export async function writeHeads(k: Kernel, heads: ReadonlyMap<string, string>): Promise<void> {
  await sql`
    update desk.contact c set head_id = h.head from unnest(${[...heads.keys()]}::bigint[], ${[...heads.values()]}::bigint[]) h(id, head)
    where c.id = h.id and c.head_id <> h.head`.execute(k.db);
}

export interface UnitedRow {
  readonly id: string;
  readonly contactId: string;
  readonly name: string;
  readonly at: number;
  readonly by: string;
}

/** What was united into a card and is shown under it, by name or first address. */
export async function unitedUnder(k: Kernel, headId: string): Promise<UnitedRow[]> {
  const { rows } = await sql<UnitedRow>`
    select g.id, c.id as "contactId", g.merged_at as at, g.merged_by as by,
      coalesce(nullif(c.name, ''), (select q.email from desk.requester q where q.contact_id = c.id and ${isAddress} order by q.id limit 1), '') as name
    from desk.contact c join desk.contact_merge g on g.from_id = c.id and g.undone_at is null
    where c.head_id = ${headId}::bigint and c.id <> c.head_id order by g.id`.execute(k.db);
  return rows;
}

export interface CandidateRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly byName: boolean;
  readonly byPhone: boolean;
}

/** Cards that bear the same name (of two words or more) or one of the same telephones. */
export async function candidatesFor(k: Kernel, headId: string): Promise<CandidateRow[]> {
  return (await candidatesQueryOf(headId).execute(k.db)).rows;
}

/** Apart, so that a test can ask for its plan. */
export function candidatesQueryOf(headId: string): RawBuilder<CandidateRow> {
  return sql<CandidateRow>`
    with named as (
      select o.id from desk.contact h join desk.contact o on o.sort_name = h.sort_name and o.is_head and o.id <> h.id
      where h.id = ${headId}::bigint and h.name ~ '\\S\\s+\\S' limit 20),
    called as (
      select distinct o.head_id as id from desk.contact m join desk.contact_phone t on t.contact_id = m.id
      join desk.contact_phone u on u.number = t.number and u.extension is not distinct from t.extension join desk.contact o on o.id = u.contact_id
      where m.head_id = ${headId}::bigint and o.head_id <> ${headId}::bigint limit 20)
    select c.id, c.name, (select q.email from desk.contact m join desk.requester q on q.contact_id = m.id where m.head_id = c.id order by q.id limit 1) as email,
      c.id in (select id from named) as "byName", c.id in (select id from called) as "byPhone"
    from desk.contact c where c.id in (select id from named union select id from called) order by c.sort_name, c.id limit 20`;
}
