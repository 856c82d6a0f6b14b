import type { Nature } from './port.ts';
import type { AreaWords } from './prepare.rules.ts';

/** What is asked of a mail that came into a conversation. Addresses in lower case. */
export interface Incoming {
  readonly direction: 'in' | 'out';
  readonly nature: Nature;
  readonly from: string;
  readonly references: readonly string[];
  readonly marks: readonly string[];
}

export interface Asked {
  readonly id: string;
  readonly areaMail: string;
  /** Message-ID of the mail that handed it over; nobody can guess it. */
  readonly askMessageId: string | null;
}

/**
 * Whether a mail is an area's, and counts: from the area's own address, in answer to what we sent it (its signed token, or the Message-ID
 * of our mail), and not found false by our servers. From another address with the right token, or from the area without either, it is a
 * `claim`: shown, and a person decides. A machine's is a notice. Null: somebody else's.
 */
export function areaWords(
  mail: Incoming,
  tokenOf: string | null,
  escalations: readonly Asked[],
  participants: ReadonlySet<string>,
): AreaWords | null {
  if (mail.direction !== 'in' || !['person', 'robot', 'list'].includes(mail.nature)) return null;
  const isAnswerTo = (one: Asked) => one.id === tokenOf || (one.askMessageId !== null && mail.references.includes(one.askMessageId));
  const own = escalations.filter((one) => one.areaMail === mail.from);
  const named = own.findLast(isAnswerTo) ?? own.at(-1);
  if (named) return { escalationId: named.id, part: partOf(mail, isAnswerTo(named)) };
  // Whoever asked may have been written to by the area, and answer with its address among the others.
  if (participants.has(mail.from)) return null;
  const elsewhere = escalations.find((one) => one.id === tokenOf);
  return elsewhere ? { escalationId: elsewhere.id, part: mail.nature === 'person' ? 'claim' : 'notice' } : null;
}

function partOf({ nature, marks }: Incoming, isAnswer: boolean): AreaWords['part'] {
  if (nature !== 'person') return 'notice';
  const isFalse = marks.some((one) => one === 'warning:dmarc-fail' || one === 'warning:own-domain-unverified');
  return isAnswer && !isFalse ? 'answer' : 'claim';
}
