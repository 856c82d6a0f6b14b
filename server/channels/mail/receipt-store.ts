import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Purpose } from './mailbox.rules.ts';

export type Place = 'inbox' | 'junk' | 'sent' | 'import' | 'smtp';
export type ReceivedFrom = 'internaldate' | 'now' | 'received' | 'mbox' | 'date';

export interface NewReceipt {
  /** A whole number below 2^63, as text. */
  readonly uid: string;
  readonly rawSha256: string;
  readonly size: number;
  readonly internalDate: number | null;
  readonly receivedAt: number;
  readonly receivedFrom: ReceivedFrom;
  readonly isHistory: boolean;
}

export interface Batch {
  readonly mailboxId: string;
  readonly folder: Place;
  readonly uidvalidity: string;
  readonly isBacklog: boolean;
}

export interface Kept {
  readonly id: string;
  readonly uid: string;
  readonly state: 'stored' | 'duplicate';
}

/**
 * Notes what came, once for each (mailbox, folder, uidvalidity, uid); answers only what is new. Bytes that are known from the same kind
 * of folder and were not received later than now are a duplicate at once: a new UIDVALIDITY costs no parsing.
 */
export async function insertReceipts(k: Kernel, batch: Batch, mails: readonly NewReceipt[]): Promise<Kept[]> {
  const json = JSON.stringify(
    mails.map((m) => ({ ...m, internalDate: m.internalDate === null ? null : instant(m.internalDate), receivedAt: instant(m.receivedAt) })),
  );
  // What a person saved from Junk is another matter than its copy there; what was sent is another than what came.
  const alike =
    batch.folder === 'sent' ? ['sent'] : batch.folder === 'junk' ? ['junk', 'inbox', 'import', 'smtp'] : ['inbox', 'import', 'smtp'];
  const rows = await sql<Kept>`
    insert into mail.receipt (mailbox_id, folder, uidvalidity, uid, raw_sha256, size, internal_date, received_at, received_from, is_history, is_backlog,
      state, fingerprint, message_id, desk_message_id, desk_conversation_id, created_at, noted_at)
    select ${batch.mailboxId}, ${batch.folder}, ${batch.uidvalidity}, m.uid, m."rawSha256", m.size, m."internalDate", m."receivedAt", m."receivedFrom",
      m."isHistory", ${batch.isBacklog}, case when known.id is null then 'stored' else 'duplicate' end,
      known.fingerprint, known.message_id, known.desk_message_id, known.desk_conversation_id, ${instant(k.clock.now())}, ${instant(k.clock.real())}
    from json_to_recordset(${json}::json) as m (uid bigint, "rawSha256" text, size bigint, "internalDate" timestamptz, "receivedAt" timestamptz,
      "receivedFrom" text, "isHistory" boolean)
    left join lateral (
      select r.id, r.fingerprint, r.message_id, r.desk_message_id, r.desk_conversation_id from mail.receipt r
      where r.raw_sha256 = m."rawSha256" and r.folder = any(${alike}::text[]) and r.state <> 'stored' and r.received_at <= m."receivedAt"
        and (r.mailbox_id = ${batch.mailboxId} or r.folder <> 'sent')
        and (r.is_history <= m."isHistory")
      order by r.id limit 1) known on true
    order by m.uid
    on conflict on constraint receipt_once do nothing
    returning id, uid, state`.execute(k.db);
  return rows.rows;
}

/** What is still to be understood, with what the digestion needs to know of its mailbox. */
export interface Waiting {
  readonly id: string;
  readonly mailboxId: string;
  readonly address: string;
  readonly purpose: Purpose;
  readonly aliases: readonly string[];
  readonly folder: Place;
  readonly uidvalidity: string;
  readonly uid: string;
  readonly rawSha256: string;
  readonly size: number;
  readonly internalDate: number | null;
  readonly receivedAt: number;
  readonly isHistory: boolean;
  readonly isBacklog: boolean;
  readonly tries: number;
  readonly wasShown: boolean;
  /** Real time. */
  readonly notedAt: number;
  /** From when it could have been read, real ms; unknown for what was found waiting in the table. */
  readonly readableSince?: number;
}

const waiting = sql`r.id, r.mailbox_id as "mailboxId", m.address, m.purpose, m.aliases, r.folder, r.uidvalidity, r.uid, r.raw_sha256 as "rawSha256",
  r.size::float8 as size, r.internal_date as "internalDate", r.received_at as "receivedAt", r.is_history as "isHistory",
  r.is_backlog as "isBacklog", r.tries, (r.desk_message_id is not null) as "wasShown", r.noted_at as "notedAt"`;

// After so long (ms) a receipt that nobody has understood was left lying by a process that died.
const left = 15_000;

