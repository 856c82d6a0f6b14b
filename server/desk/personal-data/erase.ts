import { iso, type Kernel } from '#kernel';
import { refreshSearch } from '../contact/card-store.ts';
import { holdCard } from '../contact/hold-card.ts';
import { addressesOf, phonesOf } from '../contact/reach-store.ts';
import { consentsOf, notesOf } from '../contact/remark-store.ts';
import { numberOf } from '../present.ts';
import { lockRequest } from './data-request-store.ts';
import type { ErasurePlan } from './data-shapes.ts';
import { dividedBy, type Kept } from './erase.rules.ts';
import { contentsOf, emptyCard, emptyConversations, lockErasable, unheld } from './erase-store.ts';
import { refuse } from './refusals.ts';
import { didStep, requestOf } from './requests.ts';

/** What an erasure now would take away, and what stays, until when and why. Refuses `unknown-data-request`, `not-an-erasure`. */
export function planErasure(k: Kernel, id: string): Promise<ErasurePlan> {
  return k.transaction(async (k) => {
    const { cardId, kind } = await requestOf(k, id);
    if (kind !== 'erasure') throw refuse.notAnErasure();
    const conversations = await lockErasable(k, cardId);
    const { goes, kept } = dividedBy(k.clock.now(), conversations);
    const keptIds = new Set(kept.map((one) => one.id));
    const needed = new Set(conversations.filter((one) => keptIds.has(one.id)).map((one) => one.addressId));
    const [notes, phones, addresses, consents] = await Promise.all([
      notesOf(k, cardId),
      phonesOf(k, cardId),
      addressesOf(k, cardId),
      consentsOf(k, cardId),
    ]);
    return {
      notes: notes.length,
      phones: phones.length,
      addresses: addresses.filter((one) => !needed.has(one.id)).length,
      consents: consents.filter((one) => one.revokedAt === null || one.detail !== null).length,
      conversations: goes.length,
      kept: kept.map(shown),
    };
  });
}

function shown({ id, why, until }: Kept) {
  return { id, number: numberOf(id), why, until: until === null ? null : iso(until) };
}

/**
 * Erases what the law lets go: the card, and conversations whose year has passed, with their originals. What is under way or within its year
 * stays; asked again later, it goes then. Answers what stayed. Refuses `unknown-data-request`, `not-an-erasure`, `data-request-ended` (refused).
 */
export function erase(k: Kernel, id: string): Promise<{ kept: ErasurePlan['kept'] }> {
  return k.transaction(async (k) => {
    const row = await lockRequest(k, id);
    if (!row) throw refuse.unknownRequest();
    if (row.kind !== 'erasure') throw refuse.notAnErasure();
    if (row.outcome === 'refused') throw refuse.ended();
    const card = await holdCard(k, row.cardId);
    const { goes, kept } = dividedBy(k.clock.now(), await lockErasable(k, card.id));
    const contents = await contentsOf(k, goes);
    await emptyConversations(k, goes);
    const counts = await emptyCard(k, card.id);
    await refreshSearch(k, [card.id]);
    await k.jobs.send('desk.forget', { hashes: contents.hashes });
    await k.topics.publish('desk.erased', { messages: contents.messages });
    await didStep(k, row, 'erasure', { ...counts, conversations: goes.length, kept: kept.length });
    for (const one of goes) await k.live.tell('desk', one);
    return { kept: kept.map(shown) };
  });
}

/** Gives up attachments to which nothing points any longer; the originals are the channel's to give up. */
export async function forget(k: Kernel, hashes: readonly string[]): Promise<void> {
  await k.blobs.sweep(await k.transaction((k) => k.blobs.forget(() => unheld(k, hashes))));
}
