import { sql } from 'kysely';
import { byKey, instant, type Kernel, writeAhead } from '#kernel';
import type { Kept } from './leave.ts';
import type { Fixed, Outgoing } from './port.ts';

export async function nextMessageNumber(k: Kernel): Promise<string> {
  const { rows } = await byKey<{ id: string }>`select nextval('desk.message_number') as id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export interface Leaving extends Omit<Kept, 'channel'> {
  readonly outgoing: Outgoing;
  readonly fixed: Fixed;
  readonly preview: string;
}

/** A message of ours, on its way. */
export async function insertLeaving(
  k: Kernel,
  { outgoing, fixed, mailbox, nature, author, marks, preview, escalation, side, seen = null, event }: Leaving,
): Promise<void> {
  const at = instant(k.clock.now());
  const people = { from: fixed.from, replyTo: [], to: outgoing.to, cc: outgoing.cc, ...(outgoing.bcc?.length && { bcc: outgoing.bcc }) };
  await writeAhead(
    k.db,
    sql`
    insert into desk.message (id, conversation_id, escalation_id, part, direction, nature, received_at, sent_at, mailbox, people, subject, text, preview, html, message_id,
      answers_id, raw_sha256, marks, author_id, author_name, event, delivery, seen_id, side_id)
    values (${outgoing.id}, ${outgoing.conversationId}, ${escalation?.id ?? null}, ${escalation?.part ?? (side === undefined ? null : 'side')}, ${event ? 'event' : 'out'}, ${nature}, ${at}, ${at},
      ${mailbox ?? ''}, ${JSON.stringify(people)}::json, ${outgoing.subject}, ${fixed.text}, ${preview}, ${fixed.html}, ${fixed.messageId},
      ${outgoing.answersId}, ${fixed.rawSha256}, ${[...marks]}::text[], ${author.id}, ${author.name}, ${event ? JSON.stringify(event) : null}::json, 'queued', ${seen}, ${side ?? null})`,
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

/** A message that was undone or held back was never sent: its row goes, its act stays. */
export async function deleteUnsent(k: Kernel, id: string): Promise<void> {
  await sql`delete from desk.attachment where message_id = ${id}`.execute(k.db);
  await sql`delete from desk.message where id = ${id} and (delivery = 'queued' or delivery_code = 'newer-message' or (leaves_at is not null and raw_sha256 is null))`.execute(
    k.db,
  );
}
