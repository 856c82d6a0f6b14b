import { randomBytes } from 'node:crypto';
import type { Outgoing } from '#desk';
import { textHtml } from '#desk/letter.rules';
import { sanitiseHtml } from './html.ts';
import { ownIdHeader } from './parse/envelope.ts';

export interface Letter {
  readonly from: { readonly name: string; readonly email: string };
  /** Where an answer finds its conversation by itself: the address with the signed token after a plus. */
  readonly replyTo: string;
  readonly messageId: string;
  /** ms */
  readonly date: number;
  /** Of this installation; only what is automatic bears it. */
  readonly instance: string;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[];
}

/** What of a message its bytes are made of. */
export type Words = Pick<Outgoing, 'to' | 'cc' | 'subject' | 'text' | 'html' | 'answersId' | 'references' | 'automatic'>;

export interface Composed {
  readonly raw: Buffer;
  readonly text: string;
  readonly html: string | null;
}

// The first tells the thread, the last ones what it answers (RFC 5322 3.6.4; email.md 9).
const mostReferences = 20;

/**
 * The bytes of an answer: plain and html, quoted-printable, with what threads it at the other end (email.md 9). Where somebody wrote only text,
 * its html says the same. A person's answer is never marked automatic.
 */
export async function compose(message: Words, letter: Letter): Promise<Composed> {
  const safe = message.html === null ? null : sanitiseHtml(message.html);
  const text = message.text.trim() !== '' ? message.text : (safe?.text ?? '');
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const raw = await new MailComposer({
    from: { name: line(letter.from.name), address: letter.from.email },
    to: message.to.map(addressOf),
    cc: message.cc.map(addressOf),
    replyTo: letter.replyTo,
    subject: line(message.subject),
    messageId: `<${letter.messageId}>`,
    date: new Date(letter.date),
    headers: {
      // By this its copy in Sent is known where a provider gave it another Message-ID (email.md 3).
      [ownIdHeader]: `<${letter.messageId}>`,
      ...(message.automatic === null ? {} : automaticHeaders(message.automatic, letter)),
    },
    ...(message.answersId === null ? {} : threadOf(message.references, message.answersId)),
    text,
    html: safe?.html ?? textHtml(text),
    attachments: letter.attachments.map(({ name, type, content }) => ({
      filename: line(name).replace(/[/\\]/g, '_'),
      contentType: typeOf(type),
      content,
      contentDisposition: 'attachment' as const,
    })),
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  return { raw, text, html: safe?.html ?? null };
}

/** `<t.10482.93.k3v9…@host>`: conversation, message, and what nobody can guess. */
export function newMessageId(message: Pick<Outgoing, 'conversationId' | 'id'>, address: string): string {
  const host = address.slice(address.lastIndexOf('@') + 1);
  return `t.${message.conversationId}.${message.id}.${randomBytes(12).toString('hex')}@${host}`;
}

/** Of a mail that belongs to no conversation. */
export function newNoticeId(address: string): string {
  return `n.${randomBytes(16).toString('hex')}@${address.slice(address.lastIndexOf('@') + 1)}`;
}

/** info@host → info+token@host */
export function withToken(address: string, token: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${token}${address.slice(at)}`;
}

function threadOf(references: readonly string[], answersId: string) {
  const all = [...new Set([...references, answersId])].map(idText).filter((one) => one !== '');
  const kept = all.length > mostReferences ? [...all.slice(0, 1), ...all.slice(1 - mostReferences)] : all;
  return { inReplyTo: `<${idText(answersId)}>`, references: kept.map((one) => `<${one}>`) };
}

/** So that no machine answers a machine (RFC 3834; email.md 4). */
function automaticHeaders(kind: 'replied' | 'generated', { from, instance }: Letter): Record<string, string> {
  return {
    'Auto-Submitted': `auto-${kind}`,
    'X-Auto-Response-Suppress': 'All',
    Precedence: 'auto_reply',
    'X-Loop': from.email,
    'X-Ventanilla-Instance': instance,
  };
}

/** Nothing of a stranger's id may end the line or the bracket. */
function idText(id: string): string {
  return id.replace(/[\s<>\p{Cc}]+/gu, '').slice(0, 900);
}

function addressOf({ name, email }: { name: string; email: string }) {
  return { name: line(name), address: email };
}

/** On one line: what a requester called himself must not begin another header. */
function line(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

function typeOf(type: string): string {
  return /^[\w.+-]+\/[\w.+-]+$/.test(type) ? type : 'application/octet-stream';
}
