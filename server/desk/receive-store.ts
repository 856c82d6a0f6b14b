import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { phoneMark } from './by-phone-store.ts';
import { stayTogether, withKin } from './change-store.ts';
import type { Nature } from './port.ts';
import type { Prepared } from './prepare.rules.ts';
import type { ConversationRow } from './summary.rules.ts';
import type { Part, ThreadMessage } from './wait.rules.ts';

/**
 * Two servers that read messages of one thread at once must neither fork nor wait for each other in a ring: each takes its locks on
 * message keys and thread ids first, all in one order, and holds them to its commit.
 */
export async function lockThreads(k: Kernel, names: readonly string[]): Promise<void> {
  await sql`select pg_advisory_xact_lock(h) from (select distinct hashtextextended(n, 53) h from unnest(${[...names]}::text[]) n order by 1) locks`.execute(
    k.db,
  );
}

export interface KnownMessage {
  readonly id: string;
  readonly key: string;
  readonly conversationId: string;
  readonly receivedAt: number;
  readonly isIllegible: boolean;
}

export async function knownMessages(k: Kernel, keys: readonly string[]): Promise<KnownMessage[]> {
  const { rows } = await sql<KnownMessage>`
    select id, key, conversation_id as "conversationId", received_at as "receivedAt", is_illegible as "isIllegible" from desk.message where key = any(${[...keys]}::text[])`.execute(
    k.db,
  );
  return rows;
}

export async function retimeMessages(k: Kernel, times: readonly { readonly id: string; readonly receivedAt: number }[]): Promise<void> {
  await sql`
    update desk.message m set received_at = t.at
    from unnest(${times.map((one) => one.id)}::bigint[], ${times.map((one) => instant(one.receivedAt))}::timestamptz[]) t(id, at) where m.id = t.id`.execute(
    k.db,
  );
}

export interface ReferenceRow {
  readonly ref: string;
  readonly conversationId: string;
  readonly isHeld: boolean;
  readonly isReferenced: boolean;
}

/** Where these ids are held or pointed to; of an id that a scanner or a form repeats, only the newest places. */
export async function referencesTo(k: Kernel, ids: readonly string[]): Promise<ReferenceRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ReferenceRow>`
    select r.ref, r.conversation_id as "conversationId", r.is_held as "isHeld", r.is_referenced as "isReferenced"
    from unnest(${[...ids]}::text[]) wanted(ref)
    cross join lateral (
      select ref, conversation_id, is_held, is_referenced from desk.reference where ref = wanted.ref order by conversation_id desc limit 20) r
    order by r.ref, r.conversation_id`.execute(k.db);
  return rows;
}

/** Which of these Message-IDs a message of the desk bears. */
export async function heldIds(k: Kernel, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{
    ref: string;
  }>`select distinct ref from desk.reference where is_held and ref = any(${[...ids]}::text[])`.execute(k.db);
  return rows.map((row) => row.ref);
}

export async function threadRoots(k: Kernel, roots: readonly string[]): Promise<{ root: string; conversationId: string }[]> {
  if (roots.length === 0) return [];
  const { rows } = await sql<{ root: string; conversationId: string }>`
    select distinct thread_root as root, conversation_id as "conversationId" from desk.message where thread_root = any(${[...roots]}::text[]) order by 1, 2`.execute(
    k.db,
  );
  return rows;
}

/** Rows of conversations and of their kin, locked to the end of the transaction, in id order. */
export async function lockConversations(k: Kernel, ids: readonly string[]): Promise<ConversationRow[]> {
  if (ids.length === 0) return [];
  await stayTogether(k);
  const { rows } = await sql<ConversationRow>`
    select id, subject, channel, requester_id as "requesterId", requester_name as "requesterName", requester_email as "requesterEmail",
      mailbox_id as "mailboxId", mailbox, state, nature, is_history as "isHistory", is_quarantined as "isQuarantined", is_warned as "isWarned",
      is_answered_elsewhere as "isAnsweredElsewhere", is_set_aside as "isSetAside", waits_for_answer as "waitsForAnswer", waits_for_area as "waitsForArea", nullif(due_at, 'infinity') as "dueAt",
      due_opened_at as "dueOpenedAt", received_at as "receivedAt", last_at as "lastAt", preview, message_count as "messageCount", participants,
      resolved_at as "resolvedAt", merged_into as "mergedInto", kin_id as "kinId"
    from desk.conversation where id = any(${withKin(ids)}) order by id for update`.execute(k.db);
  return rows;
}

/** The row of one. */
export async function lockConversation(k: Kernel, id: string): Promise<ConversationRow | undefined> {
  return (await lockConversations(k, [id])).find((one) => one.id === id);
}

