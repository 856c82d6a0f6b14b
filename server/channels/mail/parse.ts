/**
 * One raw mail into what the desk shows. The tree of parts is found here as positions in the bytes, so that limits hold before
 * anything is decoded and base64 is decoded by Node itself; addresses and encoded words are postal-mime's, which is also the
 * yardstick in the tests. Bad mail never throws.
 */
import { classify } from './classify.rules.ts';
import { firstText } from './headers.ts';
import { sanitiseHtml } from './html.ts';
import { type Body, type Piece, readBody, type Segment } from './parse/body.ts';
import { readBounce } from './parse/bounce.ts';
import { calendarText, readCalendar } from './parse/calendar.ts';
import { decodeText, withoutControls } from './parse/charset.ts';
import { type Envelope, readEnvelope, readSigns } from './parse/envelope.ts';
import { bodyHashOf, fingerprintOf, sha256 } from './parse/fingerprint.ts';
import { htmlOfText } from './parse/html-text.ts';
import { defaultLimits, type Limits, type ParseContext } from './parse/limits.ts';
import type { CalendarNotice, MailAttachment, ParsedMail } from './parse/mail.ts';
import { signedContent } from './parse/pkcs7.ts';
import { readText } from './parse/plain-text.ts';
import { readStructure } from './parse/structure.ts';
import { isTnef, readTnef } from './parse/tnef.ts';
import { previewOf, visibleText } from './quote.rules.ts';

/** `raw` as fetched. Attachments may share its memory. */
export function parseMail(raw: Uint8Array, context: ParseContext = {}): ParsedMail {
  const limits: Limits = { ...defaultLimits, ...context.limits };
  const bytes = withLineFeeds(Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.byteLength, limits.mail)));
  const { root, cut } = readStructure(bytes, limits);
  const body = readBody(bytes, root, limits);
  if (raw.byteLength > limits.mail) cut.add('mail');
  for (const limit of cut) body.marks.add(`truncated:${limit}`);
  const envelope = readEnvelope(root.headers, limits, body.marks);
  openTnef(body, limits);
  openSigned(body, limits);
  const read = readWords(body, limits);
  const text = read.text === '' && body.pieces.length === 0 && cut.size > 0 ? firstText(bytes.subarray(root.bodyAt)) : read.text;
  const calendar = calendarOf(body.pieces);
  const notice = calendar === null ? '' : calendarText(calendar);
  const visible = above(notice, visibleText(text === read.text ? read.ownText : text, text));
  const attachments = body.pieces.map((piece) => attachment(piece, read.shown));
  const signs = readSigns(root, envelope);
  const { nature, reason } = classify(signs, {
    our: context.our ?? [],
    instanceId: context.instanceId ?? '',
    persons: context.persons ?? [],
  });
  return {
    ...envelope,
    text: above(notice, text),
    visibleText: visible,
    preview: previewOf(visible),
    html: read.html === null || notice === '' ? read.html : htmlOfText(notice) + read.html,
    remoteImages: read.remoteImages,
    attachments,
    attachmentText: textOfAttachments(body.pieces, limits.attachmentText),
    nature,
    natureReason: reason,
    signs,
    bounce: nature === 'bounce' ? readBounce(body.pieces, text) : null,
    calendar,
    ...identity(bytes, envelope, body, attachments),
    marks: [...body.marks].sort(),
  };
}

function calendarOf(pieces: readonly Piece[]): CalendarNotice | null {
  const found = pieces.find((piece) => piece.type === 'text/calendar' || piece.type === 'application/ics');
  return found ? readCalendar(decodeText(found.content.subarray(0, 100_000), found.charset)) : null;
}

/** An invitation's summary, when and where stand over the words of its mail. */
function above(notice: string, text: string): string {
  return [notice, text].filter((one) => one !== '').join('\n\n');
}

/** Old Macintosh mails end their lines with a carriage return alone. */
function withLineFeeds(bytes: Buffer): Buffer {
  if (bytes.indexOf(0x0a) >= 0 || bytes.indexOf(0x0d) < 0) return bytes;
  const copy = Buffer.from(bytes);
  for (let at = copy.indexOf(0x0d); at >= 0; at = copy.indexOf(0x0d, at + 1)) copy[at] = 0x0a;
  return copy;
}

interface Words {
  readonly text: string;
  /** What of it is the writer's own, as far as the HTML says. */
  readonly ownText: string;
  readonly html: string | null;
  readonly remoteImages: number;
  readonly shown: ReadonlySet<string>;
}

