import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

/** Where a mail of ours that has not arrived stands. */
export const queueStates = ['waiting', 'sending', 'uncertain', 'heldBack', 'rejected', 'bounced', 'cancelled'] as const;
export type QueueState = (typeof queueStates)[number];

const conditions: Readonly<Record<QueueState, RawBuilder<boolean>>> = {
  waiting: sql`o.state = 'queued'`,
  sending: sql`o.state = 'sending'`,
  uncertain: sql`o.state = 'uncertain'`,
  heldBack: sql`o.state = 'rejected' and o.is_held_back`,
  rejected: sql`o.state = 'rejected' and not o.is_held_back and not o.is_cancelled`,
  bounced: sql`o.state = 'bounced'`,
  cancelled: sql`o.state = 'rejected' and o.is_cancelled`,
};

/** Instants in ms; `leavesAt` and `triedAt` of the machine's clock. */
export interface QueuedRow {
  readonly id: string;
  readonly state: QueueState;
  readonly mailboxId: string;
  readonly mailbox: string;
  readonly recipients: readonly string[];
  readonly createdAt: number;
  readonly leavesAt: number;
  readonly triedAt: number | null;
  readonly attempts: number;
  readonly response: string | null;
  readonly automatic: boolean;
  readonly mayHaveLeft: boolean;
}

export interface QueueFilter {
  /** Null: all but what was cancelled. */
  readonly state: QueueState | null;
  readonly mailboxId: string | null;
}

export interface QueuePage extends QueueFilter {
  /** Newest first, below this id. */
  readonly before: string | null;
  readonly limit: number;
}

export async function queued(k: Kernel, page: QueuePage): Promise<QueuedRow[]> {
  const { rows } = await queueQueryOf(page).execute(k.db);
  return rows;
}

/** Apart, so that a test can ask for its plan. */
export function queueQueryOf({ state, mailboxId, before, limit }: QueuePage): RawBuilder<QueuedRow> {
  const stateOf = sql.join(
    queueStates.map((one) => sql`when ${conditions[one]} then ${one}::text`),
    sql` `,
  );
  return sql<QueuedRow>`
    select o.id, case ${stateOf} end as state, o.mailbox_id as "mailboxId", m.address as mailbox, o.recipients, o.created_at as "createdAt", o.leaves_at as "leavesAt",
      o.tried_at as "triedAt", o.attempts, o.response, o.automatic, o.may_have_left as "mayHaveLeft"
    from mail.outgoing o join mail.mailbox m on m.id = o.mailbox_id
    where o.state <> 'accepted' and ${state === null ? sql`not o.is_cancelled` : conditions[state]}
      ${mailboxId === null ? sql`` : sql`and o.mailbox_id = ${mailboxId}::bigint`} ${before === null ? sql`` : sql`and o.id < ${before}::bigint`}
    order by o.id desc limit ${limit}::int`;
}

const mostCounted = 1000;

/** How many stand in each state, up to 1,000. */
export async function countQueue(k: Kernel, mailboxId: string | null): Promise<Record<QueueState, number>> {
  const counts = queueStates.map(
    (state) => sql`(select count(*)::int from (select from mail.outgoing o where o.state <> 'accepted' and ${conditions[state]}
      ${mailboxId === null ? sql`` : sql`and o.mailbox_id = ${mailboxId}::bigint`} limit ${mostCounted}::int) q) as ${sql.id(state)}`,
  );
  const { rows } = await sql<Record<QueueState, number>>`select ${sql.join(counts)}`.execute(k.db);
  return rows[0] as Record<QueueState, number>;
}

/** One that waits is tried now, and nothing of its mailbox stands before it; answers its mailbox, undefined where it does not wait. */
export async function hurryQueued(k: Kernel, id: string): Promise<string | undefined> {
  const now = instant(k.clock.real());
  const { rows } = await sql<{ mailboxId: string }>`
    update mail.outgoing set leaves_at = ${now}, blocks_mailbox = false where id = ${id} and state = 'queued' returning mailbox_id as "mailboxId"`.execute(
    k.db,
  );
  const [found] = rows;
  if (!found) return undefined;
  await sql`update mail.outgoing set blocks_mailbox = false where mailbox_id = ${found.mailboxId} and state = 'queued' and blocks_mailbox`.execute(
    k.db,
  );
  return found.mailboxId;
}

/** One that the server refused, or a person cancelled, and that so never left, waits again; answers its mailbox, undefined where it is neither. */
export async function repeatRefused(k: Kernel, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ mailboxId: string }>`
    update mail.outgoing set state = 'queued', leaves_at = ${instant(k.clock.real())}, first_tried_at = null, is_conditional = false, is_cancelled = false, response = null
    where id = ${id} and state = 'rejected' and not is_held_back returning mailbox_id as "mailboxId"`.execute(k.db);
  return rows[0]?.mailboxId;
}

/** Takes one that waits and certainly never left out of the queue, and keeps it; false where it may have left, or is being tried. */
export async function cancelQueued(k: Kernel, id: string): Promise<boolean> {
  const { rows } = await sql`
    update mail.outgoing set state = 'rejected', is_cancelled = true, blocks_mailbox = false
    where id = ${id} and state = 'queued' and not may_have_left returning 1`.execute(k.db);
  return rows.length > 0;
}
