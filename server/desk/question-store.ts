import { sql } from 'kysely';
import { byKey, type Kernel } from '#kernel';
import { among } from './message-store.ts';
import type { Address } from './port.ts';

/** What a conversation, or those shown as one, tell of the message that an answer goes to: its latest of a person, or its latest. */
export interface Question {
  readonly id: string;
  readonly from: Address | null;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly messageId: string | null;
  /** What it named itself, the nearest parent last. */
  readonly references: readonly string[];
}

export async function questionOf(k: Kernel, conversations: readonly string[]): Promise<Question | undefined> {
  const { rows } = await byKey<Omit<Question, 'from' | 'replyTo' | 'to' | 'cc'> & { people: Partial<Question> }>`
    select id, people, subject, message_id as "messageId", coalesce(thread_ids, array_remove(array[answers_id], null)) as "references" from desk.message
    -- An area's words are no question of the requester's.
    where conversation_id ${among(conversations)} and direction = 'in' and part is null
    order by (nature = 'person') desc, received_at desc, id desc limit 1`.execute(k.db);
  const [row] = rows;
  if (!row) return undefined;
  const { from = null, replyTo = [], to = [], cc = [] } = row.people;
  return { id: row.id, from, replyTo, to, cc, subject: row.subject, messageId: row.messageId, references: row.references };
}

/** The latest message that came or went, and whether one of ours is still on its way. */
export async function latestIn(k: Kernel, conversations: readonly string[]): Promise<{ id: string; isOnItsWay: boolean } | undefined> {
  const { rows } = await byKey<{ id: string; isOnItsWay: boolean }>`
    select max(id) as id, coalesce(bool_or(delivery in ('queued', 'sending', 'uncertain')), false) as "isOnItsWay" from desk.message
    where conversation_id ${among(conversations)} and direction in ('in', 'out') and coalesce(part not in ('ask', 'reminder', 'notice'), true)
      and not (side_id is not null and direction = 'out')`.execute(k.db);
  return rows[0];
}

/** The mailbox to which a conversation came; null where it came by other ways. */
export async function mailboxOf(k: Kernel, conversationId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select mailbox_id as id from desk.conversation where id = ${conversationId}`.execute(
    k.db,
  );
  return rows[0]?.id ?? null;
}
