import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel, writeAhead } from '#kernel';

export type OutgoingState = 'queued' | 'sending' | 'accepted' | 'rejected' | 'uncertain' | 'bounced';

/** A mail of ours on its way. Instants in ms. */
export interface OutgoingMail {
  /** The desk's message. */
  readonly id: string;
  readonly conversationId: string;
  readonly mailboxId: string;
  /** Without angle brackets. */
  readonly messageId: string;
  readonly rawSha256: string;
  readonly size: number;
  readonly sender: string;
  readonly recipients: readonly string[];
  readonly state: OutgoingState;
  readonly attempts: number;
  /** Real time. */
  readonly firstTriedAt: number | null;
  readonly acceptedAt: number | null;
  /** No person wrote it: it leaves behind what a person did. */
  readonly automatic: boolean;
  /** Asked about again as it leaves. */
  readonly isConditional: boolean;
  /** Accepted because a person said so. */
  readonly isByWord: boolean;
}

const columns = sql`id, conversation_id as "conversationId", mailbox_id as "mailboxId", message_id as "messageId", raw_sha256 as "rawSha256", size::float8 as size,
  sender, recipients, state, attempts, first_tried_at as "firstTriedAt", accepted_at as "acceptedAt", automatic,
  is_conditional as "isConditional", is_by_word as "isByWord"`;

export type NewOutgoing = Omit<OutgoingMail, 'state' | 'attempts' | 'firstTriedAt' | 'acceptedAt' | 'isByWord'> & {
  readonly leavesAt: number;
};

export async function insertOutgoing(k: Kernel, mail: NewOutgoing): Promise<void> {
  await writeAhead(
    k.db,
    sql`
    insert into mail.outgoing (id, conversation_id, mailbox_id, message_id, raw_sha256, size, sender, recipients, leaves_at, created_at, automatic, is_conditional)
    values (${mail.id}, ${mail.conversationId}, ${mail.mailboxId}, ${mail.messageId}, ${mail.rawSha256}, ${mail.size}, ${mail.sender}, ${[...mail.recipients]}::text[],
      ${instant(mail.leavesAt)}, ${instant(k.clock.now())}, ${mail.automatic}, ${mail.isConditional})`,
  );
}

/** Takes it out of the queue, or what was held back; false where it has been tried, or is being tried now. */
export async function removeUntried(k: Kernel, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from mail.outgoing where id = ${id} and ((state = 'queued' and attempts = 0) or (state = 'rejected' and is_held_back)) returning 1`.execute(
    k.db,
  );
  return rows.length > 0;
}

/** Mailboxes with mail that may leave now, or that somebody was sending. */
export async function mailboxesWithMail(k: Kernel): Promise<string[]> {
  const now = instant(k.clock.real());
  // By mailbox and not by mail: it is asked after each answer that is written, however many wait.
  const { rows } = await sql<{ id: string }>`
    select m.id from mail.mailbox m
    where exists (select from mail.outgoing o where o.mailbox_id = m.id and o.state = 'sending')
      or (m.removed_at is null and exists (select from mail.outgoing o where o.mailbox_id = m.id and o.state = 'queued' and o.leaves_at <= ${now})
        and not ${isBlocked(sql`m.id`, now)})`.execute(k.db);
  return rows.map((row) => row.id);
}

/** Whether something that would happen to any mail of a mailbox happened to one, and its time has not come yet. */
function isBlocked(mailboxId: RawBuilder<unknown>, now: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from mail.outgoing b where b.mailbox_id = ${mailboxId} and b.state = 'queued' and b.blocks_mailbox and b.leaves_at > ${now})`;
}

/**
 * Takes the next ones of a mailbox, in the order in which they were written, and marks them as being sent: from here on a crash leaves them uncertain,
 * never sent twice.
 */
export async function claimNext(k: Kernel, mailboxId: string, many: number): Promise<OutgoingMail[]> {
  const now = instant(k.clock.real());
  const { rows } = await sql<OutgoingMail>`
    update mail.outgoing set state = 'sending', attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ${now}::timestamptz), tried_at = ${now},
      blocks_mailbox = false
    where id in (select id from mail.outgoing where mailbox_id = ${mailboxId} and state = 'queued' and leaves_at <= ${now} and not ${isBlocked(sql`${mailboxId}`, now)}
      order by automatic, id limit ${many}::int for update skip locked)
    returning ${columns}`.execute(k.db);
  return rows.sort((a, b) => Number(a.automatic) - Number(b.automatic) || Number(BigInt(a.id) - BigInt(b.id)));
}

/** What was taken and certainly not tried waits again, as if it had not been taken. */
export async function giveBack(k: Kernel, id: string): Promise<void> {
  await sql`
    update mail.outgoing set state = 'queued', attempts = attempts - 1, first_tried_at = case when attempts = 1 then null else first_tried_at end
    where id = ${id} and state = 'sending'`.execute(k.db);
}

/** When (real ms) a mailbox that may send so many in a window may send again; null: now. What was tried before a restart counts. */
export async function nextTurn(k: Kernel, mailboxId: string, { most, window }: { most: number; window: number }): Promise<number | null> {
  const { rows } = await sql<{ at: number }>`
    select tried_at as at from mail.outgoing where mailbox_id = ${mailboxId} and tried_at > ${instant(k.clock.real() - window)}
    order by tried_at desc offset ${most - 1}::int limit 1`.execute(k.db);
  return rows[0] ? rows[0].at + window : null;
}

/** Mail that a process which is gone was sending: whoever holds the mailbox's sending now finds it. */
export async function leftSending(k: Kernel, mailboxId: string): Promise<OutgoingMail[]> {
  const { rows } =
    await sql<OutgoingMail>`select ${columns} from mail.outgoing where mailbox_id = ${mailboxId} and state = 'sending' order by id`.execute(
      k.db,
    );
  return rows;
}

