import { closeSync, openSync, readSync } from 'node:fs';
import { parseMail } from '../parse.ts';
import { defaultLimits, type ParseContext } from './limits.ts';
import type { RawMail, Reply } from './packing.ts';

/** What a thread or a child does with each mail. An allocation that failed is told apart from a fault of ours. */
export function answer(raw: RawMail, context: ParseContext): Reply {
  try {
    return { ok: true, mail: parseMail(raw instanceof Uint8Array ? raw : readFile(raw, context), context) };
  } catch (error) {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const isMemory = error instanceof RangeError || /allocation failed|ERR_MEMORY_ALLOCATION_FAILED|ERR_STRING_TOO_LONG/.test(detail);
    return { ok: false, reason: isMemory ? 'memory' : 'error', detail };
  }
}

function readFile({ path, size }: { path: string; size: number }, context: ParseContext): Uint8Array {
  // One byte more than the limit, so that the parser sees that there is more.
  const bytes = Buffer.allocUnsafeSlow(Math.min(size, (context.limits?.mail ?? defaultLimits.mail) + 1));
  const file = openSync(path, 'r');
  try {
    let got = 0;
    while (got < bytes.length) {
      const more = readSync(file, bytes, got, bytes.length - got, got);
      if (more === 0) break;
      got += more;
    }
    return bytes.subarray(0, got);
  } finally {
    closeSync(file);
  }
}
