import { sql } from 'kysely';
import { byKey, instant, type Kernel } from '#kernel';
import type { Auth, Kind, Purpose, Server } from './mailbox.rules.ts';
import type { Trouble } from './trouble.rules.ts';

/** What is asked of a mailbox; instants in ms. */
export interface NewMailbox {
  readonly address: string;
  readonly name: string;
  readonly purpose: Purpose;
  readonly auth: Auth;
  readonly kind: Kind;
  /** Of `graph` the address of the service, and in `smtp` the same. */
  readonly imap: Server;
  readonly smtp: Server | null;
  /** Sealed. */
  readonly secret: string;
  readonly aliases: readonly string[];
  readonly since: number;
  readonly startedAt: number | null;
  /** A local date. */
  readonly secretExpiresOn: string | null;
}

/** A row of mail.mailbox with its health, instants in ms. */
export interface MailboxRow extends NewMailbox {
  readonly id: string;
  readonly pausedAt: number | null;
  readonly version: number;
  readonly createdAt: number;
  readonly lastReadAt: number | null;
  readonly isIdle: boolean;
  readonly certificateUntil: number | null;
  readonly tokenExpiresAt: number | null;
  readonly troubleCode: string | null;
  readonly troubleEs: string | null;
  readonly troubleEn: string | null;
  readonly troubleSince: number | null;
  readonly stoppedVersion: number | null;
  readonly reconciliation: unknown;
}

const columns = sql`m.id, m.address, m.name, m.purpose, m.auth, m.kind, m.imap, m.smtp, m.secret, m.aliases, m.since, m.started_at as "startedAt",
  m.paused_at as "pausedAt", m.version, m.secret_expires_on as "secretExpiresOn", m.created_at as "createdAt", h.last_read_at as "lastReadAt",
  coalesce(h.is_idle, false) as "isIdle", h.certificate_until as "certificateUntil", h.token_expires_at as "tokenExpiresAt",
  h.trouble_code as "troubleCode", h.trouble_es as "troubleEs", h.trouble_en as "troubleEn", h.trouble_since as "troubleSince",
  h.stopped_version as "stoppedVersion", h.reconciliation`;

const from = sql`mail.mailbox m left join mail.health h on h.mailbox_id = m.id`;

export async function mailboxes(k: Kernel): Promise<MailboxRow[]> {
  return (await sql<MailboxRow>`select ${columns} from ${from} where m.removed_at is null order by m.address`.execute(k.db)).rows;
}

export async function mailboxById(k: Kernel, id: string): Promise<MailboxRow | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  return (await byKey<MailboxRow>`select ${columns} from ${from} where m.id = ${id} and m.removed_at is null`.execute(k.db)).rows[0];
}

export async function mailboxByAddress(k: Kernel, address: string): Promise<MailboxRow | undefined> {
  return (await sql<MailboxRow>`select ${columns} from ${from} where m.address = ${address} and m.removed_at is null`.execute(k.db))
    .rows[0];
}

/** Null where the address has a mailbox already. */
export async function insertMailbox(k: Kernel, m: NewMailbox): Promise<string | null> {
  const rows = await sql<{ id: string }>`
    insert into mail.mailbox (address, name, purpose, auth, kind, imap, smtp, secret, aliases, since, started_at, secret_expires_on, created_at)
    values (${m.address}, ${m.name}, ${m.purpose}, ${m.auth}, ${m.kind}, ${JSON.stringify(m.imap)}, ${m.smtp ? JSON.stringify(m.smtp) : null}, ${m.secret},
      ${m.aliases}, ${instant(m.since)}, ${m.startedAt === null ? null : instant(m.startedAt)}, ${m.secretExpiresOn}, ${instant(k.clock.now())})
    on conflict (address) where removed_at is null do nothing returning id`.execute(k.db);
  const id = rows.rows[0]?.id ?? null;
  if (id) await sql`insert into mail.health (mailbox_id) values (${id})`.execute(k.db);
  return id;
}