export interface Outcome {
  readonly state: Exclude<OutgoingState, 'sending'>;
  readonly response: string | null;
  /** Product ms; with `accepted`. */
  readonly acceptedAt?: number;
  /** Real ms; with `queued`. */
  readonly leavesAt?: number;
  /** Whether a copy has to be put into Sent; with `accepted`. */
  readonly needsCopy?: boolean;
  /** No mail of the mailbox is tried before it; with `queued`. */
  readonly isBlocking?: boolean;
  readonly isHeldBack?: boolean;
  readonly isByWord?: boolean;
}

/** Notes how it went; false where another state than `from` was found. */
export async function writeOutcome(k: Kernel, id: string, from: readonly OutgoingState[], outcome: Outcome): Promise<boolean> {
  const { state, response, acceptedAt, leavesAt, needsCopy, isBlocking = false, isHeldBack = false, isByWord = false } = outcome;
  const { rows } = await sql`
    update mail.outgoing set state = ${state}, response = ${response},
      accepted_at = ${acceptedAt === undefined ? sql`accepted_at` : instant(acceptedAt)},
      leaves_at = ${leavesAt === undefined ? sql`leaves_at` : instant(leavesAt)},
      copy_state = ${needsCopy ? 'waiting' : sql`copy_state`}, blocks_mailbox = ${isBlocking}, is_held_back = ${isHeldBack}, is_by_word = ${isByWord}
    where id = ${id} and state = any(${[...from]}::text[]) returning 1`.execute(k.db);
  return rows.length > 0;
}

export interface WrittenAcceptance {
  readonly id: string;
  readonly at: number;
  readonly response: string;
  readonly needsCopy: boolean;
  readonly isByWord: boolean;
}

/** Notes that these were accepted; answers those that were found in one of the states `from`. */
export async function writeAcceptances(k: Kernel, all: readonly WrittenAcceptance[], from: readonly OutgoingState[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    update mail.outgoing o set state = 'accepted', response = a.response, accepted_at = a.at, copy_state = case when a.copy then 'waiting' else o.copy_state end,
      blocks_mailbox = false, is_held_back = false, is_by_word = a.word
    from unnest(${all.map((one) => one.id)}::bigint[], ${all.map((one) => instant(one.at))}::timestamptz[], ${all.map((one) => one.response)}::text[],
      ${all.map((one) => one.needsCopy)}::boolean[], ${all.map((one) => one.isByWord)}::boolean[]) a(id, at, response, copy, word)
    where o.id = a.id and o.state = any(${[...from]}::text[]) returning o.id`.execute(k.db);
  return new Set(rows.map((row) => row.id));
}

export async function outgoingById(k: Kernel, id: string): Promise<OutgoingMail | undefined> {
  const { rows } = await sql<OutgoingMail>`select ${columns} from mail.outgoing where id = ${id}`.execute(k.db);
  return rows[0];
}

/** Those of these Message-IDs (without angle brackets) under which we have sent, or under which a provider stored what we sent. */
export async function outgoingByMessageIds(k: Kernel, ids: readonly string[]): Promise<Map<string, OutgoingMail>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<OutgoingMail & { named: string }>`
    select ${columns}, message_id as named from mail.outgoing where message_id = any(${[...ids]}::text[])
    union all
    select ${columns}, a.named from (select message_id as named, outgoing_id from mail.outgoing_alias where message_id = any(${[...ids]}::text[])) a
    join mail.outgoing on id = a.outgoing_id`.execute(k.db);
  return new Map(rows.map(({ named, ...row }) => [named, row]));
}

/** Notes another Message-ID of a mail of ours; false where it is known. */
export async function addAlias(k: Kernel, id: string, messageId: string): Promise<boolean> {
  const { rows } = await sql`
    insert into mail.outgoing_alias (message_id, outgoing_id) values (${messageId}, ${id}) on conflict do nothing returning 1`.execute(
    k.db,
  );
  return rows.length > 0;
}

/** Its own Message-ID and those that providers gave it. */
export async function namesOf(k: Kernel, mail: OutgoingMail): Promise<string[]> {
  const { rows } = await sql<{ messageId: string }>`
    select message_id as "messageId" from mail.outgoing_alias where outgoing_id = ${mail.id}`.execute(k.db);
  return [mail.messageId, ...rows.map((row) => row.messageId)];
}

/** The same bytes into the queue again, for what is uncertain or was held back; nothing asks about it any more. Answers its mailbox. */
export async function queueAgain(k: Kernel, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ mailboxId: string }>`
    update mail.outgoing set state = 'queued', leaves_at = ${instant(k.clock.real())}, first_tried_at = null, attempts = greatest(attempts, 1),
      is_conditional = false, is_held_back = false, response = null, may_have_left = may_have_left or state = 'uncertain'
    where id = ${id} and (state = 'uncertain' or (state = 'rejected' and is_held_back)) returning mailbox_id as "mailboxId"`.execute(k.db);
  return rows[0]?.mailboxId;
}

/** The envelope's sender from now on, and tried again at once; the bytes stay as they are. */
export async function sendAs(k: Kernel, id: string, sender: string): Promise<void> {
  await sql`
    update mail.outgoing set sender = ${sender}, state = 'queued', leaves_at = ${instant(k.clock.real())} where id = ${id} and state = 'sending'`.execute(
    k.db,
  );
}

export async function writeCopy(k: Kernel, id: string, state: 'done' | 'failed'): Promise<void> {
  await sql`update mail.outgoing set copy_state = ${state} where id = ${id}`.execute(k.db);
}
