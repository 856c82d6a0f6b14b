import type { Kernel } from '#kernel';
import { keepClocks, nobodyWaits, type Thread } from './clocks.ts';

import { type Placed, placeAll, type Places, referencesOf } from './place.ts';
import type { Inbound, Received } from './port.ts';
import { prepare, type Prepared } from './prepare.rules.ts';
import { addEvent } from './message-store.ts';
import {
  insertMessages,
  type KnownMessage,
  knownMessages,
  lockThreads,
  type NewMessage,
  numbersFor,
  requestersFor,
  retimeMessages,
} from './receive-store.ts';
import { clearResolved, stayTogether } from './change-store.ts';
import { standTogether } from './judge.ts';
import { threadsOf } from './merge/threads.ts';
import { giveNewWork } from './on-duty.ts';
import { closeResolutions } from './resolution-store.ts';
import { plain } from './search.rules.ts';
import { type ConversationRow, searchableOf, summarised } from './summary.rules.ts';
import { wake } from './snooze/snooze.ts';
import { judgeSenders } from './spam/senders.ts';
import { understand } from './understand.ts';
import { spellsOf, stateOf, type ThreadMessage } from './wait.rules.ts';
import { addSearchTexts, insertAttachments, insertLinks, insertReferences, writeConversations } from './write-store.ts';

/**
 * Takes in messages of any channel, in one transaction: thread, requester, message, waiting spells, search, live news and the topic
 * `desk.received`. The same key again is 'known' and changes nothing, but an earlier receipt moves its spell, and what could not be
 * understood before gets its words. ≤ 100 a batch.
 */
export function receive(k: Kernel, batch: readonly Inbound[]): Promise<Received[]> {
  if (batch.length === 0) return Promise.resolve([]);
  return k.transaction(async (k) => {
    await stayTogether(k);
    const mails = await judgeSenders(k, [...new Map(batch.map((one) => [one.key, prepare(one)])).values()]);
    await lockThreads(k, mails.flatMap(locksOf));
    const known = new Map(
      (
        await knownMessages(
          k,
          mails.map((mail) => mail.key),
        )
      ).map((one) => [one.key, one]),
    );
    const changed = [...(await retime(k, mails, known)), ...(await understand(k, mails, known))];
    const places = await placeAll(
      k,
      mails.filter((mail) => !known.has(mail.key)),
      changed,
    );
    const stored = await store(k, places, changed);
    return batch.map(({ key }) => outcomeOf(key, known.get(key), stored.get(key)));
  });
}

function locksOf(mail: Prepared): string[] {
  const { references } = mail;
  return [mail.key, mail.messageId, references[0], references.at(-1), mail.threadRoot].filter((name) => typeof name === 'string');
}

function outcomeOf(key: string, known: KnownMessage | undefined, stored: NewMessage | undefined): Received {
  if (known) return { key, outcome: 'known', messageId: known.id, conversationId: known.conversationId };
  if (stored) return { key, outcome: 'stored', messageId: stored.id, conversationId: stored.conversationId };
  return { key, outcome: 'unmatched', messageId: null, conversationId: null };
}

/** The same mail in another mailbox, received earlier there: the clock starts at the first (email.md 1). Answers whose threads change. */
async function retime(k: Kernel, mails: readonly Prepared[], known: ReadonlyMap<string, KnownMessage>): Promise<string[]> {
  const earlier = mails.flatMap((mail) => {
    const one = known.get(mail.key);
    // What an import reads out of headers, or counts as history, proves no earlier arrival at a mailbox of ours.
    if (!one || mail.isHistory || mail.internalDate === null) return [];
    return mail.receivedAt < one.receivedAt ? [{ ...one, receivedAt: mail.receivedAt }] : [];
  });
  if (earlier.length > 0) await retimeMessages(k, earlier);
  return earlier.map((one) => one.conversationId);
}

interface Group {
  readonly id: string;
  readonly before: ConversationRow | null;
  readonly messages: readonly NewMessage[];
}

async function store(k: Kernel, places: Places, retimed: readonly string[]): Promise<Map<string, NewMessage>> {
  const kept = places.placed.filter((one) => one.conversation !== null);
  const numbers = await numbersFor(k, places.begun.length, kept.length);
  const numberOf = new Map(places.begun.map((name, i) => [name, numbers.conversations[i] as string]));
  const messages = kept.map(
    ({ mail, conversation }, i): NewMessage => ({
      id: numbers.messages[i] as string,
      mail,
      conversationId: numberOf.get(conversation as string) ?? (conversation as string),
    }),
  );
  const groups = groupsOf(messages, retimed, places.rows);
  if (groups.length === 0) return new Map();
  const clocks = await clocked(k, groups);
  await write(k, groups, clocks);
  await insertMessages(k, messages);
  await insertReferences(
    k,
    messages.flatMap(({ conversationId, mail }) => referencesOf(conversationId, mail)),
  );
  await insertAttachments(k, messages);
  await insertLinks(k, linksOf(kept, numberOf));
  await wakeSnoozed(k, groups);
  await reachWhereShown(k, groups, places.rows);
  const isNewWork = ({ id, before }: Group) => !before?.waitsForAnswer && clocks.waiting.get(id)?.waitsForAnswer === true;
  await giveNewWork(
    k,
    groups.filter(isNewWork).map((group) => group.before?.mergedInto ?? group.id),
  );
  await passOn(k, messages);
  await tell(k, groups);
  return new Map(messages.map((message) => [message.mail.key, message]));
}

