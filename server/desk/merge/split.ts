import type { Kernel } from '#kernel';
import { obligationsOfSubjects, rehomeObligations } from '#procedure';
import { mergeAlone } from '../change-store.ts';
import { holdOwn, shownOf } from '../hold.ts';
import { addEvent } from '../message-store.ts';
import { numberOf } from '../present.ts';
import { lockConversation, numbersFor, requestersFor } from '../receive-store.ts';
import { plain } from '../search.rules.ts';
import type { ConversationRow } from '../summary.rules.ts';
import { addSearchTexts, writeConversations } from '../write-store.ts';
import { arrange, merge } from './merge.ts';
import { insertMerge } from './merge-store.ts';
import { isQuestion, pieced } from './piece.rules.ts';
import { refuse } from './refusals.ts';
import {
  countNone,
  endSplit,
  hasOwnLife,
  haveSpokenSince,
  inheritAssignee,
  insertSplit,
  movedBy,
  moveMessages,
  type PieceRow,
  piecesById,
  piecesIn,
  splitById,
  type SplitRow,
} from './split-store.ts';

/**
 * Begins a conversation with messages of another. What waits among them is owed there as it was: the same row where it opened the wait, one of the same opening where it
 * had joined it; what was answered stays answered. Refuses `unknown-conversation`, `split-of-nothing`, `split-of-several`, `cannot-split` (all 409). Answers the split and
 * the new conversation.
 */
export function split(k: Kernel, conversationId: string, messageIds: readonly string[]): Promise<{ id: string; conversation: string }> {
  return k.transaction(async (k) => {
    await mergeAlone(k);
    const asked = shownOf(await holdOwn(k, conversationId));
    const pieces = await piecesById(k, [...new Set(messageIds)]);
    const from = await homeOf(k, pieces, asked.family, messageIds.length);
    const conversation = (await numbersFor(k, 1, 0)).conversations[0] as string;
    const by = k.actor.name;
    const number = numberOf(conversation);
    const messageId = await addEvent(k, from.id, { kind: 'split', by, detail: number, text: `${by} separó mensajes a ${number}.` });
    await write(
      k,
      pieces,
      { ...from, id: conversation, resolvedAt: null, isSetAside: false, isAnsweredElsewhere: false, state: 'resolved' },
      true,
    );
    await inheritAssignee(k, conversation, asked.id);
    const moved = pieces.map((one) => one.id);
    await moveMessages(k, moved, from.id, conversation);
    const id = await insertSplit(k, { fromId: from.id, intoId: conversation, messageId }, moved);
    await addEvent(k, conversation, {
      kind: 'split-from',
      by,
      detail: numberOf(from.id),
      text: `${by} separó estos mensajes de ${numberOf(from.id)}.`,
    });
    await rehome(k, moved, from.id, conversation);
    await write(k, await piecesIn(k, from.id), from, false);
    await arrange(k, [...asked.kin, { id: conversation }], from.kinId ?? from.id);
    await k.acts.write({
      verb: 'conversation.split',
      subject: { kind: 'conversation', id: from.id },
      detail: { split: id, conversation, messages: moved },
    });
    return { id, conversation };
  });
}

/** The conversation in which all of them lie, where they can be split off it. */
async function homeOf(k: Kernel, pieces: readonly PieceRow[], family: readonly string[], asked: number): Promise<ConversationRow> {
  const [first] = pieces;
  if (!first || pieces.length < asked || pieces.some((one) => !family.includes(one.conversationId))) throw refuse.splitOfNothing();
  if (pieces.some((one) => one.conversationId !== first.conversationId)) throw refuse.splitOfSeveral();
  const isFixed = ({ direction, part, delivery }: PieceRow) =>
    direction === 'event' || part !== null || ['queued', 'sending', 'uncertain'].includes(delivery ?? '');
  if (pieces.some(isFixed)) throw refuse.cannotSplit();
  const chosen = new Set(pieces.map((one) => one.id));
  const left = (await piecesIn(k, first.conversationId)).filter((one) => !chosen.has(one.id));
  const row = await lockConversation(k, first.conversationId);
  if (!row || !pieces.some(isQuestion) || !left.some(isQuestion)) throw refuse.splitOfNothing();
  return row;
}

