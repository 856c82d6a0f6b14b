import type { Nature } from '../port.ts';
import { requesterOf } from '../prepare.rules.ts';
import type { PieceRow } from './split-store.ts';

/** What the row of a conversation says of its messages. Instants in ms. */
export interface Pieced {
  readonly subject: string;
  readonly requester: { readonly name: string; readonly email: string };
  readonly mailbox: string | null;
  readonly nature: Nature;
  readonly isHistory: boolean;
  readonly isQuarantined: boolean;
  readonly isWarned: boolean;
  readonly receivedAt: number;
  readonly lastAt: number;
  readonly preview: string;
  readonly messageCount: number;
  readonly participants: readonly string[];
}

const weight: Record<Nature, number> = { person: 5, list: 4, robot: 3, bounce: 2, loop: 1, spam: 0 };

/** What came in from the other side: it says whose the conversation is. */
export function isQuestion({ direction, part }: PieceRow): boolean {
  return direction === 'in' && part === null;
}

/** Of messages, oldest first, of which at least one came in: as if they had come one after the other (summary.rules). */
export function pieced(messages: readonly PieceRow[]): Pieced {
  const asked = messages.filter(isQuestion);
  const [first] = asked as [PieceRow];
  const counted = messages.filter(
    (one) => one.direction === 'in' || (one.direction === 'out' && (one.part === null || one.part === 'forward')),
  );
  const last = counted.at(-1) ?? first;
  return {
    subject: first.subject,
    requester: requesterOf({ from: first.people.from ?? null, replyTo: first.people.replyTo ?? [] }),
    mailbox: first.mailbox,
    nature: asked.map((one) => one.nature).reduce((a, b) => (weight[b] > weight[a] ? b : a)),
    isHistory: asked.every((one) => one.isHistory),
    isQuarantined: messages.some((one) => one.isQuarantined),
    isWarned: messages.some((one) => one.warning !== null),
    receivedAt: first.receivedAt,
    lastAt: Math.max(...messages.map((one) => one.receivedAt)),
    preview: last.preview,
    messageCount: counted.length,
    participants: participantsOf(counted, first.mailbox),
  };
}

function participantsOf(messages: readonly PieceRow[], mailbox: string | null): string[] {
  const all = messages.flatMap(({ direction, part, people }) => {
    if (part !== null) return [];
    const senders = direction === 'in' ? [...(people.from ? [people.from] : []), ...(people.replyTo ?? [])] : [];
    return [...senders, ...(people.to ?? []), ...(people.cc ?? [])];
  });
  return [...new Set(all.map((one) => one.email.toLowerCase()))].filter((one) => one !== '' && one !== mailbox?.toLowerCase());
}
