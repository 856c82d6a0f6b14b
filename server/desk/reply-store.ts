import { sql } from 'kysely';
import { instant, type Kernel, writeAhead } from '#kernel';
import type { Address } from './port.ts';

export async function nextMessageNumber(k: Kernel): Promise<string> {
  const { rows } = await sql<{ id: string }>`select nextval('desk.message_number') as id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export interface NewReply {
  readonly id: string;
  readonly conversationId: string;
  readonly mailbox: string;
  readonly people: { readonly from: Address; readonly to: readonly Address[]; readonly cc: readonly Address[] };
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly preview: string;
  readonly messageId: string;
  readonly answersId: string | null;
  readonly rawSha256: string;
  readonly marks: readonly string[];
  /** The latest message that its author had seen; null: it leaves whatever has come. */
  readonly seen: string | null;
}

export async function insertReply(k: Kernel, reply: NewReply): Promise<void> {
  const at = instant(k.clock.now());
  await writeAhead(
    k.db,
    sql`
    insert into desk.message (id, conversation_id, direction, nature, received_at, sent_at, mailbox, people, subject, text, preview, html, message_id, answers_id,
      raw_sha256, marks, author_id, author_name, delivery, seen_id)
    values (${reply.id}, ${reply.conversationId}, 'out', 'person', ${at}, ${at}, ${reply.mailbox}, ${JSON.stringify({ ...reply.people, replyTo: [] })}::json,
      ${reply.subject}, ${reply.text}, ${reply.preview}, ${reply.html}, ${reply.messageId}, ${reply.answersId}, ${reply.rawSha256}, ${[...reply.marks]}::text[],
      ${k.actor.accountId}, ${k.actor.name}, 'queued', ${reply.seen})`,
  );
}

/** One message more or less, and the latest movement of its conversation. */
export async function countMessage(
  k: Kernel,
  id: string,
  { by, at, preview }: { by: 1 | -1; at: number; preview: string | null },
): Promise<void> {
  await writeAhead(
    k.db,
    sql`
    update desk.conversation set message_count = message_count + ${by}::int, last_at = greatest(last_at, ${instant(at)}), preview = coalesce(${preview}, preview)
    where id = ${id}`,
  );
}

/** A reply that was undone or held back was never sent: its row goes, its act stays. */
export async function deleteReply(k: Kernel, id: string): Promise<void> {
  await sql`delete from desk.attachment where message_id = ${id}`.execute(k.db);
  await sql`delete from desk.message where id = ${id} and (delivery = 'queued' or delivery_code = 'newer-message')`.execute(k.db);
}
