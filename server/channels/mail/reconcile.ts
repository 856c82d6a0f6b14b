import type { ImapFlow } from 'imapflow';
import { iso, type Kernel } from '#kernel';
import { openBudget } from './budget.ts';
import { connectImap, troubleFor } from './connect.ts';
import { compareByGraph } from './graph/compare.ts';
import { receiptOf } from './graph/graph.rules.ts';
import { type FolderRow, foldersOf, knownUids } from './folder-store.ts';
import { sketchMail } from './headers.ts';
import { takeIn } from './intake.ts';
import { readsByImap, theMailbox } from './mailbox.ts';
import { type MailboxRow, mailboxes, writeReconciliation } from './mailbox-store.ts';
import { fetchBatch } from './read-folder.ts';
import { refuse } from './refusals.ts';
import type { Reconciliation } from './shapes.ts';

const named = 50;
const asked = 5000;

/** Asks for the reconciliation of every mailbox that is read; one job each, so that one in trouble does not hold up the rest. */
export async function reconcileAll(k: Kernel): Promise<void> {
  for (const mailbox of await mailboxes(k)) {
    if (mailbox.startedAt !== null && mailbox.pausedAt === null && readsByImap(mailbox))
      await k.jobs.send('mail.reconcile', { mailboxId: mailbox.id });
  }
}

/**
 * Compares each folder of a mailbox with the table, UID by UID, and brings in what is missing; what has not been read yet is not missing.
 * Answers and keeps what it found; a difference is an alarm until the next one finds none. Refuses `mailbox-unreachable`.
 */
export async function reconcile(k: Kernel, mailboxId: string): Promise<Reconciliation> {
  const mailbox = await theMailbox(k, mailboxId);
  if (mailbox.kind === 'graph') return reconcileByGraph(k, mailbox);
  const client = await connectImap(k, mailbox).catch(async (error: unknown) => {
    const trouble = await troubleFor(k, mailbox, error);
    throw refuse.cannotRead(trouble.es, trouble.en);
  });
  try {
    const all: Compared[] = [];
    for (const folder of await foldersOf(k, mailbox.id)) all.push(await compare(k, mailbox, { client, folder }));
    const found: Reconciliation = {
      at: iso(k.clock.now()),
      mailbox: sum(all.map((one) => one.mailbox)),
      table: sum(all.map((one) => one.mailbox - one.missingCount)),
      missing: all.flatMap((one) => one.missing).slice(0, named),
      missingCount: sum(all.map((one) => one.missingCount)),
      fetched: sum(all.map((one) => one.fetched)),
    };
    await note(k, mailbox, found);
    return found;
  } finally {
    client.close();
  }
}

async function reconcileByGraph(k: Kernel, mailbox: MailboxRow): Promise<Reconciliation> {
  const all = await compareByGraph(k, mailbox).catch(async (error: unknown) => {
    const trouble = await troubleFor(k, mailbox, error);
    throw refuse.cannotRead(trouble.es, trouble.en);
  });
  const missing = all.flatMap((one) => one.missing.map((lost) => ({ ...lost, role: one.role })));
  const mails = sum(all.map((one) => one.mails));
  const found: Reconciliation = {
    at: iso(k.clock.now()),
    mailbox: mails,
    table: mails - missing.length,
    missing: missing.slice(0, named).map(({ role, uid, item }) => {
      const at = iso(receiptOf(item) ?? k.clock.now());
      return { folder: role, uid, subject: '', from: '', at };
    }),
    missingCount: missing.length,
    fetched: missing.filter((one) => one.isFetched).length,
  };
  await note(k, mailbox, found);
  return found;
}

async function note(k: Kernel, mailbox: MailboxRow, found: Reconciliation): Promise<void> {
  await k.transaction(async (k) => {
    await writeReconciliation(k, mailbox.id, found);
    if (found.missingCount > 0) {
      await k.acts.write({
        verb: 'mailbox.differed',
        subject: { kind: 'mailbox', id: mailbox.id },
        detail: { missing: found.missingCount, fetched: found.fetched },
      });
    }
    await k.live.tell('mail', mailbox.id);
  });
  if (found.missingCount > 0)
    k.log.warn('mail.reconciliation-differs', { mailbox: mailbox.address, missing: found.missingCount, fetched: found.fetched });
}

interface Compared {
  readonly mailbox: number;
  readonly missingCount: number;
  readonly missing: Reconciliation['missing'];
  readonly fetched: number;
}

async function compare(k: Kernel, mailbox: MailboxRow, { client, folder }: { client: ImapFlow; folder: FolderRow }): Promise<Compared> {
  const box = await client.mailboxOpen(folder.path, { readOnly: true });
  const uids = box.exists === 0 ? [] : (await client.search({ all: true }, { uid: true })) || [];
  // Another UIDVALIDITY: the reader scans the folder again by itself.
  if (String(box.uidValidity) !== folder.uidvalidity) return { mailbox: uids.length, missingCount: 0, missing: [], fetched: 0 };
  const missing: number[] = [];
  for (let at = 0; at < uids.length; at += asked) {
    const some = uids.slice(at, at + asked).filter((uid) => wasRead(folder, uid));
    const known = await knownUids(k, mailbox.id, folder, some);
    missing.push(...some.filter((uid) => !known.has(uid)));
  }
  const brought = await bring(k, mailbox, { client, folder, uids: missing });
  return { mailbox: uids.length, missingCount: missing.length, ...brought };
}

function wasRead({ lastUid, gap }: FolderRow, uid: number): boolean {
  return uid <= lastUid && !(gap && uid >= gap.from && uid <= gap.to);
}

/** Takes in what is missing; the reader's sweep understands it within a second. */
async function bring(
  k: Kernel,
  mailbox: MailboxRow,
  { client, folder, uids }: { client: ImapFlow; folder: FolderRow; uids: readonly number[] },
): Promise<Pick<Compared, 'missing' | 'fetched'>> {
  const budget = openBudget(8 * 1024 * 1024);
  const missing: Reconciliation['missing'] = [];
  let fetched = 0;
  // One by one: what could not be fetched once may be why it is missing.
  for (const uid of uids) {
    const one = await client.fetchOne(String(uid), { uid: true, internalDate: true, size: true }, { uid: true });
    if (one) {
      const at = one.internalDate instanceof Date ? one.internalDate.getTime() : k.clock.now();
      const mails = await fetchBatch({ client, budget }, [{ uid, size: one.size ?? 0, internalDate: at }]);
      const source = { mailbox, place: folder.role, uidvalidity: folder.uidvalidity, isBacklog: false, folder: null };
      const { work, kept } = await takeIn(k, source, mails);
      for (const { release } of work) release?.();
      fetched += kept.length;
      const sketch = sketchMail(mails[0]?.raw ?? Buffer.alloc(0));
      if (missing.length < named) missing.push({ folder: folder.role, uid, subject: sketch.subject, from: sketch.from, at: iso(at) });
    }
  }
  return { missing, fetched };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0);
}