/** Receipts that wait, new mail before backlog: of the mailboxes this process reads, and what another one has left lying. */
export async function waitingReceipts(
  k: Kernel,
  { limit, besides, mailboxIds }: { limit: number; besides: readonly string[]; mailboxIds: readonly string[] },
): Promise<Waiting[]> {
  const rows = await sql<Waiting>`
    select ${waiting} from mail.receipt r join mail.mailbox m on m.id = r.mailbox_id
    where r.state = 'stored' and (r.retry_at is null or r.retry_at <= ${instant(k.clock.real())}) and not (r.id = any(${besides}::bigint[]))
      and (r.mailbox_id = any(${mailboxIds}::bigint[]) or r.noted_at < ${instant(k.clock.real() - left)})
    order by r.is_backlog, r.id limit ${limit}`.execute(k.db);
  return rows.rows;
}

/** Takes those of the receipts that still wait, so that no other process digests them; the rest are somebody else's or done. */
export async function lockWaiting(k: Kernel, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }>`
    select id from mail.receipt where id = any(${ids}::bigint[]) and state = 'stored' order by id for update skip locked`.execute(k.db);
  return new Set(rows.rows.map((row) => row.id));
}

export interface Digested {
  readonly id: string;
  readonly state: 'received' | 'duplicate' | 'unmatched' | 'quarantined';
  readonly fingerprint: string | null;
  readonly messageId: string | null;
  readonly deskMessageId: string | null;
  readonly deskConversationId: string | null;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly reason: string | null;
  readonly receivedAt: number;
}

export async function markDigested(k: Kernel, rows: readonly Digested[]): Promise<void> {
  const json = JSON.stringify(rows.map((row) => ({ ...row, receivedAt: instant(row.receivedAt) })));
  await sql`
    update mail.receipt r set state = d.state, fingerprint = d.fingerprint, message_id = d."messageId", desk_message_id = d."deskMessageId",
      desk_conversation_id = d."deskConversationId", sender = d.sender, subject = d.subject, reason = d.reason, received_at = d."receivedAt", retry_at = null
    from json_to_recordset(${json}::json) as d (id bigint, state text, fingerprint text, "messageId" text, "deskMessageId" bigint,
      "deskConversationId" bigint, sender text, subject text, reason text, "receivedAt" timestamptz)
    where r.id = d.id`.execute(k.db);
}

/** One more try was in vain; `retryAt` in real time. */
export async function markTried(k: Kernel, id: string, reason: string, retryAt: number): Promise<number> {
  const rows = await sql<{ tries: number }>`
    update mail.receipt set tries = tries + 1, reason = ${reason}, retry_at = ${instant(retryAt)} where id = ${id} and state = 'stored' returning tries`.execute(
    k.db,
  );
  return rows.rows[0]?.tries ?? 0;
}

export async function postpone(k: Kernel, id: string, retryAt: number): Promise<void> {
  await sql`update mail.receipt set retry_at = ${instant(retryAt)} where id = ${id} and state = 'stored'`.execute(k.db);
}

/** Fingerprints that are known in folders where mail is answered: their copy in Junk is no news. */
export async function answeredFingerprints(
  k: Kernel,
  fingerprints: readonly string[],
): Promise<Map<string, { messageId: string | null; conversationId: string | null }>> {
  const rows = await sql<{ fingerprint: string; messageId: string | null; conversationId: string | null }>`
    select distinct on (fingerprint) fingerprint, desk_message_id as "messageId", desk_conversation_id as "conversationId" from mail.receipt
    where fingerprint = any(${fingerprints}::text[]) and folder in ('inbox', 'import', 'smtp') and desk_message_id is not null order by fingerprint, id`.execute(
    k.db,
  );
  return new Map(rows.rows.map((row) => [row.fingerprint, row]));
}

export interface SentCopy {
  readonly fingerprint: string | null;
  /** Null: it stands in no conversation. */
  readonly messageId: string | null;
  readonly conversationId: string | null;
}

/** What was found in Sent of that very mailbox under these (mailbox, Message-ID), by `mailbox/id`. */
export async function sentCopies(
  k: Kernel,
  pairs: readonly { readonly mailboxId: string; readonly messageId: string }[],
): Promise<Map<string, SentCopy[]>> {
  const rows = await sql<SentCopy & { name: string }>`
    select r.mailbox_id || '/' || r.message_id as name, r.fingerprint, r.desk_message_id as "messageId", r.desk_conversation_id as "conversationId"
    from mail.receipt r
    join unnest(${pairs.map((one) => one.mailboxId)}::bigint[], ${pairs.map((one) => one.messageId)}::text[]) as p (mailbox_id, message_id)
      on p.mailbox_id = r.mailbox_id and p.message_id = r.message_id
    where r.folder = 'sent' and r.message_id is not null`.execute(k.db);
  const copies = new Map<string, SentCopy[]>();
  for (const { name, ...copy } of rows.rows) copies.set(name, [...(copies.get(name) ?? []), copy]);
  return copies;
}