function groupsOf(messages: readonly NewMessage[], retimed: readonly string[], rows: ReadonlyMap<string, ConversationRow>): Group[] {
  const groups = new Map<string, NewMessage[]>(retimed.map((id) => [id, []]));
  for (const message of messages) {
    const group = groups.get(message.conversationId);
    if (group) group.push(message);
    else groups.set(message.conversationId, [message]);
  }
  // What was found in Sent may bear an earlier time than its question (clocks disagree), yet a conversation begins with what came in.
  const inFirst = (a: NewMessage, b: NewMessage) => Number(a.mail.direction === 'out') - Number(b.mail.direction === 'out');
  return [...groups].map(([id, list]) => ({ id, before: rows.get(id) ?? null, messages: list.toSorted(inFirst) }));
}

/** Somebody wrote, or an area did: what was put off is to be seen to now. */
async function wakeSnoozed(k: Kernel, groups: readonly Group[]): Promise<void> {
  const isSaid = ({ mail }: NewMessage) => mail.direction === 'in' && mail.nature === 'person' && !mail.isHistory;
  const said = groups.filter(({ before, messages }) => before !== null && messages.some(isSaid));
  const isOfArea = ({ messages }: Group) => messages.filter(isSaid).every(({ mail }) => mail.area);
  for (const how of ['area', 'message'] as const)
    await wake(
      k,
      said.filter((group) => isOfArea(group) === (how === 'area')).map((group) => group.id),
      how,
    );
}

/** What came into a conversation that is shown in another is seen there: it opens that one again, and is due in it. */
async function reachWhereShown(k: Kernel, groups: readonly Group[], rows: ReadonlyMap<string, ConversationRow>): Promise<void> {
  for (const { before, messages } of groups) {
    const shown = rows.get(before?.mergedInto ?? '');
    if (!shown || !reopens(shown, messages)) continue;
    await clearResolved(k, shown.id);
    await sayReopened(k, shown.id);
  }
  await standTogether(
    k,
    groups.flatMap((group) => group.before ?? []),
  );
}

interface Clocked {
  readonly threads: ReadonlyMap<string, Thread>;
  readonly waiting: Awaited<ReturnType<typeof keepClocks>>;
}

async function clocked(k: Kernel, groups: readonly Group[]): Promise<Clocked> {
  const earlier = await threadsOf(
    k,
    groups.flatMap((group) => group.before ?? []),
  );
  const threads = groups.map(({ id, before, messages }) => ({
    conversationId: id,
    isNew: before === null,
    messages: [...(earlier.get(id) ?? []), ...messages.map(factOf)],
  }));
  return { threads: new Map(threads.map((thread) => [thread.conversationId, thread])), waiting: await keepClocks(k, threads) };
}

function factOf({ id, mail }: NewMessage): ThreadMessage {
  const { key, direction, nature, isHistory } = mail;
  const comesIn = direction === 'in';
  return {
    id,
    key,
    at: mail.receivedAt,
    direction,
    nature,
    isHistory,
    isExcused: false,
    senders: comesIn ? mail.senders : [],
    recipients: comesIn && mail.area?.part !== 'answer' ? [] : mail.recipients,
    isElsewhere: !comesIn,
    isByPhone: false,
    messageId: mail.messageId,
    answersId: comesIn ? null : (mail.references.at(-1) ?? null),
    repliesTo: comesIn ? (mail.references.at(-1) ?? null) : null,
    copiedAt: mail.internalDate,
    part: mail.area?.part ?? null,
    escalationId: mail.area?.escalationId ?? null,
  };
}

