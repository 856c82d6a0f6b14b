import { sql } from 'kysely';
import type { Kernel } from '#kernel';

/** A message as it is handed over. Instants in ms. */
export interface HeldMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly subject: string;
  readonly direction: 'in' | 'out' | 'note' | 'event';
  readonly receivedAt: number;
  readonly sentAt: number | null;
  readonly people: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly author: string | null;
  readonly rawSha256: string | null;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly size: number; readonly sha256: string }[];
}

/** The messages of all conversations under a card, by conversation, a page at a time. */
export async function heldMessages(k: Kernel, cardId: string, afterId: string | null, limit: number): Promise<HeldMessage[]> {
  const { rows } = await sql<HeldMessage>`
    select m.id, m.conversation_id as "conversationId", m.subject, m.direction, m.received_at as "receivedAt", m.sent_at as "sentAt", m.people, m.text,
      m.author_name as author, m.raw_sha256 as "rawSha256",
      coalesce((select json_agg(json_build_object('name', a.name, 'type', a.type, 'size', a.size, 'sha256', a.sha256) order by a.id)
        from desk.attachment a where a.message_id = m.id), '[]') as attachments
    from desk.message m where m.conversation_id = any(array(
      select c.id from desk.contact o join desk.requester q on q.contact_id = o.id join desk.conversation c on c.requester_id = q.id
      where o.head_id = ${cardId}::bigint))
      and m.id > ${afterId ?? '0'}::bigint order by m.id limit ${limit}::int`.execute(k.db);
  return rows;
}
