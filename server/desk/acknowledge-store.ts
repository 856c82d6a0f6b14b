import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Address } from './port.ts';

export interface Beginning {
  readonly id: string;
  readonly conversationId: string;
  readonly mailboxId: string;
  readonly mailbox: string;
  readonly requesterId: string;
  readonly from: Address | null;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly receivedAt: number;
  readonly dueAt: number | null;
}

/** A person's message that began its conversation, which waits and in which nothing else was said; undefined where it is another. */
export async function beginningOf(k: Kernel, messageId: string): Promise<Beginning | undefined> {
  const { rows } = await sql<Beginning & { people: { from?: Address; replyTo?: Address[]; to?: Address[]; cc?: Address[] } }>`
    select m.id, m.conversation_id as "conversationId", c.mailbox_id as "mailboxId", coalesce(c.mailbox, '') as mailbox, c.requester_id as "requesterId", m.people,
      m.subject, m.message_id as "messageId", coalesce(m.thread_ids, array_remove(array[m.answers_id], null)) as "references", m.received_at as "receivedAt", nullif(c.due_at, 'infinity') as "dueAt"
    from desk.message m join desk.conversation c on c.id = m.conversation_id
    where m.id = ${messageId} and m.direction = 'in' and m.nature = 'person' and not m.is_history and not m.is_illegible and m.part is null
      and c.waits_for_answer and c.mailbox_id is not null
      and not exists (
        select from desk.message x where x.conversation_id = m.conversation_id and x.id <> m.id
          and (x.direction in ('in', 'out') or x.event->>'kind' = 'acknowledged'))`.execute(k.db);
  const [row] = rows;
  if (!row) return undefined;
  const { people, ...rest } = row;
  return { ...rest, from: people.from ?? null, replyTo: people.replyTo ?? [], to: people.to ?? [], cc: people.cc ?? [] };
}

/** How many messages a requester has sent since an instant (product ms), in all conversations. */
export async function cameFrom(k: Kernel, requesterId: string, since: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from desk.conversation c join desk.message m on m.conversation_id = c.id
    where c.requester_id = ${requesterId} and c.last_at > ${instant(since)} and m.direction = 'in' and m.received_at > ${instant(since)}`.execute(
    k.db,
  );
  return rows[0]?.n ?? 0;
}
