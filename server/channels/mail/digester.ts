import { type Kernel, Refusal } from '#kernel';
import { digest, onOfferedAgain, type Understood } from './digest.ts';
import { instanceOf } from './instance.ts';
import { ownAddresses } from './mailbox.ts';
import type { ParseContext } from './parse/limits.ts';
import type { Outcome, RawMail, Reason } from './parse/packing.ts';
import type { ParserPool } from './pool.ts';
import { markTried, type Waiting, waitingReceipts } from './receipt-store.ts';

/** A receipt with its bytes, where they are still in memory. */
export interface Work {
  readonly receipt: Waiting;
  readonly raw: Buffer | null;
  /** Called once it is out of memory, whatever became of it. */
  release?(): void;
}

export interface Digester {
  /** Takes work; answers when there is room for more. */
  offer(work: readonly Work[]): Promise<void>;
  /** Looks for receipts that wait in the table: after a crash, a retry, or an answer offered again. */
  sweep(): Promise<number>;
  /** Answers when everything it holds and everything in the table is done or put off. */
  settle(): Promise<void>;
  stop(): Promise<void>;
}

export interface DigesterOptions {
  readonly pool: ParserPool;
  /** The mailboxes this process reads. */
  mailboxIds(): readonly string[];
  /** Sent of these has to be read for a mail «from ourselves» to be judged. */
  needsSent(mailboxIds: readonly string[]): void;
}

const batchSize = 50;
// Bytes being parsed or waiting to be handed over; new mail has as much again, so that it is not behind a backlog of large ones.
const batchBytes = 1024 * 1024;
const flyingAtMost = 4 * 1024 * 1024;
const queued = 150;
// A second lane for the backlog costs 22 MB and, beside the commits, makes nothing quicker (measured).
const parsesAtOnce = 1;
const triesAtMost = 3;
const inWords: Record<Reason, string> = {
  time: 'No se pudo entender en 10 segundos.',
  memory: 'Entenderlo necesitaba más memoria de la permitida.',
  error: 'No se pudo entender.',
};

/**
 * Two stages that overlap: parsing in the pool, and handing over to the desk. A lone mail goes through at once; a backlog gathers into
 * batches of fifty by itself, while the batch before it is being committed.
 */
