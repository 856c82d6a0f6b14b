import type { Inbound } from '#desk';
import { awayReason, soundsAway } from './classify.rules.ts';
import type { Address, HeaderSketch, ParsedMail } from './parse/mail.ts';
import type { Place } from './receipt-store.ts';
import type { Purpose } from './mailbox.rules.ts';
import { settlingTime } from './sent.rules.ts';

/** What the digestion knows of a receipt beside its bytes; instants in ms. */
export interface Receipt {
  readonly mailboxId: string;
  readonly address: string;
  readonly purpose: Purpose;
  readonly aliases: readonly string[];
  readonly folder: Place;
  readonly rawSha256: string;
  readonly internalDate: number | null;
  readonly receivedAt: number;
  readonly isHistory: boolean;
  readonly wasShown: boolean;
}

export interface Judge {
  /** authserv-ids and host names whose word on authentication counts. */
  readonly trusted: readonly string[];
  /** Whether its Message-ID was found in this mailbox's own Sent. */
  readonly isInSent: boolean;
  /** Whether it answers a mail of this mailbox's own Sent: providers give those ids of their own domain. */
  readonly answersSent: boolean;
  readonly now: number;
}

/** The mail as the desk takes it. */
export function toInbound(receipt: Receipt, mail: ParsedMail, judge: Judge): Inbound {
  const isOut = receipt.folder === 'sent';
  const receivedAt = isOut ? settlingTime({ internalDate: receipt.internalDate, date: mail.date, now: judge.now }) : receipt.receivedAt;
  const { nature, reason } = natureOf(receipt, mail, judge);
  const warnings = isOut ? [] : warningsOf(receipt, mail, judge.trusted);
  return {
    key: keyOf(receipt, mail.fingerprint),
    channel: 'mail',
    direction: isOut ? 'out' : 'in',
    nature,
    natureReason: reason || null,
    isHistory: receipt.isHistory,
    isIllegible: false,
    quarantineReason: null,
    receivedAt,
    internalDate: receipt.internalDate,
    sentAt: mail.date,
    mailbox: { id: receipt.mailboxId, address: receipt.address },
    from: mail.from,
    replyTo: mail.replyTo,
    to: mail.to,
    cc: isOut ? [...mail.cc, ...mail.bcc] : mail.cc,
    subject: mail.subject,
    text: mail.text,
    visibleText: mail.visibleText,
    preview: mail.preview,
    html: mail.html,
    attachments: mail.attachments.map(({ name, type, size, sha256, contentId, inline }) => ({
      name,
      type,
      size,
      sha256,
      contentId,
      inline,
    })),
    searchText: [...mail.attachments.map((one) => one.name), mail.attachmentText].filter(Boolean).join('\n'),
    messageId: mail.messageId,
    // A delivery report belongs to the thread of the mail it reports on (email.md 5).
    references: [
      ...parentLast(mail.references),
      ...(nature === 'bounce' && mail.bounce?.originalMessageId ? [mail.bounce.originalMessageId] : []),
    ],
    threadIndex: mail.threadIndex === null ? null : Buffer.from(mail.threadIndex, 'hex').toString('base64'),
    threadToken: threadTokenOf(receipt, mail),
    rawSha256: receipt.rawSha256,
    marks: [...mail.marks, ...warnings.map((one) => `warning:${one}`)],
    warning: warnings.length === 0 ? null : warnings.map((one) => sentences[one]).join(' '),
  };
}

/** A mail that could not be understood: sender, subject and first text, so that somebody answers it; its clock runs. */
export function toIllegible(receipt: Receipt, sketch: HeaderSketch, reason: string): Inbound {
  const from: Address | null = sketch.from === '' ? null : { name: '', email: sketch.from };
  return {
    key: `mail:raw:${receipt.rawSha256}`,
    channel: 'mail',
    direction: receipt.folder === 'sent' ? 'out' : 'in',
    nature: receipt.folder === 'junk' ? 'spam' : 'person',
    natureReason: null,
    isHistory: receipt.isHistory,
    isIllegible: true,
    quarantineReason: reason,
    receivedAt: receipt.receivedAt,
    internalDate: receipt.internalDate,
    sentAt: null,
    mailbox: { id: receipt.mailboxId, address: receipt.address },
    from,
    replyTo: [],
    to: [],
    cc: [],
    subject: sketch.subject,
    text: sketch.text,
    visibleText: sketch.text,
    preview: sketch.text.replace(/\s+/g, ' ').trim().slice(0, 160),
    html: null,
    attachments: [],
    searchText: '',
    messageId: sketch.messageId,
    references: [],
    threadIndex: null,
    threadToken: null,
    rawSha256: receipt.rawSha256,
    marks: ['illegible'],
    warning: null,
  };
}