/** When (real time) Sent of these mailboxes was last read to its end; a mailbox without that folder is not in it. */
export async function sentReadAt(k: Kernel, mailboxIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; at: number | null }>`
    select mailbox_id as id, read_at as at from mail.folder where role = 'sent' and mailbox_id = any(${mailboxIds}::bigint[])`.execute(
    k.db,
  );
  return new Map(rows.rows.map((row) => [row.id, row.at ?? 0]));
}

export async function keepReferences(
  k: Kernel,
  pairs: readonly { readonly receiptId: string; readonly messageId: string }[],
): Promise<void> {
  await sql`
    insert into mail.reference (receipt_id, message_id)
    select * from unnest(${pairs.map((one) => one.receiptId)}::bigint[], ${pairs.map((one) => one.messageId)}::text[]) on conflict do nothing`.execute(
    k.db,
  );
}

/** Puts unmatched answers that name one of these ids back to be offered; answers how many. */
export async function offerAgain(k: Kernel, messageIds: readonly string[]): Promise<number> {
  const rows = await sql<{ id: string }>`
    update mail.receipt set state = 'stored', tries = 0, retry_at = null where state = 'unmatched' and id in (
      select receipt_id from mail.reference where message_id = any(${messageIds}::text[])) returning id`.execute(k.db);
  return rows.rows.length;
}

/** Lag in tenths of a second, kept as powers of two per hour. */
export async function addLags(
  k: Kernel,
  lags: readonly { readonly mailboxId: string; readonly hour: number; readonly bucket: number }[],
): Promise<void> {
  await sql`
    insert into mail.lag (mailbox_id, hour, bucket, mails)
    select id, hour, bucket, count(*) from unnest(${lags.map((one) => one.mailboxId)}::bigint[], ${lags.map((one) => instant(one.hour))}::timestamptz[],
      ${lags.map((one) => one.bucket)}::integer[]) as l (id, hour, bucket) group by 1, 2, 3 order by 1, 2, 3
    on conflict (mailbox_id, hour, bucket) do update set mails = mail.lag.mails + excluded.mails`.execute(k.db);
}

/** The number of a mail that came by SMTP: it has no UID of its own. */
export async function nextDelivery(k: Kernel): Promise<string> {
  return (await sql<{ n: string }>`select nextval('mail.delivery') as n`.execute(k.db)).rows[0]?.n as string;
}

export interface Tally {
  readonly state: string;
  readonly mails: number;
}

/** What became of these receipts so far. */
export async function tallyOf(k: Kernel, ids: readonly string[]): Promise<Tally[]> {
  const rows = await sql<{ state: string; mails: string }>`
    select state, count(*) as mails from mail.receipt where id = any(${ids}::bigint[]) group by state`.execute(k.db);
  return rows.rows.map((row) => ({ state: row.state, mails: Number(row.mails) }));
}

/** The conversations of the desk that these receipts are in, those of duplicates left out. */
export async function conversationsOf(k: Kernel, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }>`
    select distinct desk_conversation_id as id from mail.receipt
    where id = any(${ids}::bigint[]) and state in ('received', 'quarantined') and desk_conversation_id is not null`.execute(k.db);
  return rows.rows.map((row) => row.id);
}

/** The copy of a mail of ours in Sent of its mailbox, ms. */
export async function copyInSent(
  k: Kernel,
  mailboxId: string,
  messageIds: readonly string[],
): Promise<{ readonly internalDate: number | null; readonly date: null } | undefined> {
  const { rows } = await sql<{ internalDate: number | null }>`
    select internal_date as "internalDate" from mail.receipt
    where mailbox_id = ${mailboxId} and message_id = any(${[...messageIds]}::text[]) and folder = 'sent' order by id limit 1`.execute(k.db);
  return rows[0] && { ...rows[0], date: null };
}

/** Bytes of the latest copies of what a mailbox sent: in Sent, and its own mail that came back to it (which has been signed on the way). */
export async function ownSentRaws(k: Kernel, mailboxId: string, most: number): Promise<string[]> {
  const { rows } = await sql<{ sha256: string }>`
    select r.raw_sha256 as sha256 from mail.receipt r where r.mailbox_id = ${mailboxId}
      and (r.folder = 'sent' or exists (select 1 from mail.receipt s where s.mailbox_id = r.mailbox_id and s.folder = 'sent' and s.message_id = r.message_id))
    order by r.id desc limit ${most}`.execute(k.db);
  return rows.map((row) => row.sha256);
}