interface FactRow {
  readonly id: string;
  readonly conversationId: string;
  readonly key: string | null;
  readonly at: number;
  readonly direction: 'in' | 'out';
  readonly nature: Nature;
  readonly isHistory: boolean;
  readonly isExcused: boolean;
  readonly messageId: string | null;
  readonly answersId: string | null;
  readonly internalDate: number | null;
  readonly people: { from?: { email: string } | null; replyTo?: { email: string }[]; to?: { email: string }[]; cc?: { email: string }[] };
  readonly refused: readonly string[];
  readonly marks: readonly string[];
  readonly part: Part | null;
  readonly escalationId: string | null;
}

/** What the clock needs of each message that came or went, by the conversation in which it lies. */
export async function factsIn(k: Kernel, ids: readonly string[]): Promise<Map<string, ThreadMessage[]>> {
  const threads = new Map<string, ThreadMessage[]>();
  if (ids.length === 0) return threads;
  const { rows } = await sql<FactRow>`
    select id, conversation_id as "conversationId", key, received_at as at, direction, nature, is_history as "isHistory", is_excused as "isExcused",
      message_id as "messageId", answers_id as "answersId", internal_date as "internalDate", people, refused, marks, part, escalation_id as "escalationId"
    from desk.message m where conversation_id = any(${[...ids]}::bigint[])
      and not 'annulled' = any(marks)
      -- What has not been accepted by the outgoing server, or came back, is no answer.
      and (direction = 'in' or (direction = 'out' and (coalesce(delivery, 'accepted') = 'accepted'
        -- An area that has answered was asked, whatever a report says afterwards.
        or (part = 'ask' and exists (
          select from desk.escalation_end x where x.escalation_id = m.escalation_id and x.kind <> 'undone')))))`.execute(k.db);
  for (const row of rows) threads.set(row.conversationId, [...(threads.get(row.conversationId) ?? []), factOf(row)]);
  return threads;
}

function factOf(row: FactRow): ThreadMessage {
  const { from, replyTo = [], to = [], cc = [] } = row.people;
  const emails = (list: readonly { email: string }[]) => list.map((one) => one.email).filter((one) => one !== '');
  return {
    id: row.id,
    key: row.key ?? `desk:${row.id}`,
    at: row.at,
    direction: row.direction,
    nature: row.nature,
    isHistory: row.isHistory,
    isExcused: row.isExcused,
    senders: row.direction === 'in' ? emails([...(from ? [from] : []), ...replyTo]) : [],
    recipients: row.direction === 'out' || row.part === 'answer' ? emails([...to, ...cc]).filter((one) => !row.refused.includes(one)) : [],
    isElsewhere: row.direction === 'out' && row.key !== null,
    isByPhone: row.marks.includes(phoneMark),
    messageId: row.messageId,
    answersId: row.direction === 'out' ? row.answersId : null,
    repliesTo: row.direction === 'in' ? row.answersId : null,
    copiedAt: row.internalDate,
    part: row.part,
    escalationId: row.escalationId,
  };
}

/** Numbers for new conversations and messages, ahead of their rows. */
export async function numbersFor(
  k: Kernel,
  conversations: number,
  messages: number,
): Promise<{ conversations: string[]; messages: string[] }> {
  const { rows } = await sql<{ conversations: string[]; messages: string[] }>`
    select array(select nextval('desk.conversation_number') from generate_series(1, ${conversations}::int)) as conversations,
      array(select nextval('desk.message_number') from generate_series(1, ${messages}::int)) as messages`.execute(k.db);
  return rows[0] as { conversations: string[]; messages: string[] };
}

/** Ids of requesters by address; new ones are made, each on a card of its own (nobody's where no address was given). In address order, so that two batches never wait for each other in a ring. */
export async function requestersFor(k: Kernel, people: ReadonlyMap<string, string>): Promise<Map<string, string>> {
  const emails = [...people.keys()].sort();
  if (emails.length === 0) return new Map();
  const { rows } = await sql<{ id: string; email: string }>`
    with given as (select * from unnest(${emails}::text[], ${emails.map((one) => people.get(one) ?? '')}::text[]) g(email, name)),
    made as (
      insert into desk.requester (email, name, contact_id)
      select email, name, case when email <> '' then nextval(pg_get_serial_sequence('desk.contact', 'id')) end
      from given g where not exists (select from desk.requester r where r.email = g.email)
      order by email on conflict do nothing returning id, email, name, contact_id),
    card as (
      insert into desk.contact (id, name, head_id, made_at, sort_name, search)
      select contact_id, name, contact_id, ${instant(k.clock.now())}::timestamptz, left(kernel.plain(coalesce(nullif(name, ''), email)), 200), ' ' || kernel.plain(name || ' ' || email)
      from made where contact_id is not null)
    select id, email from made union all select r.id, r.email from desk.requester r where r.email = any(${emails}::text[])`.execute(k.db);
  const ids = new Map(rows.map((row) => [row.email, row.id]));
  // Made by another server a moment ago: this statement's snapshot was older.
  const missing = emails.filter((one) => !ids.has(one));
  if (missing.length > 0) {
    const { rows: late } = await sql<{
      id: string;
      email: string;
    }>`select id, email from desk.requester where email = any(${missing}::text[])`.execute(k.db);
    for (const row of late) ids.set(row.email, row.id);
  }
  return ids;
}

