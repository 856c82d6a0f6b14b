import { sql } from 'kysely';
import { instant, type Kernel, writeAhead } from '#kernel';
import type { NewMessage, ReferenceRow } from './receive-store.ts';
import type { ConversationRow } from './summary.rules.ts';

const columnsOf = sql`(id bigint, subject text, channel text, "requesterId" bigint, "requesterName" text, "requesterEmail" text, "mailboxId" text, mailbox text,
  state text, nature text, "isHistory" boolean, "isQuarantined" boolean, "isWarned" boolean, "isAnsweredElsewhere" boolean, "isSetAside" boolean, "waitsForAnswer" boolean, "waitsForArea" boolean,
  "dueAt" timestamptz, "dueOpenedAt" timestamptz, "receivedAt" timestamptz, "lastAt" timestamptz, preview text, "messageCount" int, participants text[],
  "resolvedAt" timestamptz)`;

/** New rows, or the new values of rows that the caller holds locked. */
export async function writeConversations(k: Kernel, rows: readonly ConversationRow[], isNew: boolean): Promise<void> {
  if (rows.length === 0) return;
  const when = (at: number | null) => (at === null ? null : instant(at));
  const json = JSON.stringify(
    rows.map((row) => ({
      ...row,
      dueAt: when(row.dueAt) ?? 'infinity',
      dueOpenedAt: when(row.dueOpenedAt),
      receivedAt: instant(row.receivedAt),
      lastAt: instant(row.lastAt),
      resolvedAt: when(row.resolvedAt),
    })),
  );
  const given = sql`json_to_recordset(${json}::json) as x${columnsOf}`;
  await (isNew
    ? sql`
      insert into desk.conversation (id, subject, channel, requester_id, requester_name, requester_email, mailbox_id, mailbox, state, nature, is_history,
        is_quarantined, is_warned, is_answered_elsewhere, is_set_aside, waits_for_answer, waits_for_area, due_at, due_opened_at, received_at, last_at, preview, message_count, participants, resolved_at)
      select id, subject, channel, "requesterId", "requesterName", "requesterEmail", "mailboxId", mailbox, state, nature, "isHistory", "isQuarantined", "isWarned",
        "isAnsweredElsewhere", "isSetAside", "waitsForAnswer", "waitsForArea", "dueAt", "dueOpenedAt", "receivedAt", "lastAt", preview, "messageCount", participants, "resolvedAt" from ${given}`
    : sql`
      update desk.conversation c set subject = x.subject, requester_id = x."requesterId", requester_name = x."requesterName", requester_email = x."requesterEmail",
        mailbox_id = x."mailboxId", mailbox = x.mailbox, state = x.state, nature = x.nature, is_history = x."isHistory", is_quarantined = x."isQuarantined",
        is_warned = x."isWarned", is_answered_elsewhere = x."isAnsweredElsewhere",
        is_set_aside = x."isSetAside", waits_for_answer = x."waitsForAnswer", waits_for_area = x."waitsForArea", due_at = x."dueAt",
        due_opened_at = x."dueOpenedAt", received_at = x."receivedAt", last_at = x."lastAt", preview = x.preview, message_count = x."messageCount",
        participants = x.participants, resolved_at = x."resolvedAt", own_state = case when c.own_state is not null then x.state end
      from ${given} where c.id = x.id`
  ).execute(k.db);
}

export async function insertReferences(k: Kernel, rows: readonly ReferenceRow[]): Promise<void> {
  if (rows.length === 0) return;
  const unique = new Map<string, ReferenceRow>();
  for (const row of rows) {
    const key = `${row.conversationId} ${row.ref}`;
    const same = unique.get(key);
    unique.set(key, same ? { ...row, isHeld: row.isHeld || same.isHeld, isReferenced: row.isReferenced || same.isReferenced } : row);
  }
  const list = [...unique.values()];
  await writeAhead(
    k.db,
    sql`
    insert into desk.reference as r (ref, conversation_id, is_held, is_referenced)
    select * from unnest(${list.map((one) => one.ref)}::text[], ${list.map((one) => one.conversationId)}::bigint[],
      ${list.map((one) => one.isHeld)}::boolean[], ${list.map((one) => one.isReferenced)}::boolean[])
    on conflict on constraint reference_once_per_conversation
      do update set is_held = r.is_held or excluded.is_held, is_referenced = r.is_referenced or excluded.is_referenced
      where (r.is_held, r.is_referenced) <> (r.is_held or excluded.is_held, r.is_referenced or excluded.is_referenced)`,
  );
}

export interface NewLink {
  readonly conversationId: string;
  readonly otherId: string;
  readonly reason: string;
}

export async function insertLinks(k: Kernel, links: readonly NewLink[]): Promise<void> {
  if (links.length === 0) return;
  await writeAhead(
    k.db,
    sql`
    insert into desk.link (conversation_id, other_id, reason)
    select * from unnest(${links.map((one) => one.conversationId)}::bigint[], ${links.map((one) => one.otherId)}::bigint[], ${links.map((one) => one.reason)}::text[])
    on conflict do nothing`,
  );
}

export async function insertAttachments(k: Kernel, messages: readonly NewMessage[]): Promise<void> {
  const rows = messages.flatMap(({ id, mail }) => mail.attachments.map((one) => ({ ...one, message: id })));
  if (rows.length === 0) return;
  await writeAhead(
    k.db,
    sql`
    insert into desk.attachment (message_id, name, type, size, sha256, content_id, is_inline)
    select message, name, type, size, sha256, "contentId", inline from json_to_recordset(${JSON.stringify(rows)}::json)
      as x(message bigint, name text, type text, size bigint, sha256 text, "contentId" text, inline boolean)`,
  );
}

export interface SearchText {
  readonly conversationId: string;
  readonly lastAt: number;
  /** Plain, as search.rules makes it. */
  readonly text: string;
}

/** So many characters of a conversation are searched: beyond, a document would pass what PostgreSQL takes (1 MB). */
const longestDocument = 200_000;

/** Adds text to the documents of conversations and moves them to their latest instant. */
export async function addSearchTexts(k: Kernel, texts: readonly SearchText[]): Promise<void> {
  if (texts.length === 0) return;
  const cut = texts.map((one) => one.text.slice(0, longestDocument).toWellFormed());
  await writeAhead(
    k.db,
    sql`
    insert into desk.search as s (conversation_id, last_at, size, document)
    select id, at, length(body), to_tsvector('pg_catalog.spanish', body)
    from unnest(${texts.map((one) => one.conversationId)}::bigint[], ${texts.map((one) => instant(one.lastAt))}::timestamptz[], ${cut}::text[]) t(id, at, body)
    on conflict (conversation_id) do update set last_at = greatest(s.last_at, excluded.last_at),
      size = case when s.size + excluded.size <= ${longestDocument} then s.size + excluded.size else s.size end,
      document = case when s.size + excluded.size <= ${longestDocument} then s.document || excluded.document else s.document end`,
  );
}

/** The attachments of a message of ours. */
export async function insertAttachmentRows(
  k: Kernel,
  messageId: string,
  rows: readonly { readonly name: string; readonly type: string; readonly size: number; readonly sha256: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  await writeAhead(
    k.db,
    sql`
    insert into desk.attachment (message_id, name, type, size, sha256, content_id, is_inline)
    select ${messageId}, name, type, size, sha256, null, false from json_to_recordset(${JSON.stringify(rows)}::json)
      as x(name text, type text, size bigint, sha256 text)`,
  );
}
