import { sql } from 'kysely';
import type { Kernel } from '#kernel';

export interface QuarantinedRow {
  readonly id: string;
  readonly mailbox: string;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly receivedAt: number;
  readonly reason: string | null;
  readonly tries: number;
  readonly size: number;
  readonly deskConversationId: string | null;
}

/** Newest first, below an id. */
export async function quarantined(k: Kernel, { before, limit }: { before: string | null; limit: number }): Promise<QuarantinedRow[]> {
  const rows = await sql<QuarantinedRow>`
    select r.id, m.address as mailbox, r.sender, r.subject, r.received_at as "receivedAt", r.reason, r.tries, r.size::float8 as size,
      r.desk_conversation_id as "deskConversationId"
    from mail.receipt r join mail.mailbox m on m.id = r.mailbox_id
    where r.state = 'quarantined' and (${before}::bigint is null or r.id < ${before}::bigint) order by r.id desc limit ${limit}`.execute(
    k.db,
  );
  return rows.rows;
}

/** Puts one back to be understood; answers its mailbox, or undefined where it is no longer in quarantine. */
export async function releaseReceipt(k: Kernel, id: string): Promise<string | undefined> {
  const rows = await sql<{ mailboxId: string }>`
    update mail.receipt set state = 'stored', tries = 0, retry_at = null, noted_at = 'epoch'
    where id = ${id} and state = 'quarantined' returning mailbox_id as "mailboxId"`.execute(k.db);
  return rows.rows[0]?.mailboxId;
}
