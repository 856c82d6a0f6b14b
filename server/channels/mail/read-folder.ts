import type { ImapFlow } from 'imapflow';
import type { Kernel } from '#kernel';
import type { Budget } from './budget.ts';
import type { Digester } from './digester.ts';
import { after, batches, type Cursor, type Listed, pieceOf, resume, uidSet } from './folder.rules.ts';
import { type FolderRole, knownUids, markRead } from './folder-store.ts';
import { type Fetched, takeIn } from './intake.ts';
import type { MailboxRow } from './mailbox-store.ts';

/** A connection and what reading over it needs. */
export interface Line {
  readonly k: Kernel;
  readonly mailbox: MailboxRow;
  readonly client: ImapFlow;
  readonly digester: Digester;
  readonly budget: Budget;
  /** Whether INBOX has got new mail since it was last asked; asking forgets it. */
  takeNews(): boolean;
  /** From when a mail of INBOX could have been read, real ms. */
  readableSince(internalDate: number | null): number;
  /** Called when mail has been taken in: over a bad line that is progress, and it is connected again at once. */
  progressed(): void;
}

export interface Folder {
  readonly role: FolderRole;
  readonly path: string;
  cursor: Cursor | null;
}

const batchOf = { mails: 50, bytes: 2 * 1024 * 1024 };
// One piece of a backlog, after which the other folders get their turn.
const piece = 250;

/** Reads what is new in a folder, and a piece of its backlog; answers whether some of that is left. Changes nothing on the server. */
export async function readFolder(line: Line, folder: Folder): Promise<boolean> {
  const at = line.k.clock.real();
  const box = await line.client.mailboxOpen(folder.path, { readOnly: true });
  if (folder.role === 'inbox') line.takeNews();
  const before = folder.cursor;
  folder.cursor = resume(before, { uidvalidity: String(box.uidValidity), uidNext: box.uidNext || 1 });
  await readHead(line, folder);
  if (folder.cursor.gap) await readPiece(line, folder);
  else if (before === null || before.uidvalidity !== folder.cursor.uidvalidity) await noteCursor(line, folder);
  if (!folder.cursor.gap) await markRead(line.k, line.mailbox.id, folder.role, at);
  return folder.cursor.gap !== null;
}

/** Everything after the last UID. The folder is selected. */
export async function readHead(line: Line, folder: Folder): Promise<void> {
  const cursor = folder.cursor as Cursor;
  // The answer holds at least the last mail, whatever its UID.
  const listed = (await list(line, `${cursor.lastUid + 1}:*`)).filter((one) => one.uid > cursor.lastUid);
  await fetchAll(line, folder, { listed, isBacklog: false });
}

async function readPiece(line: Line, folder: Folder): Promise<void> {
  const { uidvalidity, gap } = folder.cursor as Cursor;
  if (!gap) return;
  const part = pieceOf(gap, piece);
  const there = await list(line, `${part.from}:${part.to}`);
  const inside = there.filter((one) => one.uid >= part.from && one.uid <= part.to);
  const known = await knownUids(
    line.k,
    line.mailbox.id,
    { role: folder.role, uidvalidity },
    inside.map((one) => one.uid),
  );
  await fetchAll(line, folder, { listed: inside.filter((one) => !known.has(one.uid)), isBacklog: true });
  advance(folder, part.to, true);
  await noteCursor(line, folder);
}

/** Fetching the next batch overlaps with committing the one before it. */
async function fetchAll(
  line: Line,
  folder: Folder,
  { listed, isBacklog }: { listed: readonly Entry[]; isBacklog: boolean },
): Promise<void> {
  let committing: Promise<void> = Promise.resolve();
  try {
    for (const batch of batches(listed, batchOf)) {
      // New mail does not wait for a backlog.
      if (isBacklog && folder.role === 'inbox' && line.takeNews()) {
        await committing;
        await readHead(line, folder);
      }
      const fetched = await fetchBatch(line, batch);
      const mails = fetched.map((mail) => ({ ...mail, readableSince: line.readableSince(mail.internalDate) }));
      await committing.catch((error: unknown) => {
        for (const mail of mails) mail.release?.();
        throw error;
      });
      committing = commit(line, folder, { mails, upTo: batch.at(-1)?.uid ?? 0, isBacklog });
      committing.catch(() => {});
    }
  } finally {
    await committing;
  }
}