export interface NewMessage {
  readonly id: string;
  readonly conversationId: string;
  readonly mail: Prepared;
}

/** Which of these conversations hold a message that nobody has understood yet. */
export async function withIllegible(k: Kernel, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct conversation_id as id from desk.message where conversation_id = any(${[...ids]}::bigint[]) and is_illegible`.execute(
    k.db,
  );
  return new Set(rows.map((row) => row.id));
}

/** New rows; one that was shown as illegible gets its words, and keeps when it came. */
export async function insertMessages(k: Kernel, messages: readonly NewMessage[]): Promise<void> {
  if (messages.length === 0) return;
  const when = (at: number | null) => (at === null ? null : instant(at));
  const rows = messages.map(({ id, conversationId, mail }) => ({
    id,
    c: conversationId,
    k: mail.key,
    d: mail.direction,
    n: mail.nature,
    nr: mail.natureReason,
    h: mail.isHistory,
    il: mail.isIllegible,
    q: mail.quarantineReason,
    r: instant(mail.receivedAt),
    i: when(mail.internalDate),
    s: when(mail.sentAt),
    mb: mail.mailbox?.address ?? null,
    p: { from: mail.from, replyTo: mail.replyTo, to: mail.to, cc: mail.cc },
    mi: mail.messageId,
    ai: mail.references.at(-1) ?? null,
    ti: mail.references.length > 1 ? mail.references : null,
    tr: mail.threadRoot,
    raw: mail.rawSha256,
    m: mail.marks,
    w: mail.warning,
    e: mail.area?.escalationId ?? null,
    pt: mail.area?.part ?? null,
    sd: mail.area?.sideId ?? null,
  }));
  const texts = messages.map(({ mail }) => mail);
  // The long texts go as arrays: PostgreSQL reads those several times as fast as JSON.
  await sql`
    insert into desk.message as m (id, conversation_id, key, direction, nature, nature_reason, is_history, is_illegible, quarantine_reason, received_at, internal_date,
      sent_at, mailbox, people, message_id, answers_id, thread_ids, thread_root, raw_sha256, marks, warning, escalation_id, part, side_id, subject, text, visible_text, preview, html)
    select x.id, x.c, x.k, x.d, x.n, x.nr, x.h, x.il, x.q, x.r, x.i, x.s, x.mb, x.p, x.mi, x.ai, x.ti, x.tr, x.raw, x.m, x.w, x.e, x.pt, x.sd, x.subject, x.body, x.visible, x.preview, x.html
    from rows from (
      json_to_recordset(${JSON.stringify(rows)}::json) as (id bigint, c bigint, k text, d text, n text, nr text, h boolean, il boolean, q text, r timestamptz,
        i timestamptz, s timestamptz, mb text, p json, mi text, ai text, ti text[], tr text, raw text, m text[], w text, e bigint, pt text, sd bigint),
      unnest(${texts.map((one) => one.subject)}::text[], ${texts.map((one) => one.text)}::text[],
        ${texts.map((one) => (one.visibleText === one.text ? null : one.visibleText))}::text[],
        ${texts.map((one) => one.preview)}::text[], ${texts.map((one) => one.html)}::text[])
    ) as x(id, c, k, d, n, nr, h, il, q, r, i, s, mb, p, mi, ai, ti, tr, raw, m, w, e, pt, sd, subject, body, visible, preview, html)
    on conflict on constraint message_once do update set nature = excluded.nature, nature_reason = excluded.nature_reason, is_illegible = false,
      quarantine_reason = excluded.quarantine_reason, sent_at = excluded.sent_at, people = excluded.people, message_id = excluded.message_id,
      answers_id = excluded.answers_id, thread_ids = excluded.thread_ids, thread_root = excluded.thread_root, marks = excluded.marks, warning = excluded.warning, subject = excluded.subject,
      text = excluded.text, visible_text = excluded.visible_text, preview = excluded.preview, html = excluded.html
      where m.is_illegible`.execute(k.db);
}
