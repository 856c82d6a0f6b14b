/**
 * The tree of a mail's parts as positions in its raw bytes. One pass over the delimiter lines, which memchr finds, so that
 * base64 is never looked at; nothing is copied. The limits hold here, before anything is decoded.
 */
import { type Header, header, mailStart, readHeaders } from '../headers.ts';
import type { Limits } from './limits.ts';
import { parameters, type Parameters } from './words.ts';

export interface Part {
  readonly headers: readonly Header[];
  readonly type: string;
  readonly params: Parameters['params'];
  readonly encoding: string;
  readonly disposition: string;
  readonly dispositionParams: Parameters['params'];
  readonly contentId: string | null;
  readonly location: string | null;
  readonly bodyAt: number;
  bodyEnd: number;
  readonly children: Part[];
  /** A multipart below the depth allowed: its inside is not looked at. */
  readonly closed: boolean;
}

export interface Structure {
  readonly root: Part;
  readonly cut: Set<string>;
}

interface Open {
  readonly part: Part;
  readonly boundary: string;
  readonly shadowed: number | undefined;
}

export function readStructure(raw: Buffer, limits: Limits): Structure {
  const cut = new Set<string>();
  const root = readPart(raw, mailStart(raw), { limits, cut, inDigest: false, depth: 0 });
  root.bodyEnd = raw.length;
  const first = boundaryOf(raw, root);
  if (first !== null) walk(raw, root, first, limits, cut);
  return { root, cut };
}

function walk(raw: Buffer, root: Part, first: string, limits: Limits, cut: Set<string>): void {
  const open: Open[] = [];
  const levels = new Map<string, number>();
  let current: Part | null = null;
  let parts = 0;
  const push = (part: Part, boundary: string): void => {
    open.push({ part, boundary, shadowed: levels.get(boundary) });
    levels.set(boundary, open.length - 1);
  };
  const popTo = (level: number, bodyEnd: number): void => {
    while (open.length > level) {
      const { part, boundary, shadowed } = open.pop() as Open;
      part.bodyEnd = bodyEnd;
      if (shadowed === undefined) levels.delete(boundary);
      else levels.set(boundary, shadowed);
    }
  };
  push(root, first);
  for (let at = nextDelimiter(raw, root.bodyAt); at >= 0; ) {
    const next = raw.indexOf(0x0a, at);
    const after = next < 0 ? raw.length : next + 1;
    const found = match(raw.toString('latin1', at + 2, Math.min(after, at + 1000)).trimEnd(), levels);
    let from = after;
    if (found) {
      const bodyEnd = beforeLineBreak(raw, at);
      if (current) current.bodyEnd = bodyEnd;
      popTo(found.closing ? found.level : found.level + 1, bodyEnd);
      current = null;
      if (open.length === 0) break;
      if (!found.closing) {
        if (++parts > limits.parts) {
          cut.add('parts');
          break;
        }
        const parent = (open.at(-1) as Open).part;
        const made = { limits, cut, inDigest: parent.type === 'multipart/digest', depth: open.length };
        current = readPart(raw, after, made, (line) => line.startsWith('--') && match(line.slice(2).trimEnd(), levels) !== null);
        current.bodyEnd = raw.length;
        parent.children.push(current);
        from = current.bodyAt;
        const boundary = current.closed
          ? undefined
          : current.type.startsWith('multipart/')
            ? current.params['boundary']?.trimEnd()
            : undefined;
        if (boundary) {
          push(current, boundary);
          current = null;
        }
      }
    }
    at = nextDelimiter(raw, from);
  }
  popTo(0, raw.length);
}

function match(line: string, levels: ReadonlyMap<string, number>): { level: number; closing: boolean } | null {
  const exact = levels.get(line);
  if (exact !== undefined) return { level: exact, closing: false };
  const closed = line.endsWith('--') ? levels.get(line.slice(0, -2)) : undefined;
  return closed === undefined ? null : { level: closed, closing: true };
}

/** `from` stands at the start of a line. */
function nextDelimiter(raw: Buffer, from: number): number {
  if (from >= raw.length) return -1;
  if (raw[from] === 0x2d && raw[from + 1] === 0x2d) return from;
  const at = raw.indexOf('\n--', from, 'latin1');
  return at < 0 ? -1 : at + 1;
}

function beforeLineBreak(raw: Buffer, at: number): number {
  let end = at;
  if (end > 0 && raw[end - 1] === 0x0a) end--;
  if (end > 0 && raw[end - 1] === 0x0d) end--;
  return end;
}

interface Making {
  readonly limits: Limits;
  readonly cut: Set<string>;
  readonly inDigest: boolean;
  readonly depth: number;
}

function readPart(raw: Buffer, at: number, making: Making, stops?: (line: string) => boolean): Part {
  const block = readHeaders(raw, at, raw.length, making.limits, stops);
  for (const name of block.cut) making.cut.add(name);
  const content = parameters(header(block.list, 'content-type') ?? '');
  const disposition = parameters(header(block.list, 'content-disposition') ?? '');
  const type = /^[!-.0-~]{1,100}\/[!-.0-~]{1,100}$/.test(content.value)
    ? content.value
    : making.inDigest && !content.value
      ? 'message/rfc822'
      : 'text/plain';
  const closed = type.startsWith('multipart/') && making.depth >= making.limits.depth;
  if (closed) making.cut.add('depth');
  return {
    headers: block.list,
    type,
    params: content.params,
    encoding: (header(block.list, 'content-transfer-encoding') ?? '').toLowerCase().replace(/[\s;"].*$/s, ''),
    disposition: disposition.value,
    dispositionParams: disposition.params,
    contentId: bare(header(block.list, 'content-id')),
    location: header(block.list, 'content-location') ?? null,
    bodyAt: block.bodyAt,
    bodyEnd: raw.length,
    children: [],
    closed,
  };
}

/** The boundary of the mail: as declared, or as its first delimiter shows when none is declared or the declared one never comes. */
function boundaryOf(raw: Buffer, root: Part): string | null {
  if (!root.type.startsWith('multipart/')) return null;
  const declared = root.params['boundary']?.trimEnd();
  if (declared && raw.includes(`--${declared}`, root.bodyAt, 'latin1')) return declared;
  for (let at = nextDelimiter(raw, root.bodyAt); at >= 0 && at < root.bodyAt + 65_536; ) {
    const next = raw.indexOf(0x0a, at);
    if (next < 0) return null;
    const line = raw.toString('latin1', at + 2, Math.min(next, at + 200)).trimEnd();
    if (line.length > 0 && /^content-[a-z-]+:/i.test(raw.toString('latin1', next + 1, next + 40))) return line;
    at = nextDelimiter(raw, next + 1);
  }
  return null;
}

function bare(id: string | undefined): string | null {
  // Cut first: a trailing `>+` is looked for at each of them.
  const plain = id
    ?.trim()
    .slice(0, 500)
    .replace(/^<+|>+$/g, '');
  return plain ? plain : null;
}
