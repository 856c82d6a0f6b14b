import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Segment } from './contact-shapes.ts';

/** Of an erased one only a word is left (personal-data/erase-store.ts). */
export const isAddress = sql`q.email not like 'erased:%'`;

/** A card as it stands; `id` is the one under which it is shown. Instants in ms. */
export interface CardRow {
  readonly id: string;
  readonly name: string;
  readonly segment: Segment | null;
  readonly organisation: string | null;
  readonly language: 'es' | 'en' | null;
  readonly madeAt: number;
  readonly madeBy: string | null;
}

const card = sql`h.id, h.name, h.segment, h.organisation, h.language, h.made_at as "madeAt", h.made_by as "madeBy"`;

/** The card under which that of the id is shown. */
export async function cardById(k: Kernel, id: string): Promise<CardRow | undefined> {
  const { rows } = await sql<CardRow>`
    select ${card} from desk.contact m join desk.contact h on h.id = m.head_id where m.id = ${id}::bigint`.execute(k.db);
  return rows[0];
}

/** The same, locked to the end of the transaction. */
export async function lockCard(k: Kernel, id: string): Promise<CardRow | undefined> {
  const { rows } = await sql<CardRow>`
    select ${card} from desk.contact h where h.id = (select head_id from desk.contact where id = ${id}::bigint) for update`.execute(k.db);
  return rows[0];
}

/** An empty card; answers its id. `by` null: by its first mail. */
export async function insertCard(k: Kernel, by: string | null): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with made as (select nextval(pg_get_serial_sequence('desk.contact', 'id')) as id)
    insert into desk.contact (id, head_id, made_at, made_by, sort_name, search)
    select id, id, ${instant(k.clock.now())}, ${by}, '', '' from made returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function updateCard(k: Kernel, row: Omit<CardRow, 'madeAt' | 'madeBy'>): Promise<void> {
  await sql`
    update desk.contact set is_named = is_named or name <> ${row.name}, name = ${row.name}, segment = ${row.segment}, organisation = ${row.organisation},
      language = ${row.language} where id = ${row.id}::bigint`.execute(k.db);
}

/** Writes anew by what cards are ordered and found: their names, organisations, addresses and telephones, and those of what is shown under them. */
export async function refreshSearch(k: Kernel, ids: readonly string[]): Promise<void> {
  await sql`
    update desk.contact h set sort_name = left(kernel.plain(coalesce(nullif(h.name, ''), a.email, p.number, '')), 200),
      search = ' ' || left(kernel.plain(concat_ws(' ', h.name, h.organisation, m.names, a.texts, p.digits)), 4000)
    from unnest(${[...ids]}::bigint[]) asked(id)
    cross join lateral (
      select string_agg(concat_ws(' ', one.name, one.organisation), ' ') as names from desk.contact one where one.head_id = asked.id and one.id <> asked.id) m
    cross join lateral (
      select (array_agg(q.email order by q.id))[1] as email, string_agg(concat_ws(' ', q.name, q.email), ' ' order by q.id) as texts
      from desk.contact one join desk.requester q on q.contact_id = one.id and ${isAddress} where one.head_id = asked.id) a
    cross join lateral (
      select (array_agg(t.number order by t.id))[1] as number, string_agg(substr(t.number, 2), ' ' order by t.id) as digits
      from desk.contact one join desk.contact_phone t on t.contact_id = one.id where one.head_id = asked.id) p
    where h.id = asked.id`.execute(k.db);
}
