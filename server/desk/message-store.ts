import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Delivery, DeliveryCode, Nature } from './port.ts';
import type { Part } from './wait.rules.ts';

/** Something that happened in a conversation, shown between its messages. */
export interface Event {
  readonly kind:
    | 'assigned'
    | 'taken'
    | 'unassigned'
    | 'no-answer'
    | 'own-term'
    | 'own-term-ended'
    | 'call-annulled'
    | 'draft-taken'
    | 'resolved'
    | 'reopened'
    | 'bounced'
    | 'rejected'
    | 'uncertain'
    | 'returned'
    | 'area-overdue'
    | 'held-back'
    | 'sent-again'
    | 'believed'
    | 'spam'
    | 'spam-released'
    | 'snoozed'
    | 'woke'
    | 'cancelled'
    | 'acknowledged'
    | 'merged'
    | 'unmerged'
    | 'split'
    | 'split-from'
    | 'split-undone';
  readonly by: string;
  /** To whom, or why; null where there is nothing to say. */
  readonly detail: string | null;
  /** Of what became of a mail: the one to an area, or an area's answer on its way to the requester; else an answer of ours. */
  readonly about?: 'ask' | 'forward' | 'side';
  /** The same as a Spanish sentence, for whoever reads the conversation by the API. */
  readonly text: string;
}

/** Answers its id. */
export function addEvent(k: Kernel, conversationId: string, { text, ...event }: Event): Promise<string> {
  return insertOwn(k, { conversationId, direction: 'event', text, event });
}

/** A note of a person of the desk; answers its id. */
export function addNote(k: Kernel, conversationId: string, text: string): Promise<string> {
  return insertOwn(k, { conversationId, direction: 'note', text, event: null });
}

interface Own {
  readonly conversationId: string;
  readonly direction: 'note' | 'event';
  readonly text: string;
  readonly event: Omit<Event, 'text'> | null;
}

async function insertOwn(k: Kernel, { conversationId, direction, text, event }: Own): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.message (id, conversation_id, direction, nature, received_at, text, preview, author_id, author_name, event)
    values (nextval('desk.message_number'), ${conversationId}, ${direction}, 'person', ${instant(k.clock.now())}, ${text}, ${text.slice(0, 200).toWellFormed()},
      ${k.actor.accountId}, ${k.actor.name}, ${event === null ? null : JSON.stringify(event)}::json) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

interface Person {
  readonly name: string;
  readonly email: string;
}

export interface MessageRow {
  readonly id: string;
  readonly conversationId: string;
  readonly direction: 'in' | 'out' | 'note' | 'event';
  readonly nature: Nature;
  readonly natureReason: string | null;
  readonly isHistory: boolean;
  readonly isIllegible: boolean;
  readonly quarantineReason: string | null;
  readonly receivedAt: number;
  readonly internalDate: number | null;
  readonly sentAt: number | null;
  readonly mailbox: string | null;
  readonly people: { from?: Person | null; replyTo?: Person[]; to?: Person[]; cc?: Person[]; bcc?: Person[] };
  readonly subject: string;
  readonly text: string;
  readonly textBytes: number;
  readonly visibleText: string | null;
  readonly preview: string;
  readonly html: string | null;
  readonly htmlBytes: number;
  readonly key: string | null;
  readonly rawSha256: string | null;
  readonly marks: readonly string[];
  readonly warning: string | null;
  readonly authorName: string | null;
  readonly event: { kind: string; by: string; detail: string | null; about?: 'ask' | 'forward' | 'side' } | null;
  readonly delivery: Delivery | null;
  readonly deliveryNote: string | null;
  readonly part: Part | null;
  readonly escalationId: string | null;
  readonly sideId: string | null;
  readonly deliveryCode: DeliveryCode | null;
  /** While it waits for its hour; product ms. */
  readonly leavesAt: number | null;
}

export interface Bounds {
  /** Longest text (characters) and html (bytes) of a message: what is longer is cut, or left out. */
  readonly text: number;
  readonly html: number;
  /** Bytes of text, and of html, of all of them together, the newest first: then texts are only begun and html is left out. */
  readonly together: number;
}

