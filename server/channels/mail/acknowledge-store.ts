import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

/** One at a time in the whole database, to the end of the transaction: else two processes would each find room for the last one. */
export async function lockAcknowledgements(k: Kernel): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('mail.acknowledgement', 53))`.execute(k.db);
}

/** What goes wrong in it is as if it had never begun, and the caller's transaction goes on: no mail is lost over its acknowledgement. */
export async function apart(k: Kernel, work: () => Promise<void>): Promise<unknown> {
  await sql`savepoint acknowledgement`.execute(k.db);
  try {
    await work();
    await sql`release savepoint acknowledgement`.execute(k.db);
    return null;
  } catch (error) {
    await sql`rollback to savepoint acknowledgement`.execute(k.db);
    return error;
  }
}

export interface Counts {
  /** In the last minute, of all mailboxes. */
  readonly minute: number;
  /** Of this mailbox since midnight. */
  readonly day: number;
  /** To this address in the last 24 hours. */
  readonly sender: number;
}

export async function countAcknowledgements(
  k: Kernel,
  { mailboxId, recipient, midnight }: { mailboxId: string; recipient: string; midnight: number },
): Promise<Counts> {
  const now = k.clock.now();
  const { rows } = await sql<Counts>`
    select (select count(*)::int from mail.acknowledgement where created_at > ${instant(now - 60_000)}) as minute,
      (select count(*)::int from mail.acknowledgement where mailbox_id = ${mailboxId} and created_at >= ${instant(midnight)}) as day,
      (select count(*)::int from mail.acknowledgement where recipient = ${recipient} and created_at > ${instant(now - 86_400_000)}) as sender`.execute(
    k.db,
  );
  return rows[0] as Counts;
}

export async function noteAcknowledgement(k: Kernel, row: { id: string; mailboxId: string; recipient: string }): Promise<void> {
  await sql`
    insert into mail.acknowledgement (outgoing_id, mailbox_id, recipient, created_at)
    values (${row.id}, ${row.mailboxId}, ${row.recipient}, ${instant(k.clock.now())})`.execute(k.db);
}

export interface Stop {
  readonly mailboxId: string | null;
  readonly cause: 'minute' | 'day';
  /** Product ms. */
  readonly until: number;
}

/** What keeps acknowledgements from going out now. */
export async function stopsNow(k: Kernel): Promise<Stop[]> {
  const { rows } = await sql<Stop>`
    select mailbox_id as "mailboxId", cause, stopped_until as until from mail.acknowledgement_stop where stopped_until > ${instant(k.clock.now())}
    order by id`.execute(k.db);
  return rows;
}

export async function insertStop(k: Kernel, { mailboxId, cause, until }: Stop): Promise<void> {
  await sql`
    insert into mail.acknowledgement_stop (mailbox_id, cause, stopped_at, stopped_until)
    values (${mailboxId}, ${cause}, ${instant(k.clock.now())}, ${instant(until)})`.execute(k.db);
}
