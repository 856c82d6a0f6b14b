/** The header of a mail or of a part: linear, bounded, never throws. Also the sketch that is shown of a mail nobody could parse. */
import { decodeUnlabelled } from './parse/charset.ts';
import { decodeTransfer } from './parse/transfer.ts';
import { addresses, headerText } from './parse/words.ts';
import { readText } from './parse/plain-text.ts';
import type { HeaderSketch } from './parse/mail.ts';
import { defaultLimits, type Limits } from './parse/limits.ts';

export interface Header {
  /** Lower case. */
  readonly name: string;
  /** Unfolded; 8-bit characters decoded, encoded words not yet. */
  readonly value: string;
}

export interface HeaderBlock {
  readonly list: readonly Header[];
  readonly bodyAt: number;
  /** Names of the limits that cut it. */
  readonly cut: readonly string[];
}

type HeaderLimits = Pick<Limits, 'headerBytes' | 'headerLines' | 'oneHeader'>;

// Only printable ASCII may name a field: a NBSP before `From` must not make a second sender.
const field = /^([!-9;-~]{1,200})[ \t]*:/;

/** Reads fields from `at` until the blank line, a line that `stops` (a boundary), a body without blank line, or `end`. */
export function readHeaders(raw: Buffer, at: number, end: number, limits: HeaderLimits, stops?: (line: string) => boolean): HeaderBlock {
  const lines: string[] = [];
  const cut = new Set<string>();
  let pos = at;
  while (pos < end) {
    if (pos - at > limits.headerBytes || lines.length >= limits.headerLines) {
      cut.add('headers');
      return { list: fields(lines, limits, cut), bodyAt: afterBlank(raw, pos, end), cut: [...cut] };
    }
    const next = lineEnd(raw, pos, end);
    const line = lineText(raw, pos, next, limits.oneHeader);
    if (next - pos > limits.oneHeader) cut.add('header');
    if (line.trim() === '') {
      pos = next;
      break;
    }
    if (stops?.(line)) break;
    if (isFieldOrFold(line)) lines.push(line);
    else if (!mayBeSkipped(line, raw, next, end, lines.length)) break;
    pos = next;
  }
  return { list: fields(lines, limits, cut), bodyAt: pos, cut: [...cut] };
}

/** Where the mail begins: after blank lines, a byte order mark or the envelope line of an mbox. */
export function mailStart(raw: Buffer): number {
  let pos = raw[0] === 0xef && raw[1] === 0xbb && raw[2] === 0xbf ? 3 : 0;
  for (let next = pos; next < raw.length && pos < 2000; pos = next) {
    next = lineEnd(raw, pos, raw.length);
    if (lineText(raw, pos, next, 1000).trim() !== '') break;
  }
  if (/^>?From /.test(raw.toString('latin1', pos, pos + 6))) pos = lineEnd(raw, pos, raw.length);
  return field.test(raw.toString('latin1', pos, pos + 210)) ? pos : 0;
}

export function header(list: readonly Header[], name: string): string | undefined {
  return list.find((entry) => entry.name === name)?.value;
}

export function headersNamed(list: readonly Header[], name: string): string[] {
  return list.filter((entry) => entry.name === name).map((entry) => entry.value);
}

/** Sender, subject, id and the first readable text, out of at most the first 512 kB. Never throws. */
export function sketchMail(raw: Uint8Array): HeaderSketch {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, 512 * 1024));
  try {
    const block = readHeaders(bytes, mailStart(bytes), bytes.length, defaultLimits);
    const from = addresses((header(block.list, 'from') ?? '').slice(0, 2000), 1)[0];
    return {
      from: from?.email || from?.name || '',
      subject: headerText((header(block.list, 'subject') ?? '').slice(0, 2000)),
      messageId: /<([^<>\s]{1,900})>/.exec(header(block.list, 'message-id') ?? '')?.[1] ?? null,
      text: firstText(bytes.subarray(block.bodyAt), header(block.list, 'content-transfer-encoding')),
    };
  } catch {
    return { from: '', subject: '', messageId: null, text: '' };
  }
}

