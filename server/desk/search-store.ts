import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { type After, beyond, listed, type ListedRow, orderBy, type Page } from './list-store.ts';
import { plain, type Term } from './search.rules.ts';

/** What is asked of the index: a tsquery as text ('' where only a number is meant) and digits of a number. */
export interface Match {
  readonly tsquery: string;
  readonly numberPart: string | null;
}

/** The tsquery of the terms, as text. All must occur; a beginning matches the word's stem too, as if it were whole. */
export async function tsqueryOf(k: Kernel, terms: readonly Term[]): Promise<string> {
  const beginning = terms.find((term) => term.kind === 'beginning')?.text;
  const others = terms.filter((term) => term.kind !== 'beginning').map(queryOf);
  if (beginning === undefined && others.length === 0) return '';
  const rest = others.length === 0 ? sql`''::tsquery` : sql.join(others, sql` && `);
  // A word that the index leaves out (de, estado) begins few others: beside what it does hold, it narrows nothing.
  const query =
    beginning === undefined
      ? sql`select (${rest})::text as query`
      : sql`select (case when numnode(whole) = 0 and numnode(rest) > 0 then rest else rest && (whole || begun) end)::text as query
            from (select ${rest} as rest, ${phraseOf(beginning)} as whole, ${begunOf(beginning)} as begun) asked`;
  const { rows } = await sql<{ query: string }>`${query}`.execute(k.db);
  return rows[0]?.query ?? '';
}

function queryOf({ kind, text }: Term): RawBuilder<unknown> {
  return kind === 'prefix' ? sql`(${phraseOf(text)} || ${begunOf(text)})` : phraseOf(text);
}

function phraseOf(text: string): RawBuilder<unknown> {
  return sql`phraseto_tsquery('pg_catalog.spanish', ${plain(text)})`;
}

/** The last word may go on; what stands before it is whole. */
function begunOf(text: string): RawBuilder<unknown> {
  const at = text.lastIndexOf(' ') + 1;
  const last = sql`to_tsquery('pg_catalog.simple', ${`'${text.slice(at)}':*`})`;
  return at === 0 ? last : sql`tsquery_phrase(${phraseOf(text.slice(0, at))}, ${last})`;
}

/** The number of the conversation that bears exactly these digits; null where there is none. */
export async function exactNumber(k: Kernel, digits: string): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`select id from desk.conversation where id = ${digits}::bigint`.execute(k.db);
  return rows[0]?.id ?? null;
}

/**
 * What share of the documents the planner expects to hold the words. It knows the common ones by the table's statistics and takes
 * 0.5 % for a word that is not among them.
 */
export async function expectedShare(k: Kernel, tsquery: string): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { Plans: readonly { 'Plan Rows': number }[] } }] }>`
    explain (format json) select conversation_id from desk.search where document @@ ${tsquery}::tsquery union all select conversation_id from desk.search`.execute(
    k.db,
  );
  const [hits, all] = rows[0]?.['QUERY PLAN'][0].Plan.Plans ?? [];
  return (hits?.['Plan Rows'] ?? 0) / Math.max(1, all?.['Plan Rows'] ?? 0);
}

export interface Walk extends Page {
  /** Of the list, so many rows are looked at. */
  readonly steps: number;
}

/** Along the list's own order, a bounded way, until a page is full. */
export async function walkForHits(k: Kernel, tsquery: string, walk: Walk): Promise<ListedRow[]> {
  const { rows } = await walkQueryOf(tsquery, walk).execute(k.db);
  return rows;
}

export function walkQueryOf(tsquery: string, { condition, order, after, limit, steps }: Walk): RawBuilder<ListedRow> {
  // `offset 0` keeps the planner from turning the walk into a join of two big sets.
  return sql<ListedRow>`
    with hit as materialized (
      select c.id from (
        select c.id, c.due_at, c.last_at from desk.conversation c where ${condition} and ${beyond(order, after)} order by ${orderBy(order)} limit ${steps}::int) c
      cross join lateral (select from desk.search s where s.conversation_id = c.id and s.document @@ ${tsquery}::tsquery offset 0) found
      order by ${orderBy(order)} limit ${limit}::int)
    select ${listed} from hit join desk.conversation c on c.id = hit.id order by ${orderBy(order)}`;
}

/** Whether the list ends within so many rows: then a walk has seen all of it. */
export async function endsWithin(k: Kernel, { condition, order, after, steps }: Walk): Promise<boolean> {
  const { rows } = await sql`
    select from desk.conversation c where ${condition} and ${beyond(order, after)} order by ${orderBy(order)} offset ${steps}::int limit 1`.execute(
    k.db,
  );
  return rows.length === 0;
}

