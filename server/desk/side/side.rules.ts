import type { Address, Nature } from '../port.ts';
import { plainSubject } from '../thread.rules.ts';

/** What is asked of a mail that may belong to a side thread. Addresses in lower case. */
export interface SideMail {
  readonly direction: 'in' | 'out';
  readonly nature: Nature;
  readonly from: string;
  /** To and Cc. */
  readonly recipients: readonly string[];
  readonly references: readonly string[];
}

export interface SideThread {
  readonly id: string;
  readonly conversationId: string;
  /** Whoever has been written to in it. */
  readonly recipients: readonly string[];
  /** Of its mails, ours and theirs. */
  readonly messageIds: readonly string[];
}

/**
 * The side thread to which a mail belongs: in answer to one of its mails (by its signed token or a Message-ID), from somebody who was written to in it,
 * or from a stranger with the token. Whoever belongs to the conversation itself, and was not written to in it, speaks in the conversation. Found in
 * Sent: one of ours to nobody but them. Null: none.
 */
export function sideOf(
  mail: SideMail,
  tokenOf: string | null,
  sides: readonly SideThread[],
  participantsOf: (conversation: string) => ReadonlySet<string>,
): SideThread | null {
  const isAnswerTo = (one: SideThread) => mail.references.some((id) => one.messageIds.includes(id));
  if (mail.direction === 'out') {
    const isToThemOnly = (one: SideThread) =>
      mail.recipients.length > 0 && mail.recipients.every((email) => one.recipients.includes(email));
    return sides.findLast((one) => isAnswerTo(one) && isToThemOnly(one)) ?? null;
  }
  if (!['person', 'robot', 'list'].includes(mail.nature)) return null;
  const named = sides.filter((one) => one.id === tokenOf || isAnswerTo(one));
  const theirs = named.findLast((one) => one.recipients.includes(mail.from));
  if (theirs) return theirs;
  return named.find((one) => one.id === tokenOf && !participantsOf(one.conversationId).has(mail.from)) ?? null;
}

export interface Forwarded {
  readonly from: Address | null;
  readonly to: readonly Address[];
  readonly subject: string;
  readonly when: string;
  readonly text: string;
}

/** What is handed on: one's own words first, then each message with who, when and to whom, oldest first. */
export function forwardText(note: string, messages: readonly Forwarded[]): string {
  const blocks = messages.map(({ from, to, subject, when, text }) =>
    [
      '---------- Mensaje reenviado ----------',
      `De: ${named(from)}`,
      `Fecha: ${when}`,
      `Asunto: ${oneLine(subject)}`,
      ...(to.length > 0 ? [`Para: ${to.map(named).join(', ')}`] : []),
      '',
      text.trim(),
    ].join('\n'),
  );
  return [...(note.trim() === '' ? [] : [note.trim()]), ...blocks].join('\n\n');
}

/** `RV: ` once and the conversation's tag once. */
export function forwardSubject(subject: string, number: string): string {
  const bare = oneLine(subject)
    .replace(/\[VT-\d{1,15}\]/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const kept = plainSubject(bare).length;
  return `RV: ${kept === 0 ? '(sin asunto)' : bare.slice(bare.length - kept)} [${number}]`;
}

function named(one: Address | null): string {
  if (!one) return '';
  return one.name === '' ? one.email : `${oneLine(one.name)} <${one.email}>`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
