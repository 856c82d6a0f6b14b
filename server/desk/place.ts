import type { Kernel } from '#kernel';
import type { Prepared } from './prepare.rules.ts';
import { lockConversations, type ReferenceRow, referencesTo, threadRoots } from './receive-store.ts';
import type { ConversationRow } from './summary.rules.ts';
import { type Candidate, type Placement, placeOf, taggedNumber, type ThreadIndex, type ThreadQuestion } from './thread.rules.ts';
import { areaWords } from './area-words.rules.ts';
import { type EscalationRow, escalationsById, escalationsIn } from './escalation-store.ts';
import { sideOf, type SideThread } from './side/side.rules.ts';
import { conversationsOfSides, sidesIn } from './side/side-store.ts';
import { conversationOfToken, escalationOfToken, sideOfToken } from './token.ts';

/** Where each message of a batch goes. A conversation that the batch begins is named `new:<n>` until it has its number. */
export interface Placed {
  readonly mail: Prepared;
  readonly place: Placement;
  readonly conversation: string | null;
}

export interface Places {
  readonly placed: readonly Placed[];
  /** The rows of the conversations that may be joined, locked. */
  readonly rows: ReadonlyMap<string, ConversationRow>;
  readonly begun: readonly string[];
}

/** Finds the conversation of each message, those of the same batch among them, in order of receipt; `also`: rows to lock as well. */
export async function placeAll(k: Kernel, mails: readonly Prepared[], also: readonly string[]): Promise<Places> {
  const memory = await remember(k, mails, also);
  const reopenDays = await k.settings.get<number>('desk.reopen_days');
  const ordered = [...mails].sort((a, b) => a.receivedAt - b.receivedAt || (a.key < b.key ? -1 : 1));
  const placed = ordered.map((mail) => put(memory, mail, reopenDays));
  // What was found in Sent may answer a message of this batch that stands behind it, when clocks disagree.
  const again = placed.map((one) => (one.place.kind === 'unmatched' ? put(memory, one.mail, reopenDays) : one));
  return { placed: again, rows: memory.rows, begun: memory.begun };
}

interface Memory extends ThreadIndex {
  readonly rows: Map<string, ConversationRow>;
  readonly begun: string[];
  readonly references: Map<string, ReferenceRow[]>;
  readonly roots: Map<string, string[]>;
  readonly candidates: Map<string, Candidate & { participants: Set<string> }>;
  /** The escalation of a token that is ours. */
  readonly escalationOf: (token: string | null) => string | null;
  readonly sides: readonly SideThread[];
  readonly sideOfToken: (token: string | null) => string | null;
  /** By conversation. */
  readonly escalations: ReadonlyMap<string, readonly EscalationRow[]>;
}

async function remember(k: Kernel, mails: readonly Prepared[], also: readonly string[]): Promise<Memory> {
  const ids = new Set(mails.flatMap((mail) => [...mail.references, ...(mail.messageId ? [mail.messageId] : [])]));
  const references = grouped(await referencesTo(k, [...ids]), (row) => row.ref);
  const rootRows = await threadRoots(k, [...new Set(mails.flatMap((mail) => mail.threadRoot ?? []))]);
  const roots = new Map([...grouped(rootRows, (row) => row.root)].map(([root, rows]) => [root, rows.map((row) => row.conversationId)]));
  const given = mails.flatMap((mail) => mail.threadToken ?? []);
  const asked = new Map(
    given.flatMap((token) => {
      const id = escalationOfToken(k, token);
      return id === null ? [] : [[token, id] as const];
    }),
  );
  const askedIn = new Map((await escalationsById(k, [...new Set(asked.values())])).map((one) => [one.id, one.conversationId]));
  const sideTokens = new Map(
    given.flatMap((token) => {
      const id = sideOfToken(k, token);
      return id === null ? [] : [[token, id] as const];
    }),
  );
  const askedAside = await conversationsOfSides(k, [...new Set(sideTokens.values())]);
  const conversationOf = (token: string) =>
    askedIn.get(asked.get(token) ?? '') ?? askedAside.get(sideTokens.get(token) ?? '') ?? conversationOfToken(k, token);
  const tokens = new Map(given.map((token) => [token, conversationOf(token)]));
  const tagged = mails.flatMap((mail) => taggedNumber(mail.subject) ?? []);
  const named = [
    ...mails.flatMap((mail) => conversationsNamedBy(mail, references)),
    ...[...roots.values()].flat(),
    ...[...tokens.values()].filter((one) => one !== null),
  ];
  const rows = new Map((await lockConversations(k, [...new Set([...named, ...tagged, ...also])])).map((row) => [row.id, row]));
  const escalations = grouped(await escalationsIn(k, [...rows.keys()]), (one) => one.conversationId);
  const sides = await sidesIn(k, [...rows.keys()]);
  const candidates = new Map(
    [...rows].map(([id, row]) => {
      const { resolvedAt } = rows.get(row.mergedInto ?? '') ?? row;
      return [id, { id, subject: row.subject, participants: new Set(row.participants), resolvedAt }];
    }),
  );
  return {
    rows,
    begun: [],
    references,
    roots,
    candidates,
    escalations,
    sides,
    sideOfToken: (token) => (token === null ? null : (sideTokens.get(token) ?? null)),
    escalationOf: (token) => (token === null ? null : (asked.get(token) ?? null)),
    opens: (token) => askedIn.has(asked.get(token) ?? ''),
    byToken: (token) => tokens.get(token) ?? null,
    // Where a mail lies, before where it is only named: a message may have been split off since.
    byReference: (id) =>
      (references.get(id) ?? []).toSorted((a, b) => Number(b.isHeld) - Number(a.isHeld)).map((row) => row.conversationId),
    byChild: (id) => childrenOf(references.get(id) ?? []),
    byThreadRoot: (root) => roots.get(root) ?? [],
    candidate: (id) => candidates.get(id),
  };
}

