import { iso, type Kernel, midnightOf } from '#kernel';
import { alarmsOf } from './alarm.ts';
import { type LagCount, medianByHour } from './lag.rules.ts';
import { type MailboxRow, mailboxes } from './mailbox-store.ts';
import { type Counts, countsByMailbox, lagsByMailbox } from './present-store.ts';
import { type Sending, sendingOf } from './queue/sending-store.ts';
import type { Mailbox, Reconciliation } from './shapes.ts';

/** Every mailbox with its health, by address. */
export async function listMailboxes(k: Kernel): Promise<Mailbox[]> {
  const [rows, counts, lags] = [await mailboxes(k), await countsByMailbox(k), await lagsByMailbox(k)];
  const sending = await sendingOf(
    k,
    rows.map((row) => row.id),
  );
  const alarms = await Promise.all(rows.map((row) => alarmsOf(k, row, counts.get(row.id)?.quarantined ?? 0)));
  const now = k.clock.now();
  return rows.map((row, nr) =>
    present(row, {
      now,
      counts: counts.get(row.id) ?? none,
      lags: lags.get(row.id) ?? [],
      sending: sending.get(row.id),
      alarms: alarms[nr] ?? [],
    }),
  );
}

const none: Counts = { read: 0, today: 0, quarantined: 0, unmatched: 0, lastBySmtpAt: null };

interface Known {
  readonly now: number;
  readonly counts: Counts;
  readonly lags: readonly LagCount[];
  readonly sending: Sending | undefined;
  readonly alarms: Mailbox['alarms'];
}

function present(row: MailboxRow, { now, counts: { lastBySmtpAt, ...counts }, lags, sending, alarms }: Known): Mailbox {
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
    sending: sendingShown(sending),
    alarms,
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

function sendingShown(sending: Sending | undefined): Mailbox['sending'] {
  return { waiting: sending?.waiting ?? 0, troubled: sending?.troubled ?? 0, lastSentAt: orNull(sending?.lastSentAt ?? null) };
}

function orNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