/** Writes the settings of a mailbox; the new version makes its reader connect again and forgets the trouble. */
export async function updateMailbox(
  k: Kernel,
  id: string,
  m: Omit<NewMailbox, 'address'> & { readonly pausedAt: number | null },
): Promise<void> {
  await sql`
    update mail.mailbox set name = ${m.name}, purpose = ${m.purpose}, auth = ${m.auth}, kind = ${m.kind}, imap = ${JSON.stringify(m.imap)},
      smtp = ${m.smtp ? JSON.stringify(m.smtp) : null}, secret = ${m.secret}, aliases = ${m.aliases}, since = ${instant(m.since)},
      started_at = ${m.startedAt === null ? null : instant(m.startedAt)}, paused_at = ${m.pausedAt === null ? null : instant(m.pausedAt)},
      secret_expires_on = ${m.secretExpiresOn}, version = version + 1
    where id = ${id}`.execute(k.db);
  await sql`
    update mail.health set trouble_code = null, trouble_es = null, trouble_en = null, trouble_since = null, stopped_version = null, alarmed_days = null
    where mailbox_id = ${id}`.execute(k.db);
}

export async function removeMailboxRow(k: Kernel, id: string): Promise<void> {
  await sql`update mail.mailbox set removed_at = ${instant(k.clock.now())}, version = version + 1 where id = ${id}`.execute(k.db);
}

/** A new refresh token changes nothing for whoever is connected: the version stays. */
export async function writeSecret(k: Kernel, id: string, secret: string): Promise<void> {
  await sql`update mail.mailbox set secret = ${secret} where id = ${id}`.execute(k.db);
}

export interface Reading {
  readonly mailboxId: string;
  readonly lastReadAt: number | null;
  readonly isIdle: boolean;
}

/** One statement for all mailboxes that a process reads. */
export async function writeReadings(k: Kernel, readings: readonly Reading[]): Promise<void> {
  await sql`
    update mail.health h set last_read_at = greatest(h.last_read_at, r.at), is_idle = r.idle
    from (select * from unnest(${readings.map((one) => one.mailboxId)}::bigint[],
      ${readings.map((one) => (one.lastReadAt === null ? null : instant(one.lastReadAt)))}::timestamptz[],
      ${readings.map((one) => one.isIdle)}::boolean[]) as r (id, at, idle)) r
    where h.mailbox_id = r.id`.execute(k.db);
}

/** Notes the trouble (or, with null, its end); answers whether that is news. */
export async function writeTrouble(k: Kernel, id: string, trouble: Trouble | null, stoppedVersion: number | null): Promise<boolean> {
  const changed = await sql`
    update mail.health set trouble_code = ${trouble?.code ?? null}, trouble_es = ${trouble?.es ?? null}, trouble_en = ${trouble?.en ?? null},
      trouble_since = ${trouble ? sql`coalesce(trouble_since, ${instant(k.clock.now())}::timestamptz)` : sql`null`}, stopped_version = ${stoppedVersion}
    where mailbox_id = ${id} and (trouble_code is distinct from ${trouble?.code ?? null} or stopped_version is distinct from ${stoppedVersion})
    returning 1`.execute(k.db);
  return changed.rows.length > 0;
}

export async function writeCertificate(k: Kernel, id: string, until: number | null): Promise<void> {
  await sql`update mail.health set certificate_until = ${until === null ? null : instant(until)} where mailbox_id = ${id}`.execute(k.db);
}

export async function writeTokenLife(k: Kernel, id: string, expiresAt: number): Promise<void> {
  await sql`update mail.health set token_expires_at = ${instant(expiresAt)} where mailbox_id = ${id}`.execute(k.db);
}

export async function writeReconciliation(k: Kernel, id: string, found: unknown): Promise<void> {
  await sql`update mail.health set reconciliation = ${JSON.stringify(found)}::jsonb where mailbox_id = ${id}`.execute(k.db);
}

/** Answers true once for each threshold of days left, so that nobody is told the same twice. */
export async function markAlarmed(k: Kernel, id: string, days: number): Promise<boolean> {
  const marked = await sql`
    update mail.health set alarmed_days = ${days} where mailbox_id = ${id} and (alarmed_days is null or alarmed_days > ${days}) returning 1`.execute(
    k.db,
  );
  return marked.rows.length > 0;
}