function readWords(body: Body, limits: Limits): Words {
  const { segments, marks } = body;
  if (!segments.some((one) => one.html !== null)) {
    const text = limited(
      segments
        .map((one) => one.plain)
        .join('\n\n')
        .trim(),
      limits,
      marks,
    );
    return {
      text,
      ownText: text,
      html: null,
      remoteImages: 0,
      shown: new Set(),
    };
  }
  const source = segments.map((one) => one.html ?? htmlOfText(one.plain ?? '')).join('\n');
  const safe = sanitiseHtml(source, limits, places(body.pieces));
  if (safe.isCut) marks.add('truncated:html');
  if (safe.isTooDeep) marks.add('truncated:html-nesting');
  const plain = segments.every(isPlainEnough)
    ? segments
        .map((one) => one.plain)
        .join('\n\n')
        .trim()
    : '';
  const text = limited(plain === '' ? readText(safe.text) : plain, limits, marks);
  return {
    text,
    ownText: plain === '' ? readText(safe.ownText).slice(0, limits.text) : text,
    html: safe.html,
    remoteImages: safe.remoteImages,
    shown: safe.shown,
  };
}

/** Some programs send an empty plain form, or one that says «see the HTML»: then the words are in the HTML. */
function isPlainEnough({ plain, html }: Segment): boolean {
  if (plain === null) return false;
  if (html === null) return true;
  const words = plain.trim();
  return words !== '' && !(words.length < 300 && /\bhtml\b/i.test(words) && html.length > 2 * words.length);
}

function limited(text: string, limits: Limits, marks: Set<string>): string {
  if (text.length <= limits.text) return text;
  marks.add('truncated:text');
  return text.slice(0, limits.text);
}

/** Content-Location for images that are not named by a Content-ID; each such part gets an id of its own. */
function places(pieces: readonly Piece[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const piece of pieces) if (piece.location && piece.type.startsWith('image/')) found.set(piece.location.trim(), idOf(piece) ?? '');
  return found;
}

function idOf(piece: Piece): string | null {
  return piece.contentId ?? (piece.location ? `location.${sha256(piece.location).slice(0, 16)}` : null);
}

function attachment(piece: Piece, shown: ReadonlySet<string>): MailAttachment {
  const contentId = idOf(piece);
  return {
    name: piece.name,
    type: piece.type.slice(0, 200),
    size: piece.content.length,
    contentId: contentId === null ? null : withoutControls(contentId),
    inline: contentId !== null && shown.has(contentId.replace(/[<>\s"'\\]/g, '')),
    sha256: sha256(piece.content),
    content: piece.content,
  };
}

/** winmail.dat stays, and what is in it is shown beside it; its body only when the mail has none. */
function openTnef(body: Body, limits: Limits): void {
  for (const piece of body.pieces.filter((one) => isTnef(one.content))) {
    const inside = readTnef(piece.content, Math.max(0, limits.attachments - body.pieces.length));
    body.marks.add('winmail');
    for (const file of inside.files) body.pieces.push({ ...file, charset: '', contentId: null, location: null });
    const empty = body.segments.every((one) => (one.plain ?? one.html ?? '').trim() === '');
    if (empty && (inside.body || inside.html))
      body.segments.push({ plain: inside.body === null ? null : readText(inside.body), html: inside.html?.replaceAll('\0', '') ?? null });
  }
}

/** A mail inside its signature is read like a part; the header within is as foreign as that of an attached mail. */
function openSigned(body: Body, limits: Limits): void {
  const sealed = body.pieces.find((one) => /^application\/(?:x-)?pkcs7-mime$/.test(one.type));
  const inside = sealed && signedContent(sealed.content);
  if (!inside) return;
  const { root, cut } = readStructure(inside, limits);
  const inner = readBody(inside, root, { ...limits, attachments: Math.max(0, limits.attachments - body.pieces.length) });
  body.segments.push(...inner.segments);
  body.pieces.push(...inner.pieces);
  for (const mark of [...inner.marks, ...[...cut].map((limit) => `truncated:${limit}`)]) body.marks.add(mark);
}

function textOfAttachments(pieces: readonly Piece[], most: number): string {
  const found: string[] = [];
  let left = most;
  for (const piece of pieces) {
    found.push(piece.name);
    left -= piece.name.length;
    if (left <= 0 || !/^text\/(?!calendar)|^application\/(?:json|xml)$/.test(piece.type)) continue;
    const text = readText(decodeText(piece.content.subarray(0, left * 2), piece.charset)).slice(0, left);
    found.push(piece.type === 'text/html' ? text.replace(/<[^<>]*>/g, ' ') : text);
    left -= text.length;
  }
  return found.join('\n').slice(0, most);
}

function identity(
  bytes: Buffer,
  envelope: Envelope,
  body: Body,
  attachments: readonly MailAttachment[],
): { bodyHash: string; fingerprint: string } {
  const bodyHash = bodyHashOf(
    body.segments.flatMap((one) => one.plain ?? []),
    body.segments.flatMap((one) => one.html ?? []),
  );
  const isCut = [...body.marks].some((mark) => mark.startsWith('truncated:') && mark !== 'truncated:html-nesting');
  const fingerprint = fingerprintOf({
    messageId: envelope.messageId,
    from: envelope.from?.email ?? '',
    date: envelope.date,
    subject: envelope.subject,
    bodyHash,
    attachments: attachments.map((one) => one.sha256),
    unread: isCut ? sha256(bytes) : null,
  });
  return { bodyHash, fingerprint };
}
