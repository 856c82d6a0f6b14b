/** What the header says: who, to whom, when, in answer to what, and the signs of machines. */
import { listHeaders, type MailSigns, robotHeaders } from '../classify.rules.ts';
import { type Header, header, headersNamed } from '../headers.ts';
import { withoutControls } from './charset.ts';
import { mailDate } from './dates.ts';
import type { Limits } from './limits.ts';
import type { Address, Authentication, ParsedMail } from './mail.ts';
import type { Part } from './structure.ts';
import { addresses, headerText, tidyEmail } from './words.ts';

/** The Message-ID that we gave a mail, kept where a provider gives it its own. */
export const ownIdHeader = 'x-ventanilla-message';

export type Envelope = Pick<
  ParsedMail,
  | 'from'
  | 'sender'
  | 'replyTo'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'deliveredTo'
  | 'subject'
  | 'date'
  | 'messageId'
  | 'ownId'
  | 'references'
  | 'threadIndex'
  | 'returnPath'
  | 'authentication'
  | 'received'
>;

export function readEnvelope(list: readonly Header[], limits: Limits, marks: Set<string>): Envelope {
  let left = limits.addresses;
  const people = (name: string): Address[] => {
    const found: Address[] = [];
    for (const value of headersNamed(list, name)) {
      if (left <= 0) break;
      const some = addresses(value, left);
      left -= some.length;
      found.push(...some);
    }
    return found;
  };
  const from = people('from');
  const replyTo = people('reply-to').filter((one) => one.email !== '');
  if (from.filter((one) => one.email !== '').length > 1) marks.add('several-from');
  const envelope: Envelope = {
    from: from.find((one) => one.email.includes('@')) ?? from[0] ?? null,
    sender: people('sender')[0] ?? null,
    replyTo,
    to: people('to'),
    cc: people('cc'),
    bcc: people('bcc'),
    deliveredTo: deliveredTo(list),
    subject: headerText(header(list, 'subject') ?? '').slice(0, 2000),
    date: mailDate(header(list, 'date') ?? ''),
    messageId: ids(header(list, 'message-id') ?? '', 1)[0] ?? null,
    ownId: ids(header(list, ownIdHeader) ?? '', 1)[0] ?? null,
    references: references(list),
    threadIndex: threadIndex(header(list, 'thread-index')),
    returnPath: returnPath(list),
    authentication: authentication(list),
    received: headersNamed(list, 'received').slice(0, 100).map(received),
  };
  if (left <= 0) marks.add('truncated:addresses');
  return envelope;
}

export function readSigns(root: Part, envelope: Envelope): MailSigns {
  const list = root.headers;
  const one = (name: string): string => (header(list, name) ?? '').slice(0, 500);
  const robots: string[] = robotHeaders.filter((name) => header(list, name) !== undefined);
  if (/^9\b|autoresponder/i.test(one('x-post-messageclass'))) robots.push('x-post-messageclass');
  return {
    from: envelope.from?.email ?? '',
    subject: envelope.subject,
    returnPath: envelope.returnPath,
    type: root.type,
    reportType: root.type === 'multipart/report' ? (root.params['report-type'] ?? '').toLowerCase() : '',
    autoSubmitted: one('auto-submitted'),
    precedence: one('precedence'),
    suppress: one('x-auto-response-suppress'),
    listHeaders: listHeaders.filter((name) => header(list, name) !== undefined),
    robotHeaders: robots,
    loops: headersNamed(list, 'x-loop')
      .slice(0, 20)
      .map((value) => value.slice(0, 320)),
    instance: one('x-ventanilla-instance'),
    references: envelope.references,
  };
}

function deliveredTo(list: readonly Header[]): string[] {
  const found = new Set<string>();
  for (const name of ['delivered-to', 'x-original-to', 'envelope-to'])
    for (const value of headersNamed(list, name).slice(0, 20)) for (const { email } of addresses(value, 20)) if (email) found.add(email);
  return [...found];
}

/** The topmost one counts: it was written at the final delivery. */
function returnPath(list: readonly Header[]): string | null {
  const value = header(list, 'return-path');
  if (value === undefined) return null;
  return /^<?\s*>?$/.test(value.trim()) ? '' : (addresses(value, 1)[0]?.email ?? tidyEmail(value));
}

function references(list: readonly Header[]): string[] {
  const all = [
    ...headersNamed(list, 'in-reply-to').flatMap((value) => ids(value, 20)),
    ...headersNamed(list, 'references').flatMap((value) => ids(value, 2000)),
  ];
  const unique = [...new Set(all)];
  // The first and the last ones find a conversation; hundreds between them are somebody's loop.
  return unique.length <= 100 ? unique : [...unique.slice(0, 40), ...unique.slice(-60)];
}

/** Ids without brackets; bare ones (old gateways) are taken where no bracket is found. Case counts. */
function ids(value: string, most: number): string[] {
  const bracketed = [...value.replace(/[\r\n\t]/g, ' ').matchAll(/<([^<>]{1,900})>/g)].map((found) => (found[1] ?? '').replace(/\s/g, ''));
  const found = bracketed.length > 0 ? bracketed : value.split(/[\s,;<>]+/).filter((word) => word.includes('@') || most === 1);
  return found
    .map((id) => withoutControls(id).slice(0, 900))
    .filter((id) => id !== '')
    .slice(0, most);
}

/** MS-OXOMSG: 22 bytes name the conversation, five more come with each answer. */
function threadIndex(value: string | undefined): string | null {
  const bytes = Buffer.from((value ?? '').slice(0, 4000), 'base64');
  return bytes.length >= 22 ? bytes.subarray(0, 22).toString('hex') : null;
}

function received(line: string): { by: string; at: number | null } {
  const semicolon = line.lastIndexOf(';');
  return {
    by: /\bby\s+([^\s;()]{1,255})/i.exec(line.slice(0, 4000))?.[1]?.toLowerCase() ?? '',
    at: semicolon < 0 ? null : mailDate(line.slice(semicolon + 1)),
  };
}

function authentication(list: readonly Header[]): Authentication | null {
  const at = list.findIndex((entry) => entry.name === 'authentication-results');
  const raw = withoutControls(list[at]?.value.slice(0, 4000) ?? '');
  if (at < 0 || raw === '') return null;
  // Exchange leaves the authserv-id out and starts with the first result.
  const first = raw.split(';', 1)[0]?.trim() ?? '';
  const result = (method: string): string | null =>
    new RegExp(`(?:^|[\\s;])${method}\\s*=\\s*([a-z]{1,20})`, 'i').exec(raw)?.[1]?.toLowerCase() ?? null;
  return {
    by: first.includes('=') ? '' : (first.split(/\s/, 1)[0]?.toLowerCase() ?? ''),
    spf: result('spf'),
    dkim: result('dkim'),
    dmarc: result('dmarc'),
    receivedAbove: list.slice(0, at).filter((entry) => entry.name === 'received').length,
    raw,
  };
}
