import type { Nature } from './port.ts';

/**
 * What a message is to an escalation: the mail that hands the matter over, the area's words, our passing them on to the requester, a
 * reminder; words from another address under its token; what else came from the area, or told the requester of it. And `side`: what is said in a side
 * thread with somebody else, which neither waits nor answers.
 */
export type Part = 'ask' | 'answer' | 'forward' | 'reminder' | 'claim' | 'notice' | 'side';

/** What the clock needs to know of a message. `at` in ms; addresses in lower case. */
export interface ThreadMessage {
  readonly id: string;
  /** Breaks ties of the same instant by what the message is, never by when we read it. */
  readonly key: string;
  readonly at: number;
  readonly direction: 'in' | 'out' | 'note' | 'event';
  readonly nature: Nature;
  readonly isHistory: boolean;
  /** «No requiere respuesta» was said of it. */
  readonly isExcused: boolean;
  /** Of what came in: From and Reply-To. */
  readonly senders: readonly string[];
  /** Of what went out, and of an area's words: To and Cc. */
  readonly recipients: readonly string[];
  /** Of what went out: found in Sent, or sent from here. */
  readonly isElsewhere: boolean;
  /** Of what went out: said on the telephone, recorded by whoever said it. */
  readonly isByPhone: boolean;
  readonly messageId: string | null;
  /** Of what went out: the Message-ID that it answers. */
  readonly answersId: string | null;
  /** Of what came in: the Message-ID that it answers. */
  readonly repliesTo?: string | null;
  /** When the server kept its copy (INTERNALDATE). */
  readonly copiedAt: number | null;
  readonly part: Part | null;
  readonly escalationId: string | null;
  /** It lies in another conversation, and is heard in this one (merge/kin.rules). `until`: the message from which on the two are no longer one thread; null where they never were. */
  readonly heard?: { readonly until: string | null };
}

/** A requester waits from the first message that nobody has answered to our first human answer (domain 1.6, clauses note b). */
export interface Spell {
  readonly openedBy: string;
  readonly openedAt: number;
  /** All that joined it, the opening one first. */
  readonly messages: readonly string[];
  readonly answer: { readonly messageId: string; readonly at: number; readonly isElsewhere: boolean; readonly isByPhone: boolean } | null;
  /** The first escalation that was accepted while the requester waited: 5.3 is met by it, and he waits on (clauses note b). */
  readonly escalation: { readonly messageId: string; readonly at: number } | null;
}

/**
 * The waiting spells of a thread, oldest first: a function of the set of its messages, whatever the order in which they were read.
 * What is found late, in Sent or in another mailbox, is judged by its own time.
 */
export function spellsOf(messages: readonly ThreadMessage[]): Spell[] {
  const spells: Spell[] = [];
  let open: { first: ThreadMessage; messages: string[]; senders: Set<string>; escalation: Spell['escalation'] } | null = null;
  const end = (answer: Spell['answer']) => {
    if (open)
      spells.push({ openedBy: open.first.id, openedAt: open.first.at, messages: open.messages, answer, escalation: open.escalation });
    open = null;
  };
  for (const message of sequence(afterTheirQuestions(messages))) {
    if (waits(message)) {
      open ??= { first: message, messages: [], senders: new Set(), escalation: null };
      open.messages.push(message.id);
      for (const sender of message.senders) open.senders.add(sender);
    } else if (open && message.part === 'ask') {
      open.escalation ??= { messageId: message.id, at: message.at };
    } else if (open && answers(message, open.senders)) {
      end({ messageId: message.id, at: message.at, isElsewhere: message.isElsewhere, isByPhone: message.isByPhone });
    }
  }
  end(null);
  return spells;
}

/**
 * No answer is older than what it answers: where its time says so, the clock of whoever wrote it is behind, and the server's copy tells,
 * or at the earliest the question itself.
 */
function afterTheirQuestions(messages: readonly ThreadMessage[]): ThreadMessage[] {
  const received = new Map<string, number>();
  for (const { direction, messageId, at } of messages) {
    // Two mails may bear one Message-ID: the earlier bounds least, whichever was read first.
    if (direction === 'in' && messageId !== null) received.set(messageId, Math.min(at, received.get(messageId) ?? at));
  }
  const asked = new Map(messages.flatMap((one) => (one.part === 'ask' && one.escalationId !== null ? [[one.escalationId, one.at]] : [])));
  return messages.map((one) => {
    // INTERNALDATE counts whole seconds: an area's quick answer may seem older than what it was asked.
    if (one.part === 'answer') return { ...one, at: Math.max(one.at, asked.get(one.escalationId ?? '') ?? one.at) };
    const question = one.answersId === null ? undefined : received.get(one.answersId);
    if (question === undefined || one.at >= question) return one;
    return { ...one, at: Math.max(question, one.copiedAt ?? question) };
  });
}