/** The first lines that look written by somebody, whatever the structure around them. */
export function firstText(body: Buffer, declared = ''): string {
  const kept: string[] = [];
  let size = 0;
  let inPartHeader = false;
  let encoding = declared.trim().toLowerCase();
  for (const line of body.toString('latin1', 0, 256 * 1024).split(/\r?\n/)) {
    if (line.startsWith('--') && line.length > 2 && !/\s/.test(line.trimEnd())) {
      if (size > 0) break;
      inPartHeader = true;
      encoding = '';
    } else if (inPartHeader) {
      const said = /^content-transfer-encoding:\s*(\S+)/i.exec(line);
      if (said?.[1]) encoding = said[1].toLowerCase();
      if (line.trim() === '') inPartHeader = false;
    } else if (size < 8000 && (size > 0 || line.trim() !== '')) {
      kept.push(line.slice(0, 2000));
      size += line.length;
    }
  }
  const text = readText(decodeUnlabelled(decodeTransfer(Buffer.from(kept.join('\n'), 'latin1'), encoding)));
  const isHtml = /<(?:html|body|div|p|table|span)\b/i.test(text.slice(0, 2000));
  return (
    isHtml
      ? text
          .replace(/<[^<>]*>/g, ' ')
          .replace(/\s+/g, ' ')
          .trim()
      : text
  ).slice(0, 4000);
}

function isFieldOrFold(line: string): boolean {
  return field.test(line) || line[0] === ' ' || line[0] === '\t';
}

/** A broken line among the fields is skipped when fields go on after it; otherwise the blank line was forgotten and it is the body. */
function mayBeSkipped(line: string, raw: Buffer, next: number, end: number, before: number): boolean {
  if (before === 0) return false;
  // A long value that somebody folded without indenting (Exchange's diagnostics): one word, not a sentence.
  if (/^>?From /.test(line) || /^\S{20,}$/.test(line)) return true;
  const following = lineText(raw, next, lineEnd(raw, next, end), 300);
  return /^[A-Za-z][A-Za-z0-9-]*:/.test(following) || /^[ \t]+\S/.test(following);
}

function fields(lines: readonly string[], limits: HeaderLimits, cut: Set<string>): Header[] {
  const list: { name: string; pieces: string[]; size: number }[] = [];
  for (const line of lines) {
    const named = field.exec(line);
    const last = list.at(-1);
    if (named?.[1] && line[0] !== ' ' && line[0] !== '\t') {
      list.push({ name: named[1].toLowerCase(), pieces: [line.slice(named[0].length)], size: line.length });
    } else if (last && last.size < limits.oneHeader) {
      last.pieces.push(line);
      last.size += line.length;
    } else if (last) cut.add('header');
  }
  return list.map(({ name, pieces }) => ({ name, value: value(pieces.join(''), limits.oneHeader) }));
}

function value(latin: string, most: number): string {
  const short = latin.length > most ? latin.slice(0, most) : latin;
  // oxlint-disable-next-line no-control-regex
  return (/[\u0080-\u00ff]/.test(short) ? decodeUnlabelled(Buffer.from(short, 'latin1')) : short).replaceAll('\0', ' ').trim();
}

function lineEnd(raw: Buffer, pos: number, end: number): number {
  const at = raw.indexOf(0x0a, pos);
  return at < 0 || at >= end ? end : at + 1;
}

function lineText(raw: Buffer, pos: number, next: number, most: number): string {
  let stop = next;
  if (stop > pos && raw[stop - 1] === 0x0a) stop--;
  if (stop > pos && raw[stop - 1] === 0x0d) stop--;
  return raw.toString('latin1', pos, Math.min(stop, pos + most));
}

function afterBlank(raw: Buffer, pos: number, end: number): number {
  const unix = raw.indexOf('\n\n', pos - 1);
  const dos = raw.indexOf('\n\r\n', pos - 1);
  const at = Math.min(unix < 0 ? end : unix + 2, dos < 0 ? end : dos + 3);
  return Math.min(at, end);
}