/** The row of a conversation as its messages have it. */
async function write(k: Kernel, pieces: readonly PieceRow[], row: ConversationRow, isNew: boolean): Promise<void> {
  const ordered = pieces.toSorted((a, b) => a.receivedAt - b.receivedAt);
  const { requester, mailbox, participants, ...rest } = pieced(ordered);
  const requesterIds = await requestersFor(k, new Map([[requester.email, requester.name]]));
  const next: ConversationRow = {
    ...row,
    ...rest,
    mailbox: mailbox ?? row.mailbox,
    requesterId: requesterIds.get(requester.email) as string,
    requesterName: requester.name,
    requesterEmail: requester.email,
    // Whoever belonged to it goes on belonging.
    participants: isNew ? participants : row.participants,
  };
  await writeConversations(k, [next], isNew);
  if (isNew)
    await addSearchTexts(k, [
      { conversationId: row.id, lastAt: next.lastAt, text: plain([`VT ${row.id}`, ...ordered.map(wordsOf)].join(' \n ')) },
    ]);
}

function wordsOf({ subject, people, text, files }: PieceRow): string {
  const names = [...(people.from ? [people.from] : []), ...(people.to ?? []), ...(people.cc ?? [])].slice(0, 100);
  return [subject, ...names.map((one) => `${one.name} ${one.email}`), text, files.slice(0, 20_000)].join(' \n ');
}

/** The obligations that these messages opened go with them. */
async function rehome(k: Kernel, moved: readonly string[], from: string, to: string): Promise<void> {
  const rows = await obligationsOfSubjects(k, 'conversation', [from, to]);
  const taken = new Set(rows.filter((row) => row.subjectId === to).map((row) => `${row.clause} ${row.basis} ${row.spell}`));
  const mine = rows.filter((row) => row.subjectId === from && row.clause === '5.3' && row.basis === 'text' && row.withdrawnAt === null);
  const removals = mine.flatMap((row) => {
    const opener = row.spell.split('~')[0] as string;
    if (!moved.includes(opener)) return [];
    let spell = opener;
    for (let n = 2; taken.has(`${row.clause} ${row.basis} ${spell}`); n += 1) spell = `${opener}~${n}`;
    taken.add(`${row.clause} ${row.basis} ${spell}`);
    return [{ obligationId: row.id, subjectId: to, spell }];
  });
  await rehomeObligations(k, removals);
}

/**
 * Takes a split back. Where nothing has come of it since, the messages lie again where they lay, and the number leads there; otherwise nothing moves, and the new
 * conversation is shown in the old one. Again is harmless. Refuses `unknown-split`.
 */
export function undoSplit(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    await mergeAlone(k);
    const row = /^\d{1,18}$/.test(id) ? await splitById(k, id) : undefined;
    if (!row) throw refuse.unknownSplit();
    if (row.isUndone) return;
    const held = await holdOwn(k, row.intoId);
    const moved = await movedBy(k, id);
    const isLived =
      held.mergedInto !== null ||
      (await hasOwnLife(k, row.intoId, moved)) ||
      (await haveSpokenSince(k, [row.intoId, ...shownWithHome(held.kin, row.fromId)], row.messageId));
    if (isLived) await merge(k, row.fromId, { conversation: row.intoId, evenIfOthers: true });
    else await takeBack(k, row, moved);
    await k.acts.write({
      verb: 'conversation.split-undone',
      subject: { kind: 'conversation', id: row.fromId },
      detail: { split: id, conversation: row.intoId, moved: !isLived },
    });
  });
}

function shownWithHome(kin: readonly { readonly id: string; readonly mergedInto: string | null }[], homeId: string): string[] {
  const shown = kin.find((one) => one.id === homeId)?.mergedInto ?? homeId;
  return kin.filter((one) => one.id === shown || one.mergedInto === shown).map((one) => one.id);
}

async function takeBack(k: Kernel, { id, fromId, intoId }: SplitRow, moved: readonly string[]): Promise<void> {
  const { kin, kinId } = await holdOwn(k, fromId);
  await moveMessages(k, moved, intoId, fromId);
  await rehome(k, moved, intoId, fromId);
  await endSplit(k, id);
  await countNone(k, intoId);
  const row = await lockConversation(k, fromId);
  if (row) await write(k, await piecesIn(k, fromId), row, false);
  const by = k.actor.name;
  const number = numberOf(intoId);
  const text = `${by} deshizo la separación de ${number}.`;
  const messageId = await addEvent(k, fromId, { kind: 'split-undone', by, detail: number, text });
  await insertMerge(k, { fromId: intoId, intoId: fromId, messageId });
  await arrange(k, kin, kinId ?? fromId);
}
