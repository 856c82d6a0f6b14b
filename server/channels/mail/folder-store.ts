import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

export type FolderRole = 'inbox' | 'junk' | 'sent';

/** How far a folder has been read. Everything up to `lastUid` is in the table, but for the gap. */
export interface FolderRow {
  readonly role: FolderRole;
  readonly path: string;
  readonly uidvalidity: string;
  readonly lastUid: number;
  readonly gap: { readonly from: number; readonly to: number } | null;
  readonly readAt: number | null;
}

// No server gives this UIDVALIDITY (RFC 9051: a non-zero number): a folder that is known to be there and has not been read.
const unread = '0';

/** Notes which folders a mailbox has, before the first of them is read: a mail from ourselves must know that there is a Sent to wait for. */
export async function noteFolders(
  k: Kernel,
  mailboxId: string,
  folders: readonly { readonly role: FolderRole; readonly path: string }[],
): Promise<void> {
  await sql`
    insert into mail.folder (mailbox_id, role, path, uidvalidity, last_uid)
    select ${mailboxId}, role, path, ${unread}, 0 from unnest(${folders.map((one) => one.role)}::text[], ${folders.map((one) => one.path)}::text[]) as f(role, path)
    on conflict (mailbox_id, role) do nothing`.execute(k.db);
}

/** The folders that have been read, each with how far. */
export async function foldersOf(k: Kernel, mailboxId: string): Promise<FolderRow[]> {
  const rows = await sql<Omit<FolderRow, 'lastUid' | 'gap'> & { lastUid: string; gapFrom: string | null; gapTo: string | null }>`
    select role, path, uidvalidity, last_uid as "lastUid", gap_from as "gapFrom", gap_to as "gapTo", read_at as "readAt"
    from mail.folder where mailbox_id = ${mailboxId} and uidvalidity <> ${unread}`.execute(k.db);
  return rows.rows.map(({ lastUid, gapFrom, gapTo, ...row }) => ({
    ...row,
    lastUid: Number(lastUid),
    gap: gapFrom === null || gapTo === null ? null : { from: Number(gapFrom), to: Number(gapTo) },
  }));
}

/** Writes how far a folder has been read, in the transaction that keeps what was read. */
export async function writeFolder(k: Kernel, mailboxId: string, folder: Omit<FolderRow, 'readAt'>): Promise<void> {
  const { role, path, uidvalidity, lastUid, gap } = folder;
  await sql`
    insert into mail.folder (mailbox_id, role, path, uidvalidity, last_uid, gap_from, gap_to)
    values (${mailboxId}, ${role}, ${path}, ${uidvalidity}, ${lastUid}, ${gap?.from ?? null}, ${gap?.to ?? null})
    on conflict (mailbox_id, role) do update set path = excluded.path, uidvalidity = excluded.uidvalidity, last_uid = excluded.last_uid,
      gap_from = excluded.gap_from, gap_to = excluded.gap_to`.execute(k.db);
}

/** The folder was read to its end as it stood at `at` (real time, ms). */
export async function markRead(k: Kernel, mailboxId: string, role: FolderRole, at: number): Promise<void> {
  await sql`update mail.folder set read_at = ${instant(at)} where mailbox_id = ${mailboxId} and role = ${role}`.execute(k.db);
}

/** Which of these UIDs the table holds. */
export async function knownUids(
  k: Kernel,
  mailboxId: string,
  folder: { role: FolderRole; uidvalidity: string },
  uids: readonly number[],
): Promise<Set<number>> {
  const rows = await sql<{ uid: string }>`
    select uid from mail.receipt where mailbox_id = ${mailboxId} and folder = ${folder.role} and uidvalidity = ${folder.uidvalidity}
      and uid = any(${uids}::bigint[])`.execute(k.db);
  return new Set(rows.rows.map((row) => Number(row.uid)));
}
