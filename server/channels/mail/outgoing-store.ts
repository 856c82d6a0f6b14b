import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

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
}

const columns = sql`id, conversation_id as "conversationId", mailbox_id as "mailboxId", message_id as "messageId", raw_sha256 as "rawSha256", size::float8 as size,
  sender, recipients, state, attempts, first_tried_at as "firstTriedAt", accepted_at as "acceptedAt"`;

export type NewOutgoing = Omit<OutgoingMail, 'state' | 'attempts' | 'firstTriedAt' | 'acceptedAt'> & { readonly leavesAt: number };

export async function insertOutgoing(k: Kernel, mail: NewOutgoing): Promise<void> {
  await sql`
    insert into mail.outgoing (id, conversation_id, mailbox_id, message_id, raw_sha256, size, sender, recipients, leaves_at, created_at)
    values (${mail.id}, ${mail.conversationId}, ${mail.mailboxId}, ${mail.messageId}, ${mail.rawSha256}, ${mail.size}, ${mail.sender}, ${[...mail.recipients]}::text[],
      ${instant(mail.leavesAt)}, ${instant(k.clock.now())})`.execute(k.db);
}

/** Takes it out of the queue; false where it has been tried, or is being tried now. */
export async function removeUntried(k: Kernel, id: string): Promise<boolean> {
  const { rows } = await sql`delete from mail.outgoing where id = ${id} and state = 'queued' and attempts = 0 returning 1`.execute(k.db);
  return rows.length > 0;
}

/** Mailboxes with mail that may leave now, or that somebody was sending. */
export async function mailboxesWithMail(k: Kernel): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct o.mailbox_id as id from mail.outgoing o join mail.mailbox m on m.id = o.mailbox_id
    where (o.state = 'queued' and o.leaves_at <= ${instant(k.clock.real())} and m.removed_at is null) or o.state = 'sending'`.execute(k.db);
  return rows.map((row) => row.id);
}

/** Takes the next of a mailbox and marks it as being sent: from here on a crash leaves it uncertain, never sent twice. */
export async function claimNext(k: Kernel, mailboxId: string): Promise<OutgoingMail | undefined> {
  const now = instant(k.clock.real());
  const { rows } = await sql<OutgoingMail>`
    update mail.outgoing set state = 'sending', attempts = attempts + 1, first_tried_at = coalesce(first_tried_at, ${now}::timestamptz)
    where id = (select id from mail.outgoing where mailbox_id = ${mailboxId} and state = 'queued' and leaves_at <= ${now}
      order by leaves_at, id limit 1 for update skip locked)
    returning ${columns}`.execute(k.db);
  return rows[0];
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
}

/** Notes how it went; false where another state than `from` was found. */
export async function writeOutcome(k: Kernel, id: string, from: readonly OutgoingState[], outcome: Outcome): Promise<boolean> {
  const { state, response, acceptedAt, leavesAt, needsCopy } = outcome;
  const { rows } = await sql`
    update mail.outgoing set state = ${state}, response = ${response},
      accepted_at = ${acceptedAt === undefined ? sql`accepted_at` : instant(acceptedAt)},
      leaves_at = ${leavesAt === undefined ? sql`leaves_at` : instant(leavesAt)},
      copy_state = ${needsCopy ? 'waiting' : sql`copy_state`}
    where id = ${id} and state = any(${[...from]}::text[]) returning 1`.execute(k.db);
  return rows.length > 0;
}

export async function outgoingById(k: Kernel, id: string): Promise<OutgoingMail | undefined> {
  const { rows } = await sql<OutgoingMail>`select ${columns} from mail.outgoing where id = ${id}`.execute(k.db);
  return rows[0];
}

/** Those of these Message-IDs (without angle brackets) under which we have sent. */
export async function outgoingByMessageIds(k: Kernel, ids: readonly string[]): Promise<Map<string, OutgoingMail>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<OutgoingMail>`select ${columns} from mail.outgoing where message_id = any(${[...ids]}::text[])`.execute(k.db);
  return new Map(rows.map((row) => [row.messageId, row]));
}

export async function writeCopy(k: Kernel, id: string, state: 'done' | 'failed'): Promise<void> {
  await sql`update mail.outgoing set copy_state = ${state} where id = ${id}`.execute(k.db);
}
