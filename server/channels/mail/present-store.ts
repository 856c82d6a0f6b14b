import { sql } from 'kysely';
import { instant, type Kernel, localDate, midnightOf } from '#kernel';
import type { LagCount } from './lag.rules.ts';

export interface Counts {
  readonly read: number;
  readonly today: number;
  readonly quarantined: number;
  readonly unmatched: number;
  /** When the last one came by our own SMTP listener; null: none did. */
  readonly lastBySmtpAt: number | null;
}

/** Per mailbox, in one statement: read since the beginning, read today, in quarantine, answers without a conversation, the last by SMTP. */
export async function countsByMailbox(k: Kernel): Promise<Map<string, Counts>> {
  const today = instant(midnightOf(localDate(k.clock.now())));
  const rows = await sql<{ id: string; read: string; today: string; quarantined: string; unmatched: string; lastBySmtpAt: number | null }>`
    select mailbox_id as id, count(*) as read, count(*) filter (where created_at >= ${today}) as today,
      count(*) filter (where state = 'quarantined') as quarantined, count(*) filter (where state = 'unmatched') as unmatched,
      max(created_at) filter (where folder = 'smtp') as "lastBySmtpAt"
    from mail.receipt group by mailbox_id`.execute(k.db);
  return new Map(
    rows.rows.map(({ id, ...row }) => [
      id,
      {
        read: Number(row.read),
        today: Number(row.today),
        quarantined: Number(row.quarantined),
        unmatched: Number(row.unmatched),
        lastBySmtpAt: row.lastBySmtpAt,
      },
    ]),
  );
}

/** Lags of the last day of the product. */
export async function lagsByMailbox(k: Kernel): Promise<Map<string, LagCount[]>> {
  const rows = await sql<LagCount & { id: string }>`
    select mailbox_id as id, hour, bucket, mails from mail.lag where hour > ${instant(k.clock.now() - 24 * 3_600_000)}`.execute(k.db);
  return Map.groupBy(rows.rows, (row) => row.id);
}

export async function forgetOldLags(k: Kernel): Promise<void> {
  await sql`delete from mail.lag where hour < ${instant(k.clock.now() - 8 * 86_400_000)}`.execute(k.db);
}
