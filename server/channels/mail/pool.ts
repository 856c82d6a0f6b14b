/** Where mail is parsed: never in the thread that serves people, always where it can be killed. */
import { open } from 'node:fs/promises';
import { sketchMail } from './headers.ts';
import { openCrew } from './parse/crew.ts';
import type { ParseContext } from './parse/limits.ts';
import { LaneDied, type Outcome, type RawMail, type Reason, type Reply } from './parse/packing.ts';
import { findPrlimit, openProcess } from './parse/process.ts';
import { openThread } from './parse/thread.ts';

export interface PoolOptions {
  readonly log: { warn(event: string, fields?: Readonly<Record<string, unknown>>): void };
  /** Worker threads; 1 unless said. One more is opened for those who wait behind a mail that takes long. */
  readonly threads?: number;
  /** Real milliseconds one mail may take; 10,000 unless said. */
  readonly timeoutMs?: number;
  /** Real milliseconds after which an idle thread is ended; 30,000 unless said. */
  readonly idleMs?: number;
  /** JavaScript memory of a thread, and all memory of the child for large mails above Node's own, in MB. */
  readonly heapMb?: number;
  readonly largeMb?: number;
  /** Bytes above which a mail goes to the child; 1 MB unless said (a thread's Buffers are bounded only by what it is handed). */
  readonly largeFrom?: number;
}

export interface ParserPool {
  /** One mail. What cannot be parsed in time or memory comes back with its sender, subject and first text. Never rejects for bad mail. */
  parse(raw: RawMail, context?: ParseContext): Promise<Outcome>;
  /** Many, in order; small ones travel together, which saves the way between threads. */
  parseMany(raws: readonly RawMail[], context?: ParseContext): Promise<Outcome[]>;
  /** Threads and children alive now. */
  alive(): number;
  close(): Promise<void>;
}

const batch = { mails: 50, bytes: 1024 * 1024 } as const;

/** How mails above 1 MB are kept from taking the machine's memory: `process` = a child under prlimit, `thread` = only the heap is bounded. */
export function largeMailIsolation(): 'process' | 'thread' {
  return findPrlimit() === null ? 'thread' : 'process';
}

export function openParserPool(options: PoolOptions): ParserPool {
  const { log, threads = 1, timeoutMs = 10_000, idleMs = 30_000, heapMb = 128, largeMb = 320, largeFrom = 1024 * 1024 } = options;
  const small = openCrew({ size: threads, idleMs, reliefMs: 400, open: () => openThread({ timeoutMs, heapMb }) });
  const prlimit = findPrlimit();
  // A child costs some 60 MB: it stays only for the mails that come right behind.
  const large =
    prlimit === null
      ? small
      : openCrew({ size: 1, idleMs: Math.min(idleMs, 3000), open: () => openProcess({ timeoutMs, memoryMb: largeMb, prlimit }) });

  const failed = async (raw: RawMail, reason: Reason, detail: string): Promise<Outcome> => {
    log.warn('mail.unparsed', { reason, detail: detail.slice(0, 2000), size: sizeOf(raw) });
    return { ok: false, reason, mail: sketchMail(raw instanceof Uint8Array ? raw : await head(raw.path)) };
  };
  const outcome = async (raw: RawMail, reply: Reply | undefined): Promise<Outcome> => {
    if (reply?.ok) return reply;
    return failed(raw, reply?.reason ?? 'error', reply?.detail ?? 'no answer');
  };
  const parse = async (raw: RawMail, context: ParseContext = {}): Promise<Outcome> => {
    try {
      const crew = sizeOf(raw) > largeFrom ? large : small;
      return await outcome(raw, (await crew.ask({ raws: [raw], context }))[0]);
    } catch (died) {
      if (!(died instanceof LaneDied)) throw died;
      return failed(raw, died.reason, died.message);
    }
  };
  const parseBatch = async (raws: readonly RawMail[], context: ParseContext): Promise<Outcome[]> => {
    if (raws.length > 1) {
      try {
        const replies = await small.ask({ raws, context });
        return await Promise.all(raws.map((raw, i) => outcome(raw, replies[i])));
      } catch (died) {
        if (!(died instanceof LaneDied)) throw died;
        // One of them killed the thread: alone, only that one fails.
      }
    }
    const outcomes: Outcome[] = [];
    for (const raw of raws) outcomes.push(await parse(raw, context));
    return outcomes;
  };
  return {
    parse,
    async parseMany(raws, context = {}) {
      return (await Promise.all(batches(raws, Math.min(largeFrom, batch.bytes)).map((some) => parseBatch(some, context)))).flat();
    },
    alive: () => small.count() + (large === small ? 0 : large.count()),
    close: async () => {
      await Promise.all([small.close(), large.close()]);
    },
  };
}

function batches(raws: readonly RawMail[], bytes: number): RawMail[][] {
  const made: RawMail[][] = [];
  let size = 0;
  for (const raw of raws) {
    const last = made.at(-1);
    const more = sizeOf(raw);
    if (!last || last.length >= batch.mails || size + more > bytes) {
      made.push([raw]);
      size = more;
    } else {
      last.push(raw);
      size += more;
    }
  }
  return made;
}

function sizeOf(raw: RawMail): number {
  return raw instanceof Uint8Array ? raw.byteLength : raw.size;
}

/** The beginning of a file; nothing when it cannot be read: its receipt is shown all the same. */
async function head(path: string): Promise<Uint8Array> {
  try {
    await using file = await open(path, 'r');
    const bytes = Buffer.alloc(512 * 1024);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return bytes.subarray(0, bytesRead);
  } catch {
    return new Uint8Array(0);
  }
}
