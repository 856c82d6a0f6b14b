import type { Kernel } from '#kernel';
import { type HeldConversation, holdConversations, mergeAlone } from '../change-store.ts';
import { judgeAll } from '../judge.ts';
import { addEvent } from '../message-store.ts';
import { numberOf } from '../present.ts';
import { refuse as refuseAny } from '../refusals.ts';
import { shownIn } from './kin.rules.ts';
import { endMerge, insertMerge, mergeById, type MergeRow, mergesAmong, writeShown } from './merge-store.ts';
import { refuse } from './refusals.ts';
import { isEmptied } from './split-store.ts';

export interface MergeWish {
  /** The conversation that is to be shown in the other. */
  readonly conversation: string;
  /** A person has read that the requesters are not the same. */
  readonly evenIfOthers: boolean;
}

/**
 * Shows a conversation in another from now on: a pointer, and nothing of either moves. What leads to one of them leads to where it is shown. Already there,
 * it stays so. Refuses `unknown-conversation`, `merge-with-itself`, `merge-in-a-ring`, `merge-of-quarantined`, `different-requesters` (all 409). Answers the merge.
 */
export function merge(k: Kernel, intoId: string, { conversation: fromId, evenIfOthers }: MergeWish): Promise<{ id: string }> {
  return k.transaction(async (k) => {
    const { kin, into, from } = await both(k, intoId, fromId);
    if (intoId === fromId) throw refuse.withItself();
    if (into.id === from.id) return there(k, kin, intoId, fromId);
    for (const one of [from, into]) if (one.isQuarantined) throw refuse.quarantined(numberOf(one.id));
    const isSame = into.requesterEmail !== '' && into.requesterEmail === from.requesterEmail;
    if (!isSame && !evenIfOthers) throw refuse.differentRequesters(nameOf(from), nameOf(into));
    const by = k.actor.name;
    const number = numberOf(from.id);
    const text = `${by} unió ${number} a esta conversación.`;
    const messageId = await addEvent(k, into.id, { kind: 'merged', by, detail: number, text });
    const id = await insertMerge(k, { fromId: from.id, intoId: into.id, messageId });
    await arrange(k, kin, into.kinId ?? into.id);
    await k.acts.write({
      verb: 'conversation.merged',
      subject: { kind: 'conversation', id: into.id },
      detail: { merge: id, conversation: from.id, isSameRequester: isSame },
    });
    await k.live.tell('draft', into.id);
    return { id };
  });
}

/**
 * Takes a merge back: each stands for itself again, as it was, with what came into it since. What we said in one of them ends no wait of the other any more.
 * Again is harmless. Refuses `unknown-merge`, `merge-of-emptied` (409).
 */
export function unmerge(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    await mergeAlone(k);
    const row = /^\d{1,18}$/.test(id) ? await mergeById(k, id) : undefined;
    if (!row) throw refuse.unknownMerge();
    if (row.isUndone) return;
    if (await isEmptied(k, row.fromId)) throw refuse.emptied(numberOf(row.fromId));
    const kin = await holdConversations(k, [row.fromId]);
    await endMerge(k, id);
    await arrange(k, kin, kin.find((one) => one.id === row.fromId)?.kinId ?? row.fromId);
    await tellUndone(k, row);
    await k.acts.write({
      verb: 'conversation.unmerged',
      subject: { kind: 'conversation', id: row.intoId },
      detail: { merge: id, conversation: row.fromId },
    });
    for (const one of [row.fromId, row.intoId]) await k.live.tell('draft', one);
  });
}

interface Both {
  readonly kin: readonly HeldConversation[];
  /** Where each of the two is shown. */
  readonly into: HeldConversation;
  readonly from: HeldConversation;
}

async function both(k: Kernel, intoId: string, fromId: string): Promise<Both> {
  await mergeAlone(k);
  const kin = [intoId, fromId].every((id) => /^\d{1,18}$/.test(id)) ? await holdConversations(k, [intoId, fromId]) : [];
  const shown = (id: string) => {
    const own = kin.find((one) => one.id === id);
    return own?.mergedInto == null ? own : kin.find((one) => one.id === own.mergedInto);
  };
  const [into, from] = [shown(intoId), shown(fromId)];
  if (!into || !from) throw refuseAny.unknownConversation();
  return { kin, into, from };
}

/** Shown together already: as it was asked, or the other way round. */
async function there(k: Kernel, kin: readonly HeldConversation[], intoId: string, fromId: string): Promise<{ id: string }> {
  const merges = await mergesAmong(
    k,
    kin.map((one) => one.id),
  );
  const own = merges.find((one) => one.fromId === fromId);
  if (!own) throw refuse.theOtherWay(numberOf(intoId), numberOf(fromId));
  return { id: own.id };
}

/** Brings the pointers to what the merges in force say, and each row to what it now speaks for. */
export async function arrange(k: Kernel, kin: readonly { readonly id: string }[], kinId: string): Promise<void> {
  const ids = kin.map((one) => one.id);
  await writeShown(k, kinId, shownIn(ids, await mergesAmong(k, ids)));
  await judgeAll(k, await holdConversations(k, ids), 'merge-undone', []);
}

async function tellUndone(k: Kernel, { fromId, intoId }: MergeRow): Promise<void> {
  const by = k.actor.name;
  for (const [id, other] of [
    [intoId, fromId],
    [fromId, intoId],
  ] as const) {
    const detail = numberOf(other);
    await addEvent(k, id, { kind: 'unmerged', by, detail, text: `${by} deshizo la unión con ${detail}.` });
  }
}

function nameOf({ requesterEmail, id }: HeldConversation): string {
  return requesterEmail === '' ? numberOf(id) : requesterEmail;
}
