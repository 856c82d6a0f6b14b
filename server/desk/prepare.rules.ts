import type { Address, Inbound } from './port.ts';
import { threadRootOf } from './thread.rules.ts';

/** A message as the desk goes on with it: texts that PostgreSQL takes, addresses in lower case, hints cut to what is looked up. */
export interface Prepared extends Inbound {
  /** Whom the conversation is with: From, or Reply-To where a machine only hands the mail over. */
  readonly requester: Address;
  readonly senders: readonly string[];
  readonly recipients: readonly string[];
  /** Who must belong to a conversation for this to join it. */
  readonly people: readonly string[];
  /** Who belongs to the conversation once this is in it. */
  readonly participants: readonly string[];
  readonly threadRoot: string | null;
  /** Whose words they are, where not the requester's: known once it has its place. */
  readonly area?: AreaWords | null;
}

/** What comes in about an escalation, or in a side thread. */
export interface AreaWords {
  readonly escalationId: string | null;
  readonly part: 'answer' | 'claim' | 'notice' | 'side';
  readonly sideId?: string;
}

const longestId = 500;
const mostReferences = 60;
const mostPeople = 1000;

export function prepare(given: Inbound): Prepared {
  const mail: Inbound = {
    ...given,
    from: given.from && address(given.from),
    replyTo: given.replyTo.map(address),
    to: given.to.slice(0, mostPeople).map(address),
    cc: given.cc.slice(0, mostPeople).map(address),
    subject: writable(given.subject).slice(0, 2000).toWellFormed(),
    text: writable(given.text),
    visibleText: writable(given.visibleText),
    preview: writable(given.preview).slice(0, 500).toWellFormed(),
    html: given.html === null ? null : writable(given.html),
    searchText: writable(given.searchText),
    attachments: given.attachments.map((one) => ({
      ...one,
      name: writable(one.name),
      type: writable(one.type),
      contentId: one.contentId && writable(one.contentId),
    })),
    messageId: given.messageId === null ? null : idOf(given.messageId),
    references: first(given.references, mostReferences)
      .map(idOf)
      .filter((id) => id !== ''),
    warning: given.warning && writable(given.warning),
    natureReason: given.natureReason && writable(given.natureReason),
    quarantineReason: given.quarantineReason && writable(given.quarantineReason),
    marks: given.marks.map(writable),
  };
  const senders = emails([...(mail.from ? [mail.from] : []), ...mail.replyTo]);
  const recipients = emails([...mail.to, ...mail.cc]);
  const requester = requesterOf(mail);
  const ours = mail.mailbox?.address.toLowerCase();
  return {
    ...mail,
    requester,
    senders,
    recipients,
    people: mail.direction === 'in' ? emails([requester, ...(mail.from ? [mail.from] : [])]) : recipients,
    participants: [...new Set([...(mail.direction === 'in' ? senders : []), ...recipients])].filter((one) => one !== ours),
    threadRoot: threadRootOf(mail.threadIndex),
  };
}

/** The first and the last ones: the root and the nearest parents (long chains are cut in the middle, email.md 9). */
function first(references: readonly string[], most: number): string[] {
  return references.length <= most ? [...references] : [...references.slice(0, 10), ...references.slice(10 - most)];
}

/** Forms send «From: noreply@site» with the person in Reply-To. */
export function requesterOf(mail: Pick<Inbound, 'from' | 'replyTo'>): Address {
  const from = mail.from;
  const replyTo = mail.replyTo[0];
  if (
    replyTo?.email &&
    (!from?.email || /^(no[-_.]?reply|no[-_.]?responder|do[-_.]?not[-_.]?reply|formulario|notificaciones)@/.test(from.email))
  )
    return replyTo;
  return from ?? { name: '', email: '' };
}

function address(one: Address): Address {
  return { name: writable(one.name).slice(0, 300).toWellFormed(), email: writable(one.email).trim().toLowerCase().slice(0, 320) };
}

function emails(list: readonly Address[]): string[] {
  return [...new Set(list.map((one) => one.email).filter((one) => one !== ''))];
}

/** Both sides of a comparison are cut alike: an endless Message-ID still finds itself. */
function idOf(id: string): string {
  return writable(id).trim().replace(/^<|>$/g, '').slice(0, longestId).toWellFormed();
}

/** PostgreSQL takes neither NUL nor half a surrogate pair. */
function writable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\u0000') ? whole.replaceAll('\u0000', '') : whole;
}
