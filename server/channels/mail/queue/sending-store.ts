import { sql } from 'kysely';
import type { Kernel } from '#kernel';

/** How a mailbox sends. Instants in ms. */
export interface Sending {
  /** Waits, or is being tried. */
  readonly waiting: number;
  /** What has not arrived and waits for nobody: uncertain, held back, refused or come back. */
  readonly troubled: number;
  /** When the last one was taken by the server; the product's clock. */
  readonly lastSentAt: number | null;
  /** Since when the oldest that waits has been tried, by the machine's clock; null where none has been. */
  readonly triedSince: number | null;
  /** What the server said of it. */
  readonly response: string | null;
}

/** Of these mailboxes, each; by mailbox. */
export async function sendingOf(k: Kernel, mailboxIds: readonly string[]): Promise<Map<string, Sending>> {
  const { rows } = await sql<Sending & { id: string }>`
    select m.id, q.waiting, q.troubled, l.at as "lastSentAt", t.first_tried_at as "triedSince", t.response
    from mail.mailbox m
    cross join lateral (select count(*) filter (where o.state in ('queued', 'sending'))::int as waiting,
      count(*) filter (where o.state not in ('queued', 'sending') and not o.is_cancelled)::int as troubled
      from mail.outgoing o where o.state <> 'accepted' and o.mailbox_id = m.id) q
    left join lateral (select o.accepted_at as at from mail.outgoing o where o.mailbox_id = m.id and o.tried_at is not null and o.state = 'accepted'
      order by o.tried_at desc limit 1) l on true
    left join lateral (select o.first_tried_at, o.response from mail.outgoing o where o.mailbox_id = m.id and o.state = 'queued' and o.attempts > 0
      order by o.first_tried_at limit 1) t on true
    where m.id = any(${[...mailboxIds]}::bigint[])`.execute(k.db);
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}