export interface NewestWalk {
  readonly after?: After | undefined;
  readonly limit: number;
  readonly steps: number;
}

/** The same where the list is everything by last movement: along the documents' own index, without a join per row. */
export async function walkNewest(k: Kernel, tsquery: string, walk: NewestWalk): Promise<ListedRow[]> {
  const { rows } = await walkNewestQueryOf(tsquery, walk).execute(k.db);
  return rows;
}

export function walkNewestQueryOf(tsquery: string, { after, limit, steps }: NewestWalk): RawBuilder<ListedRow> {
  const earlier = after ? sql`(s.last_at, s.conversation_id) < (${instant(after.at ?? 0)}::timestamptz, ${after.id}::bigint)` : sql`true`;
  return sql<ListedRow>`
    with hit as materialized (
      select conversation_id from (
        select s.conversation_id, s.last_at, s.document from desk.search s where ${earlier} order by s.last_at desc, s.conversation_id desc limit ${steps}::int) s
      where document @@ ${tsquery}::tsquery limit ${limit}::int)
    select ${listed} from hit join desk.conversation c on c.id = hit.conversation_id order by c.last_at desc, c.id desc`;
}

/** All hits by the index, then the page of a list. */
export async function indexedHits(k: Kernel, match: Match, page: Page): Promise<ListedRow[]> {
  const { rows } = await indexedQueryOf(match, page).execute(k.db);
  return rows;
}

export function indexedQueryOf(match: Match, { condition, order, after, limit }: Page): RawBuilder<ListedRow> {
  // An array, and not a join: the planner, which thinks of more hits than there are, would read the whole table to join them.
  return sql<ListedRow>`
    select ${listed} from desk.conversation c where c.id = any(array(select id from (${hitsOf(match)}) hit)) and ${condition} and ${beyond(order, after)}
    order by ${orderBy(order)} limit ${limit}::int`;
}

/** The same where the list is everything by last movement: the page is cut before its rows are fetched. */
export async function indexedNewest(k: Kernel, match: Match, { after, limit }: Omit<NewestWalk, 'steps'>): Promise<ListedRow[]> {
  const { rows } = await indexedNewestQueryOf(match, { after, limit }).execute(k.db);
  return rows;
}

export function indexedNewestQueryOf(match: Match, { after, limit }: Omit<NewestWalk, 'steps'>): RawBuilder<ListedRow> {
  const earlier = after ? sql`(last_at, id) < (${instant(after.at ?? 0)}::timestamptz, ${after.id}::bigint)` : sql`true`;
  // Materialised, or the planner walks the list for what is not in it (joints 11).
  return sql<ListedRow>`
    with hit as materialized (${hitsOf(match)}),
    page as materialized (select id from hit where ${earlier} order by last_at desc, id desc limit ${limit}::int)
    select ${listed} from page join desk.conversation c on c.id = page.id order by c.last_at desc, c.id desc`;
}

function hitsOf({ tsquery, numberPart }: Match): RawBuilder<unknown> {
  const byWords = sql`select conversation_id as id, last_at from desk.search where document @@ ${tsquery}::tsquery`;
  const byNumber = sql`select id, last_at from desk.conversation where id::text like ${`%${numberPart ?? ''}%`}`;
  if (numberPart === null) return byWords;
  return tsquery === '' ? byNumber : sql`${byWords} union ${byNumber}`;
}

export interface HitText {
  readonly conversationId: string;
  readonly text: string;
  readonly people: string;
  readonly attachments: string;
}

/** The texts in which what was found is shown: of the latest messages of each conversation. */
export async function textsOf(k: Kernel, ids: readonly string[], messages: number): Promise<HitText[]> {
  const { rows } = await sql<HitText>`
    select m.conversation_id as "conversationId", m.text, m.people, coalesce((select string_agg(a.name, ' · ') from desk.attachment a where a.message_id = m.id), '') as attachments
    from unnest(${[...ids]}::bigint[]) wanted(id)
    cross join lateral (
      select id, conversation_id, left(coalesce(visible_text, text), 8000) as text, coalesce(author_name, '') || ' ' || coalesce(people->'from'->>'name', '') as people
      from desk.message where conversation_id = wanted.id and direction <> 'event' order by received_at desc, id desc limit ${messages}::int) m`.execute(
    k.db,
  );
  return rows;
}
