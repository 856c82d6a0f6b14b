import { type RawBuilder, sql } from 'kysely';
import type { Kernel } from '#kernel';
import { isAddress } from './card-store.ts';
import type { Segment } from './contact-shapes.ts';

/** A card as lists show it. Instants in ms. */
export interface ContactRow {
  readonly id: string;
  readonly name: string;
  readonly segment: Segment | null;
  readonly organisation: string | null;
  readonly email: string | null;
  readonly number: string | null;
  readonly extension: string | null;
  readonly conversations: number;
  readonly lastAt: number | null;
  readonly sortName: string;
  /** How well it fits what was looked for. */
  readonly score: number;
}

export interface ContactFilter {
  readonly segment?: Segment | undefined;
  readonly organisation?: string | undefined;
}

const mostCounted = 1000;

/** Of the page's cards alone: what it costs is so many look-ups by index. */
const shown = (page: RawBuilder<unknown>, order: RawBuilder<unknown>) => sql<ContactRow>`
  with page as materialized (${page})
  select page.id, page.name, page.segment, page.organisation, page.sort_name as "sortName", page.score, a.email, p.number, p.extension,
    coalesce(n.conversations, 0) as conversations, n.last_at as "lastAt"
  from page
  left join lateral (select q.email from desk.contact one join desk.requester q on q.contact_id = one.id and ${isAddress}
    where one.head_id = page.id order by q.id limit 1) a on true
  left join lateral (
    select t.number, t.extension from desk.contact one join desk.contact_phone t on t.contact_id = one.id where one.head_id = page.id order by t.id limit 1) p on true
  left join lateral (
    select count(*)::int as conversations, max(c.last_at) as last_at from (
      select c.last_at from desk.contact one join desk.requester q on q.contact_id = one.id join desk.conversation c on c.requester_id = q.id
      where one.head_id = page.id limit ${mostCounted}::int) c) n on true
  order by ${order}`;

function conditionsOf({ segment, organisation }: ContactFilter): RawBuilder<unknown> {
  // A card of which nothing is left has nothing to be listed by.
  const conditions = [sql`h.is_head and h.sort_name > ''`];
  if (segment !== undefined) conditions.push(sql`h.segment = ${segment}`);
  if (organisation !== undefined)
    conditions.push(sql`h.organisation is not null and kernel.plain(h.organisation) = kernel.plain(${organisation}::text)`);
  return sql.join(conditions, sql` and `);
}

export interface ListPage extends ContactFilter {
  readonly after?: { readonly name: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** Cards by name. */
export async function listContacts(k: Kernel, page: ListPage): Promise<ContactRow[]> {
  return (await listQueryOf(page).execute(k.db)).rows;
}

/** Apart, so that a test can ask for its plan. */
export function listQueryOf({ after, limit, ...filter }: ListPage): RawBuilder<ContactRow> {
  const later = after ? sql`(h.sort_name, h.id) > (${after.name}, ${after.id}::bigint)` : sql`true`;
  return shown(
    sql`select h.id, h.name, h.segment, h.organisation, h.sort_name, 0 as score from desk.contact h
      where ${conditionsOf(filter)} and ${later} order by h.sort_name, h.id limit ${limit}::int`,
    sql`page.sort_name, page.id`,
  );
}

export interface SearchPage extends ContactFilter {
  /** Each must stand on the card, or nearly. */
  readonly words: readonly string[];
  readonly after?: { readonly score: number; readonly name: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** A word of which so much is found in a word of the card is taken for it: «rodrigez», «dias». */
const likeEnough = '0.5';

/** Cards on which the words stand, or nearly, the best first. */
export async function searchContacts(k: Kernel, page: SearchPage): Promise<ContactRow[]> {
  return k.transaction(async (k) => {
    await sql`select set_config('pg_trgm.word_similarity_threshold', ${likeEnough}, true)`.execute(k.db);
    return (await searchQueryOf(page).execute(k.db)).rows;
  });
}

export function searchQueryOf({ words, after, limit, ...filter }: SearchPage): RawBuilder<ContactRow> {
  const plain = words.map((word) => sql`kernel.plain(${word.replace(/[%\\]/g, '')}::text)`);
  const fits = plain.map((word, i) => fitting(words[i] as string, word));
  const scores = plain.map(
    (word) => sql`case when position(' ' || ${word} in h.search) > 0 then 200 when position(${word} in h.search) > 0 then 150
      else round(100 * kernel.word_similarity(${word}, h.search)) end`,
  );
  const later = after ? sql`(-score, sort_name, id) > (${-after.score}::int, ${after.name}, ${after.id}::bigint)` : sql`true`;
  return shown(
    sql`select id, name, segment, organisation, sort_name, score from (
        select h.id, h.name, h.segment, h.organisation, h.sort_name, (${sql.join(scores, sql` + `)})::int as score
        from desk.contact h where ${conditionsOf(filter)} and ${sql.join(fits, sql` and `)}) hit
      where ${later} order by -score, sort_name, id limit ${limit}::int`,
    sql`-page.score, page.sort_name, page.id`,
  );
}

/**
 * Names are written as they are heard, addresses and numbers as they are. Of a short word its beginning: in the middle of a word two letters say
 * nothing, and no index knows them.
 */
function fitting(word: string, plain: RawBuilder<unknown>): RawBuilder<unknown> {
  if (word.length < 3) return sql`h.search like '% ' || ${plain} || '%'`;
  const stands = sql`h.search like '%' || ${plain} || '%'`;
  return /^\p{L}+$/u.test(word) ? sql`(${stands} or ${plain} operator(kernel.<%) h.search)` : stands;
}

/** The organisations that cards name, each once, in the order of the alphabet. */
export async function organisations(k: Kernel): Promise<string[]> {
  const { rows } = await sql<{ organisation: string }>`
    select min(h.organisation) as organisation from desk.contact h where h.is_head and h.organisation is not null
    group by kernel.plain(h.organisation) order by kernel.plain(h.organisation) limit 500`.execute(k.db);
  return rows.map((row) => row.organisation);
}