export function openDigester(k: Kernel, options: DigesterOptions): Digester {
  const fresh: Work[] = [];
  const backlog: Work[] = [];
  const ready: Understood[] = [];
  const held = new Map<string, Work>();
  const room: (() => void)[] = [];
  const idle: (() => void)[] = [];
  let parsing = 0;
  let flying = 0;
  let committing = false;
  let stopped = false;
  let sweeping: Promise<number> | null = null;
  // One that fails is made up for by the next, within a second.
  const forget = onOfferedAgain(() => void sweep().catch(() => {}));

  function parseMore(): void {
    // One lane stays free of backlog, so that a mail that has just come is not behind fifty others.
    while (!stopped && fits(fresh, flyingAtMost * 2) && parsing < parsesAtOnce + 2)
      void parse(some(fresh, fresh.length > 8 ? batchSize : 1));
    while (!stopped && fits(backlog, flyingAtMost) && parsing < parsesAtOnce && ready.length < batchSize * 2)
      void parse(some(backlog, batchSize));
    if (held.size < queued) for (const go of room.splice(0)) go();
    if (held.size === 0) for (const go of idle.splice(0)) go();
  }

  function fits(queue: readonly Work[], most: number): boolean {
    const next = queue[0];
    return next !== undefined && (flying === 0 || flying + next.receipt.size <= most);
  }

  async function parse(works: readonly Work[]): Promise<void> {
    parsing++;
    for (const { receipt } of works) flying += receipt.size;
    try {
      const raws = await Promise.all(works.map((work) => bytesOf(k, work)));
      const outcomes = await options.pool.parseMany(raws, await contextOf(k));
      for (const [nr, work] of works.entries()) await understood(work, outcomes[nr] as Outcome);
    } catch (error) {
      await failed(works, error);
    } finally {
      parsing--;
      void commitReady();
      parseMore();
    }
  }

  async function understood(work: Work, outcome: Outcome): Promise<void> {
    const { receipt } = work;
    if (outcome.ok) return void ready.push({ receipt, kind: 'mail', mail: outcome.mail });
    // Killed once is enough: the same bytes would cost the same again. Other errors may be ours, and are tried three times.
    if (outcome.reason === 'error' && receipt.tries + 1 < triesAtMost) return putOff(work, inWords.error);
    ready.push({ receipt, kind: 'illegible', sketch: outcome.mail, reason: inWords[outcome.reason] });
  }

  async function commitReady(): Promise<void> {
    if (committing || ready.length === 0) return;
    const isUrgent = ready.some((one) => !one.receipt.isBacklog);
    // While more of the backlog is being parsed it is worth waiting for a full batch.
    if (!isUrgent && ready.length < batchSize && parsing > 0) return;
    committing = true;
    try {
      const batch = ready.sort(inOrder).splice(0, batchSize);
      await commit(batch);
    } finally {
      committing = false;
      parseMore();
      if (ready.length > 0) setImmediate(() => void commitReady());
    }
  }

  async function commit(batch: readonly Understood[]): Promise<void> {
    try {
      const { needSent } = await digest(k, batch);
      for (const { receipt } of batch) drop(receipt.id);
      if (needSent.length > 0) options.needsSent(needSent);
    } catch (error) {
      if (isAway(error)) return retryLater(batch);
      if (batch.length > 1) for (const one of batch) await commit([one]);
      else await failedAlone(batch[0] as Understood, error);
    }
  }

  /** The desk would not take it: tried three times, then shown as illegible; if even that fails it waits for a person in the table. */
  async function failedAlone(item: Understood, error: unknown): Promise<void> {
    const { receipt } = item;
    k.log.error('mail.digest-failed', { receipt: receipt.id, mailbox: receipt.address, error });
    if (item.kind === 'illegible' || receipt.tries + 1 < triesAtMost)
      return putOff(held.get(receipt.id) as Work, 'No se pudo guardar en la bandeja.');
    const sketch = {
      from: item.mail.from?.email ?? '',
      subject: item.mail.subject,
      messageId: item.mail.messageId,
      text: item.mail.visibleText.slice(0, 4000),
    };
    await commit([{ receipt, kind: 'illegible', sketch, reason: 'No se pudo guardar en la bandeja.' }]);
  }

  async function failed(works: readonly Work[], error: unknown): Promise<void> {
    if (stopped || isAway(error)) return void works.forEach((work) => drop(work.receipt.id));
    k.log.error('mail.parse-failed', { error });
    if (works.length > 1) for (const work of works) await putOff(work, inWords.error);
    else for (const work of works) await unreadable(work, error);
  }

  /** Its bytes are gone or damaged: that is said where the mail would have been. */
  async function unreadable(work: Work, error: unknown): Promise<void> {
    const { receipt } = work;
    if (receipt.tries + 1 < triesAtMost) return putOff(work, inWords.error);
    const reason = error instanceof Refusal ? error.es : inWords.error;
    ready.push({ receipt, kind: 'illegible', sketch: { from: '', subject: '', messageId: null, text: '' }, reason });
  }

  async function putOff(work: Work, reason: string): Promise<void> {
    const pause = 1000 * 5 ** work.receipt.tries;
    // Where the note fails the receipt still waits in the table, and is only taken up again sooner.
    await markTried(k, work.receipt.id, reason, k.clock.real() + pause).catch(() => {});
    drop(work.receipt.id);
  }

  /** The database is away: what was understood waits in the table, and the sweep finds it there. */
  function retryLater(batch: readonly Understood[]): void {
    for (const { receipt } of batch) drop(receipt.id);
  }

  function drop(id: string): void {
    const work = held.get(id);
    if (!work) return;
    held.delete(id);
    flying -= work.receipt.size;
    work.release?.();
  }

  function take(works: readonly Work[]): void {
    for (const work of works) {
      if (held.has(work.receipt.id)) {
        work.release?.();
        continue;
      }
      held.set(work.receipt.id, work);
      (work.receipt.isBacklog ? backlog : fresh).push(work);
    }
    parseMore();
  }

  async function find(): Promise<number> {
    const besides = [...held.keys()];
    const found = await waitingReceipts(k, { limit: 100, besides, mailboxIds: options.mailboxIds() });
    take(found.map((receipt) => ({ receipt, raw: null })));
    return found.length;
  }

  function sweep(): Promise<number> {
    if (stopped) return Promise.resolve(0);
    sweeping ??= find().finally(() => {
      sweeping = null;
    });
    return sweeping;
  }

  const timer = setInterval(() => {
    if (held.size < 20) void sweep().catch((error: unknown) => k.log.warn('mail.sweep-failed', { error }));
  }, 1000);
  const empty = () => (held.size === 0 ? Promise.resolve() : new Promise<void>((resolve) => idle.push(resolve)));

  return {
    async offer(works) {
      take(works);
      if (held.size >= queued) await new Promise<void>((resolve) => room.push(resolve));
    },
    sweep,
    async settle() {
      do await empty();
      while ((await sweep()) > 0);
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      forget();
      for (const work of [...fresh.splice(0), ...backlog.splice(0)]) {
        held.delete(work.receipt.id);
        work.release?.();
      }
      while (committing || parsing > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      for (const one of ready.splice(0)) drop(one.receipt.id);
      for (const go of [...room.splice(0), ...idle.splice(0)]) go();
    },
  };
}

/** The first works of a queue that together stay small; at least one. */
function some(queue: Work[], most: number): Work[] {
  let bytes = 0;
  const fitting = queue.findIndex((work, nr) => nr >= most || ((bytes += work.receipt.size) > batchBytes && nr > 0));
  return queue.splice(0, fitting === -1 ? queue.length : fitting);
}

function inOrder(a: Understood, b: Understood): number {
  return Number(a.receipt.isBacklog) - Number(b.receipt.isBacklog) || Number(a.receipt.id) - Number(b.receipt.id);
}

async function bytesOf(k: Kernel, { receipt, raw }: Work): Promise<RawMail> {
  if (raw) return raw;
  const file = k.blobs.path(receipt.rawSha256);
  return file === null ? k.blobs.get(receipt.rawSha256) : { path: file, size: receipt.size };
}

async function contextOf(k: Kernel): Promise<ParseContext> {
  return { our: [...(await ownAddresses(k))], instanceId: instanceOf(k), persons: await k.settings.get<string[]>('mail.persons') };
}

const machine = new Set(['database-away', 'database-busy', 'database-refuses', 'disk-full', 'data-not-writable', 'try-again']);

/** The machine's trouble, not this mail's: it waits in the table and costs no try. */
function isAway(error: unknown): boolean {
  if (error instanceof Refusal) return machine.has(error.code);
  // 40001, 40P01: another transaction was in the way; 08, 53, 57: the server has no room or is stopping.
  return /^(40001|40P01|08...|53...|57P..)$/.test(String((error as { code?: string }).code ?? ''));
}