/** A person's message, after the mailbox's `since`: a robot's, a list's, a bounce or spam opens none, nor joins one. */
function waits(message: ThreadMessage): boolean {
  return message.direction === 'in' && message.nature === 'person' && message.part === null && !message.isHistory && !message.isExcused;
}

/** Our person's answer *to the requester*, an area's among them: one that went only to people in CC of the question settles nothing. */
export function answers(message: ThreadMessage, senders: ReadonlySet<string>): boolean {
  const isOurs = message.direction === 'out' ? message.part === null || message.part === 'forward' : message.part === 'answer';
  return isOurs && message.nature === 'person' && message.recipients.some((one) => senders.has(one));
}

/** How a spell's 5.3 ended, and when the requester had an answer. */
export function endOf({
  answer,
  escalation,
}: Spell): { at: number; by: 'reply' | 'sent-elsewhere' | 'phone' | 'escalation'; answeredAt: number | null } | null {
  if (escalation) return { at: escalation.at, by: 'escalation', answeredAt: answer?.at ?? null };
  if (answer)
    return { at: answer.at, by: answer.isByPhone ? 'phone' : answer.isElsewhere ? 'sent-elsewhere' : 'reply', answeredAt: answer.at };
  return null;
}

/** By time; at the same instant (INTERNALDATE counts whole seconds) the question comes before the answer. */
export function inOrder(a: ThreadMessage, b: ThreadMessage): number {
  return a.at - b.at || rank(a) - rank(b) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

const second = 1000;

/**
 * In the order in which they were said. INTERNALDATE counts whole seconds: what answers a mail of ours that left within its second came after it, and
 * so did our answer to that. Each such step is a round; within one, `inOrder`.
 */
export function sequence(messages: readonly ThreadMessage[]): ThreadMessage[] {
  const sorted = [...messages].sort(inOrder);
  // Two mails may bear one Message-ID: the earlier is meant, whichever was read first.
  const named = (direction: 'in' | 'out') =>
    new Map(
      sorted.toReversed().flatMap((one) => (one.direction === direction && one.messageId !== null ? [[one.messageId, one] as const] : [])),
    );
  const [ours, theirs] = [named('out'), named('in')];
  const places = new Map<ThreadMessage, { at: number; round: number }>();
  const placeOf = (one: ThreadMessage): { at: number; round: number } => {
    const known = places.get(one);
    if (known) return known;
    const own = { at: one.at, round: 0 };
    // Also ends what names itself in a ring.
    places.set(one, own);
    const parent = one.direction === 'in' ? ours.get(one.repliesTo ?? '') : theirs.get(one.answersId ?? '');
    if (!parent || parent.at - one.at >= second || parent.at < one.at - second) return own;
    const before = placeOf(parent);
    const found = before.at < one.at ? own : { at: before.at, round: before.round + (one.direction === 'in' ? 1 : 0) };
    places.set(one, found);
    return found;
  };
  for (const one of sorted) placeOf(one);
  // What was asked of an area knew of all that had been read; the area's words follow what it was asked.
  for (const part of ['ask', 'answer'] as const)
    for (const one of messages) if (one.part === part) places.set(one, besideOf(one, messages, places));
  const place = (one: ThreadMessage) => places.get(one) as { at: number; round: number };
  return [...messages].sort((a, b) => place(a).at - place(b).at || place(a).round - place(b).round || inOrder(a, b));
}

function besideOf(
  one: ThreadMessage,
  messages: readonly ThreadMessage[],
  places: ReadonlyMap<ThreadMessage, { at: number; round: number }>,
): { at: number; round: number } {
  const rounds = messages
    .filter((other) =>
      one.part === 'ask'
        ? other.direction === 'in' && other.part === null && isBefore(other.id, one.id)
        : other.part === 'ask' && other.escalationId === one.escalationId,
    )
    .map((other) => places.get(other))
    .map((other) => (other?.at === one.at ? other.round : 0));
  return { at: one.at, round: Math.max(0, ...rounds) };
}

/**
 * The spells that are owed in a thread which hears others: those that its own messages opened; and of those that others did, the ones its own joined, unless
 * they had ended while the two were one thread: they are counted where they began.
 */
export function ownSpells(messages: readonly ThreadMessage[]): Spell[] {
  const heard = new Map(messages.flatMap((one) => (one.heard ? [[one.id, one.heard] as const] : [])));
  return spellsOf(messages).filter((spell) => {
    const opener = heard.get(spell.openedBy);
    if (!opener) return true;
    if (!spell.messages.some((id) => !heard.has(id))) return false;
    const end = spell.escalation ?? spell.answer;
    return end === null || opener.until === null || !isBefore(end.messageId, opener.until);
  });
}

function isBefore(id: string, other: string): boolean {
  return id.length === other.length ? id < other : id.length < other.length;
}

/** The question, its passing to an area, the area's words, and what answers. */
function rank({ direction, part }: ThreadMessage): number {
  if (part === 'ask') return 1;
  if (part === 'answer') return 2;
  return direction === 'in' ? 0 : 3;
}

export type ConversationState = 'open' | 'waiting' | 'resolved';

/**
 * open: it waits for us or an area · waiting: our answer was last · resolved: by act, or nobody ever waited (history, robots), which only an act opens.
 * `current`: as it stands; 'resolved' for a new one. `isResolved`: by an act that is still in force.
 */
export function stateOf(
  messages: readonly ThreadMessage[],
  waitsForUs: boolean,
  isResolved: boolean,
  current: ConversationState,
  waitsForArea = false,
): ConversationState {
  if (waitsForUs) return 'open';
  if (isResolved) return 'resolved';
  const said = sequence(messages)
    // What was asked in another conversation is no question of this one.
    .filter((one) => !one.heard || one.direction === 'out' || one.part !== null)
    .filter((one) => one.nature === 'person' && !one.isHistory && (one.direction === 'in' || one.direction === 'out'))
    .filter((one) => one.part === null || one.part === 'forward' || one.part === 'answer');
  const asked = new Set(said.filter((one) => one.direction === 'in' && one.part === null).flatMap((one) => one.senders));
  if (!said.some((one) => one.direction === 'in')) return current;
  if (waitsForArea) return 'open';
  // What came in a side thread since is read by somebody, and no answer of ours to it changes how it stands with the requester.
  const apart = messages
    .filter((one) => one.part === 'side' && one.nature === 'person')
    .sort(inOrder)
    .at(-1);
  const last = said.at(-1);
  if (apart?.direction === 'in' && last && inOrder(last, apart) < 0) return 'open';
  return last && (last.direction === 'out' || answers(last, asked)) ? 'waiting' : 'open';
}

/** An obligation that stands for a spell; `spell` is the message that was known to have opened it. */
export interface StandingObligation {
  readonly id: string;
  readonly spell: string;
  readonly openedAt: number;
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly answeredAt: number | null;
  readonly isSetAside: boolean;
  readonly isWithdrawn: boolean;
}

export interface Corrections {
  readonly open: readonly { readonly spell: Spell; readonly key: string }[];
  readonly retime: readonly { readonly id: string; readonly spell: Spell; readonly key: string }[];
  readonly settle: readonly { readonly id: string | null; readonly spell: Spell; readonly key: string }[];
  readonly unsettle: readonly string[];
  readonly withdraw: readonly string[];
}

/**
 * What has to change so that the obligations say what the spells say. A row set aside by a person stays as the person left it.
 */
export function corrections(spells: readonly Spell[], standing: readonly StandingObligation[]): Corrections {
  const live = standing.filter((row) => !row.isSetAside && !row.isWithdrawn);
  const taken = new Set<string>();
  const result = { open: [], retime: [], settle: [], unsettle: [], withdraw: [] } as {
    -readonly [K in keyof Corrections]: Corrections[K][number][];
  };
  for (const spell of spells) {
    const free = live.filter((one) => !taken.has(one.id));
    const row =
      free.find((one) => messageOf(one.spell) === spell.openedBy) ?? free.find((one) => spell.messages.includes(messageOf(one.spell)));
    const key = keyFor(spell, row, standing);
    if (row) taken.add(row.id);
    if (!row) result.open.push({ spell, key });
    else if (row.openedAt !== spell.openedAt || row.spell !== key) result.retime.push({ id: row.id, spell, key });
    const end = endOf(spell);
    if (end && endsAnew(row, end)) result.settle.push({ id: row?.id ?? null, spell, key });
    if (!end && row && endedByAnswer(row)) result.unsettle.push(row.id);
  }
  for (const row of live) if (!taken.has(row.id)) result.withdraw.push(row.id);
  return result;
}

function endsAnew(row: StandingObligation | undefined, end: NonNullable<ReturnType<typeof endOf>>): boolean {
  if (!row || row.settledAt === null || end.at < row.settledAt) return true;
  const isSame =
    end.at === row.settledAt && end.answeredAt === row.answeredAt && (end.by === 'escalation') === (row.settledBy === 'escalation');
  return endedByAnswer(row) && !isSame;
}

function endedByAnswer(row: StandingObligation): boolean {
  return row.settledBy === 'reply' || row.settledBy === 'sent-elsewhere' || row.settledBy === 'phone' || row.settledBy === 'escalation';
}

/** The natural key of a spell's obligation: its opening message; with a count where a withdrawn or set aside row has that name already. */
function keyFor(spell: Spell, row: StandingObligation | undefined, standing: readonly StandingObligation[]): string {
  const others = new Set(standing.filter((one) => one.id !== row?.id).map((one) => one.spell));
  for (let n = 1; ; n += 1) {
    const key = n === 1 ? spell.openedBy : `${spell.openedBy}~${n}`;
    if (!others.has(key)) return key;
  }
}

function messageOf(spell: string): string {
  return spell.split('~')[0] as string;
}
