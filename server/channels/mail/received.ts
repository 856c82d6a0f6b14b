import { header, headersNamed, mailStart, readHeaders } from './headers.ts';
import { mailDate } from './parse/dates.ts';
import { defaultLimits } from './parse/limits.ts';
import { addresses } from './parse/words.ts';
import type { ReceivedFrom } from './receipt-store.ts';

export interface Envelope {
  readonly receivedAt: number;
  readonly receivedFrom: ReceivedFrom;
  readonly from: string;
  /** To, Cc and where it was delivered, in lower case. */
  readonly reached: readonly string[];
}

/**
 * When an imported mail was received, ms: the topmost `Received` of a host of ours, else the `From ` line of its mbox, else its `Date`,
 * else now; never later than now.
 */
export function envelopeOf(
  raw: Buffer,
  { fromLine, ourHosts, now }: { fromLine: string | null; ourHosts: readonly string[]; now: number },
): Envelope {
  const { list } = readHeaders(raw, mailStart(raw), Math.min(raw.length, defaultLimits.headerBytes), defaultLimits);
  const [at, receivedFrom] =
    receivedOf(headersNamed(list, 'received'), ourHosts) ?? mboxDate(fromLine) ?? dateOf(header(list, 'date')) ?? ([now, 'now'] as const);
  const reached = ['to', 'cc', 'delivered-to']
    .flatMap((name) => headersNamed(list, name))
    .flatMap((value) => addresses(value.slice(0, 8000), 100));
  return {
    receivedAt: Math.min(at, now),
    receivedFrom: at > now ? 'now' : receivedFrom,
    from: addresses((header(list, 'from') ?? '').slice(0, 2000), 1)[0]?.email.toLowerCase() ?? '',
    reached: reached.map((one) => one.email.toLowerCase()),
  };
}

type Dated = readonly [number, ReceivedFrom];

function receivedOf(lines: readonly string[], ourHosts: readonly string[]): Dated | null {
  for (const line of lines.slice(0, 50)) {
    const by = /\bby\s+([^\s;()]+)/i.exec(line)?.[1]?.toLowerCase();
    if (!by || !ourHosts.some((host) => by === host || by.endsWith(`.${host}`))) continue;
    const at = mailDate(line.slice(line.lastIndexOf(';') + 1));
    if (at !== null) return [at, 'received'];
  }
  return null;
}

/** `From sender Tue Nov 24 10:00:00 2026`: the time is UTC (RFC 4155) unless it names its zone. */
function mboxDate(line: string | null): Dated | null {
  const said =
    line &&
    /\b(?:mon|tue|wed|thu|fri|sat|sun)\s+([a-z]{3})\s+(\d{1,2})\s+(\d{1,2}:\d{2}(?::\d{2})?)\s+(?:([+-]\d{4})\s+)?(\d{4})(?:\s+([+-]\d{4}))?/i.exec(
      line,
    );
  if (!said) return null;
  const at = mailDate(`${said[2]} ${said[1]} ${said[5]} ${said[3]} ${said[4] ?? said[6] ?? '+0000'}`);
  return at === null ? null : [at, 'mbox'];
}

function dateOf(text: string | undefined): Dated | null {
  const at = text === undefined ? null : mailDate(text);
  return at === null ? null : [at, 'date'];
}
