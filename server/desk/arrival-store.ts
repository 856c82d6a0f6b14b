import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

/** A mail of a person that came in, as rules look at it. Instants in ms. */
export interface Arrival {
  readonly id: string;
  readonly conversationId: string;
  readonly subject: string;
  /** Its own words, the first 20,000 characters. */
  readonly text: string;
  /** Lower case. */
  readonly sender: string;
  readonly senderName: string;
  /** Lower case; '' where it came by other ways. */
  readonly mailbox: string;
  readonly at: number;
  readonly hasAttachment: boolean;
  /** It begins its conversation. */
  readonly isFirst: boolean;
}

/** Those of these messages that a person sent, and that are no history. In order of arrival. */
export async function arrivals(k: Kernel, ids: readonly string[]): Promise<Arrival[]> {
  const { rows } = await arriving(sql`desk.message m where m.id = any(${[...ids]}::bigint[])`, sql`m.received_at, m.id`).execute(k.db);
  return rows;
}

/** So many of the newest messages of all kinds are looked through, at most. */
const lookedThrough = 5000;

/** The newest that a person sent since an instant (ms). */
export async function recentArrivals(k: Kernel, { since, limit }: { readonly since: number; readonly limit: number }): Promise<Arrival[]> {
  const { rows } = await arriving(
    sql`(select * from desk.message order by id desc limit ${lookedThrough}) m where m.received_at >= ${instant(since)}::timestamptz`,
    sql`m.received_at desc, m.id desc limit ${limit}::int`,
  ).execute(k.db);
  return rows;
}

function arriving(from: RawBuilder<unknown>, order: RawBuilder<unknown>): RawBuilder<Arrival> {
  return sql<Arrival>`
    select m.id, m.conversation_id as "conversationId", m.subject, left(m.text, 20000) as text, lower(coalesce(m.people->'from'->>'email', '')) as sender,
      coalesce(m.people->'from'->>'name', '') as "senderName", lower(coalesce(m.mailbox, '')) as mailbox, m.received_at as at,
      exists (select from desk.attachment a where a.message_id = m.id and not a.is_inline) as "hasAttachment",
      not exists (select from desk.message e where e.conversation_id = m.conversation_id and e.direction = 'in' and e.id < m.id) as "isFirst"
    from ${from} and m.direction = 'in' and m.nature = 'person' and m.part is null and not m.is_history and not m.is_illegible
    order by ${order}`;
}