async function commit(
  line: Line,
  folder: Folder,
  { mails, upTo, isBacklog }: { mails: readonly Fetched[]; upTo: number; isBacklog: boolean },
): Promise<void> {
  const next: Folder = { ...folder };
  advance(next, upTo, isBacklog);
  const { uidvalidity } = next.cursor as Cursor;
  const source = {
    mailbox: line.mailbox,
    place: folder.role,
    uidvalidity,
    isBacklog,
    folder: { role: folder.role, path: folder.path, ...(next.cursor as Cursor) },
  };
  const taken = await takeIn(line.k, source, mails).catch((error: unknown) => {
    for (const mail of mails) mail.release?.();
    throw error;
  });
  folder.cursor = next.cursor;
  if (taken.kept.length > 0) line.progressed();
  await line.digester.offer(taken.work);
}

function advance(folder: Folder, uid: number, isBacklog: boolean): void {
  const cursor = folder.cursor as Cursor;
  folder.cursor = isBacklog
    ? { ...cursor, gap: cursor.gap && after(cursor.gap, uid) }
    : { ...cursor, lastUid: Math.max(cursor.lastUid, uid) };
}

async function noteCursor(line: Line, folder: Folder): Promise<void> {
  const cursor = folder.cursor as Cursor;
  const source = {
    mailbox: line.mailbox,
    place: folder.role,
    uidvalidity: cursor.uidvalidity,
    isBacklog: true,
    folder: { role: folder.role, path: folder.path, ...cursor },
  };
  await takeIn(line.k, source, []);
}

interface Entry extends Listed {
  readonly internalDate: number | null;
}

async function list({ client }: Line, range: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  if (client.mailbox && client.mailbox.exists === 0) return entries;
  for await (const one of client.fetch(range, { uid: true, internalDate: true, size: true }, { uid: true })) {
    entries.push({ uid: one.uid, size: one.size ?? 0, internalDate: dateOf(one.internalDate) });
  }
  return entries.sort((a, b) => a.uid - b.uid);
}

/** The raw bytes, BODY.PEEK: \Seen belongs to people. A mail that somebody deleted in the meantime is not in the answer. */
export async function fetchBatch({ client, budget }: Pick<Line, 'client' | 'budget'>, batch: readonly Entry[]): Promise<Fetched[]> {
  const bytes = batch.reduce((sum, one) => sum + one.size, 0);
  await budget.take(bytes);
  const raws = new Map<number, Buffer>();
  const fetchThese = async (uids: readonly number[]) => {
    for await (const one of client.fetch(uidSet(uids), { uid: true, source: true }, { uid: true }))
      if (one.source) raws.set(one.uid, one.source);
  };
  try {
    await fetchThese(batch.map((mail) => mail.uid));
    // Deleted in the meantime, or left out by a server in trouble: each is asked for once more by itself.
    for (const { uid } of batch.filter((mail) => !raws.has(mail.uid))) await fetchThese([uid]);
  } catch (error) {
    budget.give(bytes);
    throw error;
  }
  return batch.flatMap((wanted) => {
    const raw = raws.get(wanted.uid);
    if (!raw) budget.give(wanted.size);
    return raw ? [{ uid: String(wanted.uid), raw, internalDate: wanted.internalDate, release: once(() => budget.give(wanted.size)) }] : [];
  });
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    work();
  };
}

function dateOf(value: Date | string | undefined): number | null {
  if (value === undefined) return null;
  const at = value instanceof Date ? value.getTime() : Date.parse(value);
  return Number.isNaN(at) ? null : at;
}
