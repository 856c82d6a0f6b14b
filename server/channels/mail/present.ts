import { iso, type Kernel, midnightOf } from '#kernel';
import { type LagCount, medianByHour } from './lag.rules.ts';
import { type MailboxRow, mailboxes } from './mailbox-store.ts';
import { type Counts, countsByMailbox, lagsByMailbox } from './present-store.ts';
import type { Mailbox, Reconciliation } from './shapes.ts';

/** Every mailbox with its health, by address. */
export async function listMailboxes(k: Kernel): Promise<Mailbox[]> {
  const [rows, counts, lags] = [await mailboxes(k), await countsByMailbox(k), await lagsByMailbox(k)];
  const now = k.clock.now();
  return rows.map((row) => present(row, { now, counts: counts.get(row.id) ?? none, lags: lags.get(row.id) ?? [] }));
}

const none: Counts = { read: 0, today: 0, quarantined: 0, unmatched: 0, lastBySmtpAt: null };

interface Known {
  readonly now: number;
  readonly counts: Counts;
  readonly lags: readonly LagCount[];
}

function present(row: MailboxRow, { now, counts: { lastBySmtpAt, ...counts }, lags }: Known): Mailbox {
  return {
    id: row.id,
    address: row.address,
    name: row.name,
    purpose: row.purpose,
    auth: row.auth,
    kind: row.kind,
    imap: row.imap,
    smtp: row.smtp,
    since: iso(row.since),
    aliases: [...row.aliases],
    state: stateOf(row),
    trouble: troubleOf(row),
    // Nothing is read where mail comes by itself.
    lastReadAt: orNull(row.imap.host === '' ? lastBySmtpAt : row.lastReadAt),
    lagSeconds: row.lastReadAt === null ? null : Math.max(0, Math.round((now - row.lastReadAt) / 1000)),
    medianLagByHour: medianByHour(lags, now),
    idle: row.isIdle,
    tokenExpiresAt: orNull(row.tokenExpiresAt),
    secretExpiresAt: row.secretExpiresOn === null ? null : iso(midnightOf(row.secretExpiresOn)),
    certificateUntil: orNull(row.certificateUntil),
    counts,
    reconciliation: (row.reconciliation as Reconciliation | null) ?? null,
  };
}

export function stateOf(row: MailboxRow): Mailbox['state'] {
  if (row.startedAt === null) return 'rehearsal';
  if (row.pausedAt !== null) return 'paused';
  return row.troubleCode === null ? 'reading' : 'trouble';
}

function troubleOf(row: MailboxRow): Mailbox['trouble'] {
  if (row.troubleCode === null) return null;
  return { code: row.troubleCode, es: row.troubleEs ?? '', en: row.troubleEn ?? '', since: orNull(row.troubleSince) };
}

function orNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
