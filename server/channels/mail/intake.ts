import type { Kernel } from '#kernel';
import type { Work } from './digester.ts';
import { type FolderRow, writeFolder } from './folder-store.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { insertReceipts, type Kept, type Place, type ReceivedFrom } from './receipt-store.ts';

export interface Fetched {
  readonly uid: string;
  readonly raw: Buffer;
  /** INTERNALDATE in ms; null where the source has none. */
  readonly internalDate: number | null;
  /** When it was received, and how that is known; by default INTERNALDATE. */
  readonly received?: { readonly at: number; readonly from: ReceivedFrom };
  readonly isHistory?: boolean;
  /** From when it could have been read, real ms: lag counts from there. */
  readonly readableSince?: number;
  /** Called once its bytes are out of memory. */
  release?(): void;
}

export interface Source {
  readonly mailbox: Pick<MailboxRow, 'id' | 'address' | 'purpose' | 'aliases' | 'since'>;
  readonly place: Place;
  readonly uidvalidity: string;
  readonly isBacklog: boolean;
  /** How far the folder has been read with these, for IMAP: noted in the same transaction. */
  readonly folder: Omit<FolderRow, 'readAt'> | null;
}

export interface TakenIn {
  readonly kept: readonly Kept[];
  /** What has to be understood now, with its bytes. */
  readonly work: readonly Work[];
}

// Larger ones lie in a file after the commit, and are read from there by the parser itself.
const keptInMemory = 64 * 1024;

/** Keeps raw mail and notes it, once each, with the cursor of its folder: one transaction, after which nothing can be lost. */
export async function takeIn(k: Kernel, source: Source, mails: readonly Fetched[]): Promise<TakenIn> {
  const now = k.clock.now();
  const kept = await k.transaction(async (k) => {
    const hashes = await k.blobs.putMany(mails.map((mail) => mail.raw));
    const receipts = mails.map((mail, nr) => receiptOf(mail, { sha256: hashes[nr] as string, now, source }));
    const batch = { mailboxId: source.mailbox.id, folder: source.place, uidvalidity: source.uidvalidity, isBacklog: source.isBacklog };
    const rows = mails.length === 0 ? [] : await insertReceipts(k, batch, receipts);
    if (source.folder) await writeFolder(k, source.mailbox.id, source.folder);
    return rows.map((row) => ({ row, receipt: receipts.find((one) => one.uid === row.uid) as (typeof receipts)[number] }));
  });
  const notedAt = k.clock.real();
  const byUid = new Map(mails.map((mail) => [mail.uid, mail]));
  const work = kept
    .filter((one) => one.row.state === 'stored')
    .map(({ row, receipt }) => workOf(source, { row, receipt, notedAt }, byUid.get(row.uid) as Fetched));
  const working = new Set(work.map((one) => one.receipt.uid));
  for (const mail of mails) if (!working.has(mail.uid)) mail.release?.();
  return { kept: kept.map((one) => one.row), work };
}

type Receipt = ReturnType<typeof receiptOf>;

function receiptOf(mail: Fetched, { sha256, now, source }: { sha256: string; now: number; source: Source }) {
  const received =
    mail.received ??
    (mail.internalDate === null ? { at: now, from: 'now' as const } : { at: mail.internalDate, from: 'internaldate' as const });
  // A server whose clock runs ahead, or a mail copied in with a date to come: the clock of 5.3 never starts in the future.
  const receivedAt = Math.min(received.at, now);
  return {
    uid: mail.uid,
    rawSha256: sha256,
    size: mail.raw.length,
    internalDate: mail.internalDate,
    receivedAt,
    receivedFrom: received.at > now ? ('now' as const) : received.from,
    isHistory: mail.isHistory ?? opensNothing(source, receivedAt),
  };
}

/** What came before the service began, and what is asked of the campaigns: 5.3 is of the mail to the service. */
function opensNothing({ mailbox, place }: Source, receivedAt: number): boolean {
  return receivedAt < mailbox.since || (mailbox.purpose === 'campaigns' && place !== 'sent');
}

function workOf(source: Source, { row, receipt, notedAt }: { row: Kept; receipt: Receipt; notedAt: number }, mail: Fetched): Work {
  const { id, address, purpose, aliases } = source.mailbox;
  return {
    raw: mail.raw.length <= keptInMemory ? mail.raw : null,
    ...(mail.release ? { release: mail.release } : {}),
    receipt: {
      id: row.id,
      mailboxId: id,
      address,
      purpose,
      aliases,
      folder: source.place,
      uidvalidity: source.uidvalidity,
      uid: row.uid,
      rawSha256: receipt.rawSha256,
      size: receipt.size,
      internalDate: receipt.internalDate,
      receivedAt: receipt.receivedAt,
      isHistory: receipt.isHistory,
      isBacklog: source.isBacklog,
      tries: 0,
      wasShown: false,
      notedAt,
      ...(mail.readableSince === undefined ? {} : { readableSince: mail.readableSince }),
    },
  };
}
