import { addressParser, decodeWords } from 'postal-mime';
import { decodeText, repairDouble, withoutControls } from './charset.ts';
import type { Address } from './mail.ts';

/** Unstructured header text as shown: encoded words joined, wrong labels repaired, one line. */
export function headerText(value: string): string {
  return oneLine(repairDouble(words(value)));
}

/** The addresses of a header, groups opened; at most `limit`. */
export function addresses(value: string, limit: number): Address[] {
  const found: Address[] = [];
  for (const { name, address } of addressParser(repairable(value), { flatten: true }) as { name: string; address?: string }[]) {
    const email = tidyEmail(address ?? '');
    const shown = oneLine(repairDouble(words(name))).slice(0, 300);
    if (email || shown) found.push({ name: shown, email });
    if (found.length >= limit) break;
  }
  return found;
}

export function tidyEmail(raw: string): string {
  const email = raw.replace(/[\s<>]/g, '').slice(0, 320);
  const at = email.lastIndexOf('@');
  return withoutControls(at < 0 ? email : email.slice(0, at) + email.slice(at).toLowerCase());
}

function oneLine(text: string): string {
  return withoutControls(text.replace(/[\s\0]+/g, ' ')).trim();
}

function words(value: string): string {
  if (!value.includes('=?')) return value;
  return decodeWords(repairable(value));
}

/** Words that say UTF-8 and are not are told to be windows-1252 (old web forms do it by the thousand). */
function repairable(value: string): string {
  if (!/=\?utf-?8/i.test(value) || !decodeWords(value).includes('\ufffd')) return value;
  const western = value.replace(/=\?utf-?8(\*[^?]*)?\?/gi, '=?windows-1252?');
  return decodeWords(western).includes('\ufffd') ? value : western;
}

export interface Parameters {
  readonly value: string;
  readonly params: Readonly<Record<string, string>>;
}

/** `text/plain; charset=utf-8; name*0*=…`: comments dropped, first of repeated parameters wins, RFC 2231 joined and decoded. */
export function parameters(header: string): Parameters {
  const pieces = split(header);
  const value = (pieces[0] ?? '').trim().toLowerCase();
  const found = new Map<string, string>();
  for (const piece of pieces.slice(1, 200)) {
    const equals = piece.indexOf('=');
    if (equals < 1) continue;
    const key = piece.slice(0, equals).trim().toLowerCase();
    if (!found.has(key)) found.set(key, piece.slice(equals + 1).trim());
  }
  return { value, params: continued(found) };
}

/** Cut at `;` outside quotes; quotes and their escapes resolved, comments left out. One pass. */
function split(header: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  let comment = 0;
  for (let i = 0; i < header.length; i++) {
    const c = header[i] as string;
    if (quoted) {
      if (c === '\\' && i + 1 < header.length && '"\\'.includes(header[i + 1] as string)) piece += header[++i];
      else if (c === '"') quoted = false;
      else piece += c;
    } else if (c === '(' && (comment > 0 || !/=\S*$/.test(piece.slice(-80)))) comment++;
    else if (c === ')' && comment > 0) comment--;
    else if (comment > 0) {
      // An unbalanced `(` must not swallow the boundary after it.
      if (c === ';') comment = 0;
      if (comment === 0) {
        pieces.push(piece);
        piece = '';
      }
    } else if (c === '"') quoted = true;
    else if (c === ';') {
      pieces.push(piece);
      piece = '';
    } else piece += c;
  }
  pieces.push(piece);
  return pieces;
}

function continued(found: ReadonlyMap<string, string>): Record<string, string> {
  const params: Record<string, string> = Object.create(null) as Record<string, string>;
  const sections = new Map<string, { nr: number; text: string; encoded: boolean }[]>();
  for (const [key, text] of found) {
    const star = /^([^*]+)\*(?:(\d{1,4})(\*)?)?$/.exec(key);
    if (!star) {
      params[key] = text;
      continue;
    }
    const name = star[1] as string;
    const list = sections.get(name) ?? [];
    list.push({ nr: Number(star[2] ?? 0), text, encoded: star[2] === undefined || star[3] === '*' });
    sections.set(name, list);
  }
  for (const [name, list] of sections) params[name] = joined(list.sort((a, b) => a.nr - b.nr));
  return params;
}

/** RFC 2231: only sections marked with `*` are percent-encoded; a character may be cut by a section's end. */
function joined(list: readonly { text: string; encoded: boolean }[]): string {
  let charset = 'utf-8';
  const bytes: Buffer[] = [];
  list.forEach(({ text, encoded }, i) => {
    const label = i === 0 && encoded ? /^([^']*)'[^']*'/.exec(text) : null;
    if (label?.[1]) charset = label[1];
    const rest = label ? text.slice(label[0].length) : text;
    bytes.push(encoded ? percent(rest) : Buffer.from(rest));
  });
  return withoutControls(decodeText(Buffer.concat(bytes), charset));
}

function percent(text: string): Buffer {
  const latin = Buffer.from(text);
  const out: number[] = [];
  for (let i = 0; i < latin.length; i++) {
    const code = latin[i] === 0x25 ? Number.parseInt(latin.toString('latin1', i + 1, i + 3), 16) : Number.NaN;
    if (Number.isNaN(code)) out.push(latin[i] as number);
    else {
      out.push(code);
      i += 2;
    }
  }
  return Buffer.from(out);
}
