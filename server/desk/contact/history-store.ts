import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { type After, listed, type ListedRow } from '../list-store.ts';

const mostCounted = 1000;

export interface Past {
  readonly total: number;
  readonly items: readonly Pick<ListedRow, 'id' | 'subject' | 'lastAt' | 'state'>[];
}

/** Other conversations under a card, the latest seven, and how many there are in all (counted up to 1,000). */
export async function pastOf(k: Kernel, cardId: string, exceptId: string): Promise<Past> {
  const [rows, total] = await Promise.all([historyPage(k, cardId, { limit: 8 }), countHistory(k, cardId)]);
  return { total, items: rows.filter((row) => row.id !== exceptId).slice(0, 7) };
}

export interface HistoryPage {
  readonly after?: After | undefined;
  readonly limit: number;
}

/** The conversations of all addresses under a card, the latest movement first. */
export async function historyPage(k: Kernel, cardId: string, page: HistoryPage): Promise<ListedRow[]> {
  const { rows } = await historyQueryOf(cardId, page).execute(k.db);
  return rows;
}

/** Apart, so that a test can ask for its plan. Of each address no more than a page is read. */
export function historyQueryOf(cardId: string, { after, limit }: HistoryPage): RawBuilder<ListedRow> {
  const earlier = after ? sql`(c.last_at, c.id) < (${instant(after.at ?? 0)}::timestamptz, ${after.id}::bigint)` : sql`true`;
  return sql<ListedRow>`
    with page as materialized (
      select one.id from desk.contact m join desk.requester q on q.contact_id = m.id
      cross join lateral (
        select c.id, c.last_at from desk.conversation c where c.requester_id = q.id and c.merged_into is null and ${earlier} order by c.last_at desc, c.id desc limit ${limit}::int) one
      where m.head_id = ${cardId}::bigint order by one.last_at desc, one.id desc limit ${limit}::int)
    select ${listed} from page join desk.conversation c on c.id = page.id order by c.last_at desc, c.id desc`;
}

export async function countHistory(k: Kernel, cardId: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (
      select from desk.contact m join desk.requester q on q.contact_id = m.id join desk.conversation c on c.requester_id = q.id
      where m.head_id = ${cardId}::bigint and c.merged_into is null limit ${mostCounted}::int) c`.execute(k.db);
  return rows[0]?.total ?? 0;
}