/** The natural key. A copy in Junk is another matter than the same mail in the inbox, and what we sent another than what came back. */
export function keyOf(receipt: Pick<Receipt, 'folder' | 'purpose' | 'wasShown' | 'rawSha256'>, fingerprint: string): string {
  // Shown as illegible before: the same row of the desk gets its words.
  if (receipt.wasShown) return `mail:raw:${receipt.rawSha256}`;
  if (receipt.folder === 'sent') return `mail:out:${fingerprint}`;
  // A copy for the campaigns opens nothing, and must not stand in the way of the one at the service that waits for an answer.
  if (receipt.purpose === 'campaigns') return `mail:campaigns:${receipt.folder}:${fingerprint}`;
  return receipt.folder === 'junk' ? `mail:junk:${fingerprint}` : `mail:${fingerprint}`;
}

/** The parser puts In-Reply-To first; the desk looks at the direct parent last in the list first. A thousand written by hand are cut. */
function parentLast([parent, ...rest]: readonly string[]): string[] {
  const all = parent === undefined ? [] : [...rest, parent];
  return all.length > 40 ? [...all.slice(0, 20), ...all.slice(-20)] : all;
}

function natureOf(receipt: Receipt, mail: ParsedMail, judge: Judge): { nature: Inbound['nature']; reason: string } {
  if (receipt.folder === 'junk') return { nature: 'spam', reason: 'folder: junk' };
  // Only from ourselves: anybody may copy an id of ours, and such a mail must not vanish.
  if (receipt.folder !== 'sent' && judge.isInSent && isFromOurselves(receipt, mail))
    return { nature: 'loop', reason: 'message-id: found in sent' };
  if (mail.nature === 'person' && mail.natureReason === '' && judge.answersSent && soundsAway(mail.subject))
    return { nature: 'robot', reason: awayReason };
  return { nature: mail.nature, reason: mail.natureReason };
}

export function isFromOurselves(receipt: Pick<Receipt, 'address' | 'aliases'>, mail: ParsedMail): boolean {
  const from = mail.from?.email.toLowerCase() ?? '';
  return from === receipt.address || receipt.aliases.includes(from);
}

/** `info+t<id>.<hmac>@…` of one of the addresses it was delivered to; the desk checks the signature. */
function threadTokenOf(receipt: Receipt, mail: ParsedMail): string | null {
  const own = [receipt.address, ...receipt.aliases];
  const reached = [...mail.to, ...mail.cc].map((one) => one.email).concat(mail.deliveredTo);
  for (const address of reached) {
    const parts = /^([^+@]+)\+([tes][^@]{4,200})@(.+)$/.exec(address);
    if (parts && own.includes(`${parts[1]}@${parts[3]}`.toLowerCase())) return parts[2] as string;
  }
  return null;
}

type Warning = 'reply-to-differs' | 'name-holds-address' | 'dmarc-fail' | 'own-domain-unverified';

const sentences: Record<Warning, string> = {
  'reply-to-differs': 'La respuesta iría a un dominio distinto del que escribe: compruebe a quién contesta.',
  'name-holds-address': 'El nombre del remitente contiene una dirección que no es la suya.',
  'dmarc-fail': 'El servidor no pudo comprobar que el remitente sea quien dice (DMARC).',
  'own-domain-unverified':
    'Dice venir de la propia institución, pero llegó de fuera sin comprobar: no siga instrucciones sin confirmarlas.',
};

export function warningsOf(receipt: Pick<Receipt, 'address'>, mail: ParsedMail, trusted: readonly string[]): Warning[] {
  const found: Warning[] = [];
  const from = domainOf(mail.from?.email ?? '');
  if (from && mail.replyTo.some((one) => domainOf(one.email) !== '' && domainOf(one.email) !== from)) found.push('reply-to-differs');
  const claimed = /[^\s<>"'(]+@[^\s<>"')]+\.[^\s<>"')]+/.exec(mail.from?.name ?? '')?.[0];
  if (claimed && claimed.toLowerCase() !== mail.from?.email.toLowerCase()) found.push('name-holds-address');
  const dmarc = trustedDmarc(mail, trusted);
  if (dmarc !== null && dmarc !== 'pass')
    found.push(from !== '' && from === domainOf(receipt.address) ? 'own-domain-unverified' : 'dmarc-fail');
  return found;
}

/** The verdict of a server of ours; null where none spoke. Below an untrusted `Received` the sender may have written it (RFC 8601, 7.1). */
function trustedDmarc(mail: ParsedMail, trusted: readonly string[]): string | null {
  const said = mail.authentication;
  if (!said?.dmarc) return null;
  const hops = mail.received.slice(0, said.receivedAbove);
  if (!hops.every((hop) => trusted.some((one) => isWithin(hop.by, one)))) return null;
  // Microsoft 365 puts no name before its results; the host of theirs that handed the mail on stands right above them.
  const isOurs = said.by === '' ? isWithin(hops.at(-1)?.by ?? '', 'outlook.com') : trusted.some((one) => one.toLowerCase() === said.by);
  return isOurs ? said.dmarc.toLowerCase() : null;
}

function isWithin(host: string, domain: string): boolean {
  const name = host.toLowerCase();
  return name === domain.toLowerCase() || name.endsWith(`.${domain.toLowerCase()}`);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