async function write(k: Kernel, groups: readonly Group[], { threads, waiting }: Clocked): Promise<void> {
  const people = new Map(
    groups.flatMap(({ messages }) =>
      messages
        .filter(({ mail }) => mail.direction === 'in' && !mail.area)
        .map(({ mail }) => [mail.requester.email, mail.requester.name] as const),
    ),
  );
  const requesterIds = await requestersFor(k, people);
  const rows = groups.map(({ id, before, messages }) => {
    const row = summarised(
      before,
      id,
      messages.map((one) => one.mail),
      requesterIds,
    );
    const waits = waiting.get(id) ?? nobodyWaits;
    const messagesOf = threads.get(id)?.messages ?? [];
    const resolvedAt = waits.waitsForAnswer || reopens(row, messages) ? null : row.resolvedAt;
    const state = stateOf(messagesOf, waits.waitsForAnswer, resolvedAt !== null, row.state, waits.waitsForArea);
    const isAnsweredElsewhere = spellsOf(messagesOf).some((spell) => spell.answer?.isElsewhere);
    const isSetAside = row.isSetAside && !isTakenUpAgain(row, { state, resolvedAt, ...waits });
    return { ...row, ...waits, resolvedAt, state, isAnsweredElsewhere, isSetAside, receivedAt: firstOf(messagesOf, row.receivedAt) };
  });
  const fresh = new Set(groups.filter((group) => group.before === null).map((group) => group.id));
  await writeConversations(
    k,
    rows.filter((row) => fresh.has(row.id)),
    true,
  );
  await writeConversations(
    k,
    rows.filter((row) => !fresh.has(row.id)),
    false,
  );
  await addSearchTexts(
    k,
    groups.map((group) => searchTextOf(group)),
  );
  await noteReopenings(k, groups, rows);
}

/** The earliest of what came in: a receipt may have moved. */
function firstOf(messages: readonly ThreadMessage[], known: number): number {
  return Math.min(known, ...messages.filter((one) => one.direction === 'in').map((one) => one.at));
}

/** Somebody waits again, it was answered after all, or it is open again. */
function isTakenUpAgain(before: ConversationRow, now: Pick<ConversationRow, 'waitsForAnswer' | 'state' | 'resolvedAt'>): boolean {
  return now.waitsForAnswer || now.state === 'waiting' || (before.resolvedAt !== null && now.resolvedAt === null);
}

/** A person of the other side wrote after it was resolved. */
function reopens(row: ConversationRow, messages: readonly NewMessage[]): boolean {
  return messages.some(
    ({ mail }) =>
      mail.direction === 'in' &&
      mail.nature === 'person' &&
      (!mail.area || mail.area.part === 'side') &&
      !mail.isHistory &&
      row.resolvedAt !== null &&
      mail.receivedAt > row.resolvedAt,
  );
}

async function noteReopenings(k: Kernel, groups: readonly Group[], rows: readonly ConversationRow[]): Promise<void> {
  const reopened = groups.filter(
    (group) => group.before?.resolvedAt != null && rows.find((row) => row.id === group.id)?.resolvedAt === null,
  );
  for (const { id } of reopened) await sayReopened(k, id);
}

async function sayReopened(k: Kernel, id: string): Promise<void> {
  await closeResolutions(k, id, { by: 'Ventanilla', cause: 'message' });
  await addEvent(k, id, { kind: 'reopened', by: 'Ventanilla', detail: 'message', text: 'Se reabrió: llegó un mensaje nuevo.' });
}

function searchTextOf({ id, before, messages }: Group) {
  const texts = messages.map(({ mail }, i) => searchableOf(mail, before === null && i === 0));
  if (before === null) texts.unshift(`VT ${id}`);
  return {
    conversationId: id,
    lastAt: Math.max(before?.lastAt ?? 0, ...messages.map(({ mail }) => mail.receivedAt)),
    text: plain(texts.join(' ')),
  };
}

function linksOf(kept: readonly Placed[], numberOf: ReadonlyMap<string, string>) {
  return kept.flatMap(({ place, conversation }) => {
    if (place.kind !== 'start' || place.link === null) return [];
    const named = (name: string) => numberOf.get(name) ?? name;
    return [{ conversationId: named(conversation as string), otherId: named(place.link.conversation), reason: place.link.reason }];
  });
}

/** What an area has answered goes on to whom it is for, once, after the commit. */
async function passOn(k: Kernel, messages: readonly NewMessage[]): Promise<void> {
  for (const { id, mail } of messages) if (mail.area?.part === 'answer') await k.jobs.send('desk.area-answered', { message: id });
}

async function tell(k: Kernel, groups: readonly Group[]): Promise<void> {
  for (const { id } of groups) await k.live.tell('desk', id);
  const said = groups.flatMap(({ id, before, messages }) =>
    messages.filter(isPersons).map((one) => ({ conversation: id, message: one.id, isAgain: before !== null })),
  );
  if (said.length === 0) return;
  await k.topics.publish('desk.received', { messages: said.map((one) => one.message) });
  const again = said.filter((one) => one.isAgain).map(({ conversation, message }) => ({ conversation, message }));
  if (again.length > 0) await k.topics.publish('desk.wrote-again', { messages: again });
}

function isPersons({ mail }: NewMessage): boolean {
  return mail.direction === 'in' && mail.nature === 'person' && !mail.isHistory;
}
