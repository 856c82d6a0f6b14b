/** From the tree of parts to what is read and what is attached. */
import type { Limits } from './limits.ts';
import type { Part } from './structure.ts';
import { decodeText } from './charset.ts';
import { cleanFileName, inventedName } from './file-name.rules.ts';
import { readText, unflow } from './plain-text.ts';
import { decodeTransfer } from './transfer.ts';
import { headerText } from './words.ts';

export interface Segment {
  readonly plain: string | null;
  /** As sent: not yet sanitised. */
  readonly html: string | null;
}

export interface Piece {
  readonly name: string;
  readonly type: string;
  readonly charset: string;
  readonly contentId: string | null;
  readonly location: string | null;
  readonly content: Buffer;
}

export interface Body {
  /** Inside a multipart/alternative a second text is another form of the first, whatever name it has. */
  readonly isAlternative: boolean;
  readonly segments: Segment[];
  readonly pieces: Piece[];
  readonly marks: Set<string>;
}

export function readBody(raw: Buffer, root: Part, limits: Limits): Body {
  const body: Body = { isAlternative: false, segments: [], pieces: [], marks: new Set() };
  collect(raw, root, limits, body);
  return body;
}

function collect(raw: Buffer, part: Part, limits: Limits, body: Body): void {
  if (part.closed) return;
  if (part.type === 'multipart/encrypted') body.marks.add('encrypted');
  if (part.type === 'multipart/signed') body.marks.add('signed-not-verified');
  if (part.type === 'multipart/alternative' && part.children.length > 0) return alternative(raw, part, limits, body);
  if (part.type.startsWith('multipart/') && part.children.length > 0) {
    for (const child of part.children) collect(raw, child, limits, body);
  } else leaf(raw, part, limits, body);
}

/** One text in several forms: plain for the search, HTML for the eyes. */
function alternative(raw: Buffer, part: Part, limits: Limits, body: Body): void {
  const inner: Body = { ...body, segments: [], isAlternative: true };
  for (const child of part.children) collect(raw, child, limits, inner);
  const plains = inner.segments.filter((one) => one.plain !== null);
  const htmls = inner.segments.filter((one) => one.html !== null);
  if (inner.segments.length === 0) return;
  body.segments.push({
    plain: plains.length > 0 ? plains.map((one) => one.plain).join('\n') : null,
    html: htmls.length > 0 ? htmls.map((one) => one.html).join('\n') : null,
  });
}

function leaf(raw: Buffer, part: Part, limits: Limits, body: Body): void {
  const content = decodeTransfer(raw.subarray(part.bodyAt, Math.max(part.bodyAt, part.bodyEnd)), part.encoding);
  const type = part.type.startsWith('multipart/') ? 'text/plain' : part.type;
  const named = part.dispositionParams['filename'] ?? part.params['name'];
  if (isRead(type, part, named, body) && !(type === 'text/plain' && isBinary(content))) {
    body.segments.push(
      type === 'text/html'
        ? { plain: null, html: htmlOf(content, part, limits, body) }
        : { plain: plainOf(content, part, limits, body), html: null },
    );
    return;
  }
  if (content.length === 0 && named === undefined) return;
  if (body.pieces.length >= limits.attachments) {
    body.marks.add('truncated:attachments');
    return;
  }
  markSealed(type, part, content, body);
  const name = cleanFileName(headerText(named ?? nestedSubject(type, content)), inventedName(type, body.pieces.length + 1));
  body.pieces.push({
    name: type === 'message/rfc822' && !/\.eml$/i.test(name) ? `${name}.eml` : name,
    type: type === 'text/plain' && isBinary(content) ? 'application/octet-stream' : type,
    charset: part.params['charset'] ?? '',
    contentId: part.contentId,
    location: part.location,
    content,
  });
}

/** Text that is the message: not declared an attachment, and not a named file after the first text. */
function isRead(type: string, part: Part, named: string | undefined, body: Body): boolean {
  if (type !== 'text/plain' && type !== 'text/html') return false;
  if (part.disposition === 'attachment') return false;
  return named === undefined || body.segments.length === 0 || body.isAlternative;
}

function isBinary(content: Buffer): boolean {
  const head = content.subarray(0, 2000);
  // UTF-16 is full of zeros too, but it says so at its start.
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false;
  let zeros = 0;
  for (const byte of head) if (byte === 0) zeros++;
  return zeros > head.length / 50;
}

function plainOf(content: Buffer, part: Part, limits: Limits, body: Body): string {
  const text = readText(decodeText(cut(content, limits.text * 4, body), part.params['charset'] ?? ''));
  if (text.includes('-----BEGIN PGP MESSAGE-----')) body.marks.add('encrypted');
  if (text.includes('-----BEGIN PGP SIGNED MESSAGE-----')) body.marks.add('signed-not-verified');
  const flowed = /^flowed$/i.test(part.params['format'] ?? '') ? unflow(text, /^yes$/i.test(part.params['delsp'] ?? '')) : text;
  if (flowed.length <= limits.text) return flowed;
  body.marks.add('truncated:text');
  return flowed.slice(0, limits.text);
}

function htmlOf(content: Buffer, part: Part, limits: Limits, body: Body): string {
  const bytes = content.length > limits.html ? content.subarray(0, limits.html) : content;
  if (bytes !== content) body.marks.add('truncated:html');
  const declared =
    part.params['charset'] ?? /<meta[^>]{0,200}charset=["']?([\w.:-]{1,40})/i.exec(bytes.toString('latin1', 0, 2000))?.[1] ?? '';
  return decodeText(bytes, declared).replaceAll('\0', '');
}

function cut(content: Buffer, most: number, body: Body): Buffer {
  if (content.length <= most) return content;
  body.marks.add('truncated:text');
  return content.subarray(0, most);
}

/** The attached mail lends its subject as a file name; nothing else of its header is ever used. */
function nestedSubject(type: string, content: Buffer): string {
  if (type !== 'message/rfc822') return '';
  return /^subject:[ \t]*([^\r\n]{1,200})/im.exec(content.toString('latin1', 0, 16_384).split(/\r?\n\r?\n/, 1)[0] ?? '')?.[1] ?? '';
}

function markSealed(type: string, part: Part, content: Buffer, body: Body): void {
  if (/^application\/(?:x-)?pkcs7-mime$/.test(type)) {
    const smime = part.params['smime-type'] ?? '';
    // Without smime-type the object identifier tells: …7.2 is signed data, …7.3 enveloped.
    const isSigned = smime === '' ? content.subarray(0, 64).includes(Buffer.from('2a864886f70d010702', 'hex')) : smime.startsWith('signed');
    body.marks.add(isSigned ? 'signed-not-verified' : 'encrypted');
  }
  if (type === 'text/calendar' || type === 'application/ics') body.marks.add('calendar');
  if (type === 'message/partial' || type === 'message/external-body') body.marks.add(type.slice(8));
}