/** Only these are locked: of its own id, a message needs what points to it, not who else bears it. */
function conversationsNamedBy(mail: Prepared, references: ReadonlyMap<string, ReferenceRow[]>): string[] {
  const own = mail.messageId === null ? [] : childrenOf(references.get(mail.messageId) ?? []);
  return [...own, ...mail.references.flatMap((id) => references.get(id) ?? []).map((row) => row.conversationId)];
}

/** An id that is held already belongs to another message: senders that repeat one id (scanners, forms) are no thread. */
function childrenOf(rows: readonly ReferenceRow[]): string[] {
  return rows.some((row) => row.isHeld) ? [] : rows.filter((row) => row.isReferenced).map((row) => row.conversationId);
}

function put(memory: Memory, mail: Prepared, reopenDays: number): Placed {
  const side = inSide(memory, mail);
  if (side) return side;
  const question: ThreadQuestion = {
    direction: mail.direction,
    nature: mail.nature,
    isHistory: mail.isHistory,
    at: mail.receivedAt,
    people: mail.people,
    subject: mail.subject,
    token: isSplitOff(memory, mail) ? null : mail.threadToken,
    ownId: mail.messageId,
    references: mail.references,
    threadRoot: mail.threadRoot,
  };
  const place = placeOf(question, memory, reopenDays);
  if (place.kind === 'unmatched') return { mail, place, conversation: null };
  const conversation = place.kind === 'join' ? place.conversation : `new:${memory.begun.length}`;
  if (place.kind === 'start') memory.begun.push(conversation);
  const known = place.kind === 'join' ? withArea(memory, mail, conversation) : mail;
  learn(memory, conversation, known);
  return { mail: known, place, conversation };
}

/** What is said in a side thread joins its conversation and brings nobody into it. */
function inSide(memory: Memory, mail: Prepared): Placed | null {
  if (memory.sides.length === 0) return null;
  const from = mail.from?.email ?? '';
  const participantsOf = (id: string) => memory.candidates.get(id)?.participants ?? new Set<string>();
  const side = sideOf({ ...mail, from }, memory.sideOfToken(mail.threadToken), memory.sides, participantsOf);
  if (!side) return null;
  const known: Prepared = { ...mail, participants: [], area: { escalationId: null, part: 'side', sideId: side.id } };
  learn(memory, side.conversationId, known);
  return { mail: known, place: { kind: 'join', conversation: side.conversationId }, conversation: side.conversationId };
}

/** Its token names a conversation from which the mail that it answers has been split since: that mail says where it belongs. */
function isSplitOff(memory: Memory, mail: Prepared): boolean {
  const named = memory.rows.get(memory.byToken(mail.threadToken ?? '') ?? '');
  if (named?.kinId == null || memory.escalationOf(mail.threadToken) !== null) return false;
  const parent = mail.references.at(-1);
  const held = (memory.references.get(parent ?? '') ?? []).filter((row) => row.isHeld).map((row) => memory.rows.get(row.conversationId));
  return held.some((row) => row?.kinId === named.kinId && row.id !== named.id);
}

/** An area's words are not the requester's, and bring nobody into the conversation. */
function withArea(memory: Memory, mail: Prepared, conversation: string): Prepared {
  const escalations = (memory.escalations.get(conversation) ?? []).filter((one) => one.end?.kind !== 'undone');
  if (escalations.length === 0) return mail;
  const from = mail.from?.email ?? '';
  const participants = memory.candidates.get(conversation)?.participants ?? new Set();
  const area = areaWords({ ...mail, from }, memory.escalationOf(mail.threadToken), escalations, participants);
  return area === null ? mail : { ...mail, area, participants: [] };
}

/** What comes behind it in the batch finds it as if it had been stored. */
function learn(memory: Memory, conversation: string, mail: Prepared): void {
  for (const row of referencesOf(conversation, mail)) push(memory.references, row.ref, row);
  if (mail.threadRoot) push(memory.roots, mail.threadRoot, conversation);
  const candidate = memory.candidates.get(conversation) ?? {
    id: conversation,
    subject: mail.subject,
    participants: new Set<string>(),
    resolvedAt: null,
  };
  for (const one of mail.participants) candidate.participants.add(one);
  memory.candidates.set(conversation, candidate);
}

/** The Message-IDs by which a message will be found. */
export function referencesOf(conversation: string, mail: Prepared): ReferenceRow[] {
  const pointed = new Set(mail.references);
  const rows = [...pointed]
    .filter((ref) => ref !== mail.messageId)
    .map((ref) => ({ ref, conversationId: conversation, isHeld: false, isReferenced: true }));
  if (mail.messageId)
    rows.push({ ref: mail.messageId, conversationId: conversation, isHeld: true, isReferenced: pointed.has(mail.messageId) });
  return rows;
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) push(groups, keyOf(row), row);
  return groups;
}

function push<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
