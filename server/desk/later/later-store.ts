import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Fixed, Outgoing } from '../port.ts';

export interface Planned {
  readonly outgoing: Outgoing;
  readonly channel: string;
  readonly mailbox: string | null;
  readonly author: { readonly id: string | null; readonly name: string };
  readonly marks: readonly string[];
  readonly preview: string;
  readonly seen: string;
  /** Product ms. */
  readonly leavesAt: number;
  readonly isAtOpening: boolean;
}

/** A message of ours whose hour has not come. */
export async function insertPlanned(k: Kernel, planned: Planned): Promise<void> {
  const { outgoing, channel, mailbox, author, marks, preview, seen, leavesAt, isAtOpening } = planned;
  const at = instant(k.clock.now());
  const { to, cc, bcc = [] } = outgoing;
  const email = outgoing.sender ?? mailbox ?? '';
  const people = { from: { name: '', email }, replyTo: [], to, cc, ...(bcc.length > 0 && { bcc }) };
  await sql`
    insert into desk.message (id, conversation_id, direction, nature, received_at, mailbox, people, subject, text, preview, answers_id, marks, author_id, author_name,
      delivery, seen_id, leaves_at)
    values (${outgoing.id}, ${outgoing.conversationId}, 'out', 'person', ${at}, ${mailbox ?? ''}, ${JSON.stringify(people)}::json, ${outgoing.subject}, ${outgoing.text},
      ${preview}, ${outgoing.answersId}, ${[...marks]}::text[], ${author.id}, ${author.name}, 'queued', ${seen}, ${instant(leavesAt)})`.execute(
    k.db,
  );
  await sql`
    insert into desk.departure (message_id, at_opening, channel, outgoing)
    values (${outgoing.id}, ${isAtOpening}, ${channel}, ${JSON.stringify(outgoing)}::json)`.execute(k.db);
}

export interface Departure {
  readonly outgoing: Outgoing;
  readonly channel: string;
  readonly isAtOpening: boolean;
  readonly leavesAt: number;
}

export async function departureOf(k: Kernel, messageId: string): Promise<Departure | undefined> {
  const { rows } = await sql<Departure>`
    select d.outgoing, d.channel, d.at_opening as "isAtOpening", m.leaves_at as "leavesAt"
    from desk.departure d join desk.message m on m.id = d.message_id where d.message_id = ${messageId}`.execute(k.db);
  return rows[0];
}

/** False where it had left, or was called off, already. */
export async function removeDeparture(k: Kernel, messageId: string): Promise<boolean> {
  const { rows } = await sql`delete from desk.departure where message_id = ${messageId} returning 1`.execute(k.db);
  return rows.length > 0;
}

export async function moveDeparture(k: Kernel, messageId: string, leavesAt: number): Promise<void> {
  await sql`update desk.message set leaves_at = ${instant(leavesAt)} where id = ${messageId}`.execute(k.db);
}

/** Its hour has come: from now on it is a message on its way like any other. */
export async function writeDeparted(k: Kernel, messageId: string, fixed: Fixed): Promise<void> {
  const at = instant(k.clock.now());
  await sql`
    update desk.message set received_at = ${at}, sent_at = ${at}, message_id = ${fixed.messageId}, text = ${fixed.text}, html = ${fixed.html}, delivery = 'queued', delivery_note = null,
      raw_sha256 = ${fixed.rawSha256},
      people = (people::jsonb || jsonb_build_object('from', ${JSON.stringify(fixed.from)}::jsonb))::json
    where id = ${messageId}`.execute(k.db);
}
