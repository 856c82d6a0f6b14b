import { plain } from '#desk/search.rules';
import type { Condition } from './shapes.ts';

/** What the rules look at of a message that came in. */
export interface Seen {
  readonly subject: string;
  readonly text: string;
  /** Lower case. */
  readonly sender: string;
  /** Lower case; '' where it came by other ways. */
  readonly mailbox: string;
  readonly hasAttachment: boolean;
  /** It begins its conversation. */
  readonly isFirst: boolean;
  /** It came when nobody attends. */
  readonly isOutside: boolean;
}

/** Whether all conditions hold. */
export function matches(conditions: readonly Condition[], seen: Seen): boolean {
  return conditions.every((one) => holds(one, seen));
}

function holds(condition: Condition, seen: Seen): boolean {
  switch (condition.field) {
    case 'subject':
    case 'text':
    case 'either':
      return hasAny(textOf(condition.field, seen), condition.words) !== condition.isNot;
    case 'sender':
      return condition.among.some((one) => isFrom(seen.sender, one)) !== condition.isNot;
    case 'mailbox':
      return condition.among.some((one) => one.toLowerCase() === seen.mailbox) !== condition.isNot;
    case 'attachment':
      return seen.hasAttachment === condition.is;
    case 'first':
      return seen.isFirst === condition.is;
    case 'outside':
      return seen.isOutside === condition.is;
  }
}

function textOf(field: 'subject' | 'text' | 'either', { subject, text }: Seen): string {
  return field === 'subject' ? subject : field === 'text' ? text : `${subject}\n${text}`;
}

/** Whole words, as the search reads them. A word that has no letter or figure is never there. */
function hasAny(text: string, words: readonly string[]): boolean {
  const read = ` ${plain(text)} `;
  return words.map(plain).some((word) => word !== '' && read.includes(` ${word} `));
}

/** `ana@correo.example`, or `@correo.example` for whoever writes from there or from below it. */
function isFrom(sender: string, one: string): boolean {
  const wanted = one.toLowerCase();
  if (!wanted.startsWith('@')) return sender === wanted;
  return sender.endsWith(wanted) || sender.endsWith(`.${wanted.slice(1)}`);
}

/** A rule acts on one conversation so often in a day: beyond that two machines are writing to each other. */
export const mostInConversation = 5;
/** On so many messages in an hour: beyond that it is not what its author meant, and it stops by itself. */
export const mostInHour = 300;
