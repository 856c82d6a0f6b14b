import type { Nature } from './port.ts';
import type { Prepared } from './prepare.rules.ts';
import type { ConversationState } from './wait.rules.ts';

/** What stands in the row of a conversation. Instants in ms. */
export interface ConversationRow {
  readonly id: string;
  readonly subject: string;
  readonly channel: 'mail';
  readonly requesterId: string;
  readonly requesterName: string;
  readonly requesterEmail: string;
  readonly mailboxId: string | null;
  readonly mailbox: string | null;
  readonly state: ConversationState;
  readonly nature: Nature;
  readonly isHistory: boolean;
  readonly isQuarantined: boolean;
  readonly isWarned: boolean;
  readonly isAnsweredElsewhere: boolean;
  /** «No requiere respuesta» was said, and nothing waits since. */
  readonly isSetAside: boolean;
  readonly waitsForAnswer: boolean;
  /** An open 5.3-area. */
  readonly waitsForArea: boolean;
  readonly dueAt: number | null;
  readonly dueOpenedAt: number | null;
  readonly receivedAt: number;
  readonly lastAt: number;
  readonly preview: string;
  readonly messageCount: number;
  readonly participants: readonly string[];
  readonly resolvedAt: number | null;
  /** The conversation in which it is shown; null where it stands for itself. */
  readonly mergedInto: string | null;
  /** Shared by those that were ever merged, or split; null where it is alone. */
  readonly kinId: string | null;
}

const weight: Record<Nature, number> = { person: 5, list: 4, robot: 3, bounce: 2, loop: 1, spam: 0 };
const mostParticipants = 2000;

/** The row after these messages, whatever the order in which they came. State, deadline and who answered are not its business. */
export function summarised(
  before: ConversationRow | null,
  id: string,
  mails: readonly Prepared[],
  requesterIds: ReadonlyMap<string, string>,
): ConversationRow {
  let row = before;
  for (const mail of mails) row = row === null ? beginning(id, mail, requesterIds) : continued(row, mail, requesterIds);
  if (row === null) throw new Error('a conversation has a first message');
  return row;
}

function beginning(id: string, mail: Prepared, requesterIds: ReadonlyMap<string, string>): ConversationRow {
  return {
    id,
    ...headOf(mail, requesterIds),
    channel: mail.channel,
    state: 'resolved',
    nature: mail.nature,
    isHistory: mail.isHistory,
    isQuarantined: isQuarantined(mail),
    isWarned: mail.warning !== null,
    isAnsweredElsewhere: false,
    isSetAside: false,
    waitsForAnswer: false,
    waitsForArea: false,
    dueAt: null,
    dueOpenedAt: null,
    lastAt: mail.receivedAt,
    preview: mail.preview,
    messageCount: 1,
    participants: mail.participants,
    resolvedAt: null,
    mergedInto: null,
    kinId: null,
  };
}

function continued(row: ConversationRow, mail: Prepared, requesterIds: ReadonlyMap<string, string>): ConversationRow {
  const comesIn = mail.direction === 'in';
  const isEarliest = comesIn && !mail.area && mail.receivedAt < row.receivedAt;
  const isLatest = mail.receivedAt >= row.lastAt;
  return {
    ...row,
    ...(isEarliest && headOf(mail, requesterIds)),
    nature: comesIn && weight[mail.nature] > weight[row.nature] ? mail.nature : row.nature,
    isHistory: row.isHistory && (!comesIn || mail.isHistory),
    isQuarantined: row.isQuarantined || isQuarantined(mail),
    isWarned: row.isWarned || mail.warning !== null,
    lastAt: Math.max(row.lastAt, mail.receivedAt),
    preview: isLatest ? mail.preview : row.preview,
    messageCount: row.messageCount + 1,
    participants: [...new Set([...row.participants, ...mail.participants])].slice(0, mostParticipants),
  };
}

/** The row of a conversation whose illegible message has been understood. `isQuarantined`: another of its messages still is not. */
export function understoodRow(
  row: ConversationRow,
  mail: Prepared,
  { requesterIds, isQuarantined: isStill }: { requesterIds: ReadonlyMap<string, string>; isQuarantined: boolean },
): ConversationRow {
  const isFirst = mail.receivedAt <= row.receivedAt;
  return {
    ...row,
    ...(isFirst && headOf(mail, requesterIds)),
    receivedAt: row.receivedAt,
    // Alone, it is as if it came now: whether it waits is asked of its words.
    ...(row.messageCount === 1 && { nature: mail.nature, state: 'resolved' as const }),
    isQuarantined: isStill || isQuarantined(mail),
    isWarned: row.isWarned || mail.warning !== null,
    preview: mail.receivedAt >= row.lastAt ? mail.preview : row.preview,
    participants: [...new Set([...row.participants, ...mail.participants])].slice(0, mostParticipants),
  };
}

/** The earliest message that came in says whose conversation it is and what about. */
function headOf(mail: Prepared, requesterIds: ReadonlyMap<string, string>) {
  return {
    subject: mail.subject,
    requesterId: requesterIds.get(mail.requester.email) as string,
    requesterName: mail.requester.name,
    requesterEmail: mail.requester.email,
    mailboxId: mail.mailbox?.id ?? null,
    mailbox: mail.mailbox?.address ?? null,
    receivedAt: mail.receivedAt,
  };
}

function isQuarantined(mail: Prepared): boolean {
  return mail.isIllegible || mail.quarantineReason !== null;
}

/** What of a message is searched: quoted text is in the conversation already, except where the message begins it. */
export function searchableOf(mail: Prepared, begins: boolean): string {
  const people = [mail.from, ...mail.replyTo, ...mail.to, ...mail.cc].map((one) => (one ? `${one.name} ${one.email}` : '')).slice(0, 100);
  const text = begins ? mail.text : mail.visibleText;
  const names = mail.attachments.map((one) => one.name).join(' ');
  return [mail.subject, ...people, text.slice(0, 100_000), names.slice(0, 20_000), mail.searchText.slice(0, 60_000)].join(' \n ');
}