/** How much of a text goes along when they are too much together. */
const beginning = 2000;

// octet_length reads no more than the head of a long value, so what is left out costs nothing.
const columns = ({
  text,
  html,
  together,
}: Bounds) => sql`m.id, m.conversation_id as "conversationId", m.direction, m.nature, m.nature_reason as "natureReason",
  m.is_history as "isHistory", m.is_illegible as "isIllegible", m.quarantine_reason as "quarantineReason", m.received_at as "receivedAt",
  m.internal_date as "internalDate", m.sent_at as "sentAt", m.mailbox, m.people, m.subject, octet_length(m.text) as "textBytes",
  left(m.text, case when p.texts <= ${together}::bigint then ${text}::int else ${beginning}::int end) as text,
  left(m.visible_text, case when p.texts <= ${together}::bigint then ${text}::int else ${beginning}::int end) as "visibleText", m.preview,
  case when octet_length(m.html) <= ${html}::int and p.htmls <= ${together}::bigint then m.html end as html, coalesce(octet_length(m.html), 0) as "htmlBytes",
  m.key, m.raw_sha256 as "rawSha256", m.marks, m.warning, m.author_name as "authorName", m.event, m.delivery, m.delivery_note as "deliveryNote",
  m.delivery_code as "deliveryCode", m.part, m.escalation_id as "escalationId", m.side_id as "sideId",
  case when m.raw_sha256 is null then m.leaves_at end as "leavesAt"`;

export interface MessagePage extends Bounds {
  readonly before: string | null;
  readonly limit: number;
}

/** The last messages of a conversation, or of those that are shown as one, before another, newest first. */
export async function messagesOf(
  k: Kernel,
  conversations: readonly string[],
  { before, limit, ...bounds }: MessagePage,
): Promise<MessageRow[]> {
  const earlier =
    before === null ? sql`true` : sql`(received_at, id) < (select b.received_at, b.id from desk.message b where b.id = ${before})`;
  const { rows } = await sql<MessageRow>`
    with page as (
      select id, sum(octet_length(text)) over newest as texts, sum(octet_length(html)) over newest as htmls from (
        select id, received_at, text, html from desk.message where conversation_id ${among(conversations)} and ${earlier}
        order by received_at desc, id desc limit ${limit}) m
      window newest as (order by received_at desc, id desc rows unbounded preceding))
    select ${columns(bounds)} from page p join desk.message m on m.id = p.id order by m.received_at desc, m.id desc`.execute(k.db);
  return rows;
}

/** One is compared with, so that the index gives the order too. */
export function among(conversations: readonly string[]): RawBuilder<unknown> {
  return conversations.length === 1 ? sql`= ${conversations[0]}::bigint` : sql`= any(${[...conversations]}::bigint[])`;
}

/** A message, whole. */
export async function messageById(k: Kernel, id: string): Promise<MessageRow | undefined> {
  const most = 1_000_000_000;
  const { rows } = await sql<MessageRow>`
    select ${columns({ text: most, html: most, together: most })} from desk.message m, (values (0, 0)) p(texts, htmls) where m.id = ${id}`.execute(
    k.db,
  );
  return rows[0];
}

export interface AttachmentRow {
  readonly id: string;
  readonly messageId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
  readonly contentId: string | null;
  readonly isInline: boolean;
}

const attachmentColumns = sql`id, message_id as "messageId", name, type, size::float8 as size, sha256, content_id as "contentId", is_inline as "isInline"`;

export async function attachmentsOf(k: Kernel, messageIds: readonly string[]): Promise<AttachmentRow[]> {
  if (messageIds.length === 0) return [];
  const { rows } = await sql<AttachmentRow>`
    select ${attachmentColumns} from desk.attachment where message_id = any(${[...messageIds]}::bigint[]) order by id`.execute(k.db);
  return rows;
}

export async function attachmentById(k: Kernel, id: string): Promise<AttachmentRow | undefined> {
  const { rows } = await sql<AttachmentRow>`select ${attachmentColumns} from desk.attachment where id = ${id}`.execute(k.db);
  return rows[0];
}
