import type { Kernel } from '#kernel';
import type { Budget } from '../budget.ts';
import type { Digester } from '../digester.ts';
import { type FolderRole, knownUids } from '../folder-store.ts';
import { type Fetched, takeIn } from '../intake.ts';
import { readableFrom } from '../lag.rules.ts';
import type { MailboxRow } from '../mailbox-store.ts';
import { type Graph, GraphError } from './client.ts';
import { type Item, receiptOf } from './graph.rules.ts';
import { numbersOf } from './graph-store.ts';

/** A mailbox that is being read through Graph. */
export interface GraphLine {
  readonly k: Kernel;
  readonly mailbox: MailboxRow;
  readonly graph: Graph;
  readonly digester: Digester;
  readonly budget: Budget;
  /** Real ms. */
  readonly connectedAt: number;
  /** How often the bytes of a mail were asked for in vain. */
  readonly refused: Map<string, number>;
  progressed(): void;
}

/** No IMAP server gives this UIDVALIDITY (RFC 9051): numbers of Graph's mails never meet a UID. */
export const graphValidity = '0';

const batchOf = { mails: 20, bytes: 2 * 1024 * 1024 };
const triesAtMost = 3;

/** Keeps those mails of a page that are not in the table yet; answers how many there were. Changes nothing at the other end. */
export async function takeItems(
  line: GraphLine,
  role: FolderRole,
  { items, isBacklog }: { items: readonly Item[]; isBacklog: boolean },
): Promise<number> {
  const { k, mailbox } = line;
  const numbers = await numbersOf(
    k,
    mailbox.id,
    role,
    items.map((one) => one.id),
  );
  const known = await knownUids(k, mailbox.id, { role, uidvalidity: graphValidity }, [...numbers.values()]);
  const wanted = items.flatMap((item) => {
    const uid = numbers.get(item.id);
    return uid === undefined || known.has(uid) ? [] : [{ item, uid }];
  });
  const noticedAt = k.clock.real();
  let kept = 0;
  for (let rest = wanted; rest.length > 0; ) {
    await line.budget.take(batchOf.bytes);
    const batch = await fetchBatch(line, rest, noticedAt).catch((error: unknown) => {
      line.budget.give(batchOf.bytes);
      throw error;
    });
    rest = rest.slice(batch.asked);
    kept += await keep(line, role, { mails: batch.mails, isBacklog });
  }
  return kept;
}

interface Wanted {
  readonly item: Item;
  readonly uid: number;
}

/** The bytes of the next mails, until there are enough for one transaction. The room taken for them is given back with the last of them. */
async function fetchBatch(line: GraphLine, wanted: readonly Wanted[], noticedAt: number): Promise<{ mails: Fetched[]; asked: number }> {
  const { k, connectedAt } = line;
  const found: { uid: string; raw: Buffer; internalDate: number | null }[] = [];
  let [asked, bytes] = [0, 0];
  for (const { item, uid } of wanted.slice(0, batchOf.mails)) {
    if (bytes >= batchOf.bytes) break;
    asked += 1;
    const raw = await rawOf(line, item.id);
    if (!raw) continue;
    bytes += raw.length;
    found.push({ uid: String(uid), raw, internalDate: receiptOf(item) });
  }
  const release = afterAll(found.length, () => line.budget.give(batchOf.bytes));
  const readable = (at: number | null) => readableFrom(at, { connectedAt, noticedAt, isDriven: Boolean(k.clock.driven) });
  return { mails: found.map((one) => ({ ...one, readableSince: readable(one.internalDate), release: release() })), asked };
}

/** Null: it has been deleted, or could not be had three times over; then the nightly reconciliation names it. */
async function rawOf({ k, mailbox, graph, refused }: GraphLine, id: string): Promise<Buffer | null> {
  const tries = refused.get(id) ?? 0;
  if (tries >= triesAtMost) return null;
  try {
    return await graph.raw(id);
  } catch (error) {
    if (error instanceof GraphError && isAboutTheMail(error)) {
      refused.set(id, tries + 1);
      k.log.warn('mail.graph-mail-refused', { mailbox: mailbox.address, tries: tries + 1, code: error.failure.code });
    }
    throw error;
  }
}

function isAboutTheMail({ failure: { status } }: GraphError): boolean {
  return status !== null && ![401, 403, 429, 503].includes(status);
}

async function keep(
  line: GraphLine,
  role: FolderRole,
  { mails, isBacklog }: { mails: readonly Fetched[]; isBacklog: boolean },
): Promise<number> {
  if (mails.length === 0) return 0;
  const source = { mailbox: line.mailbox, place: role, uidvalidity: graphValidity, isBacklog, folder: null };
  const taken = await takeIn(line.k, source, mails).catch((error: unknown) => {
    for (const mail of mails) mail.release?.();
    throw error;
  });
  if (taken.kept.length > 0) line.progressed();
  await line.digester.offer(taken.work);
  return taken.kept.length;
}

/** Makes `count` functions, each of which counts once; the last one called does the work. With none it is done at once. */
function afterAll(count: number, work: () => void): () => () => void {
  let left = count;
  if (left === 0) work();
  return () => {
    let isDone = false;
    return () => {
      if (isDone) return;
      isDone = true;
      left -= 1;
      if (left === 0) work();
    };
  };
}
