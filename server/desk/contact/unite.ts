import type { Kernel } from '#kernel';
import { cardById, refreshSearch } from './card-store.ts';
import { refuse } from './refusals.ts';
import { headsOf } from './unite.rules.ts';
import { endUnion, insertUnion, lockUnions, membersOf, unionById, writeHeads } from './unite-store.ts';

/**
 * Shows one card under another: its addresses, telephones, notes, consents and conversations, and what comes later. Nothing is rewritten. Answers
 * what takes it back. Refuses `unknown-contact`, `same-contact`.
 */
export function unite(k: Kernel, into: string, from: string): Promise<string> {
  return k.transaction(async (k) => {
    await lockUnions(k);
    const [kept, gone] = [await cardById(k, into), await cardById(k, from)];
    if (!kept || !gone) throw refuse.unknownContact();
    if (kept.id === gone.id) throw refuse.sameContact();
    const union = await insertUnion(k, { fromId: gone.id, intoId: kept.id });
    await settle(k, [kept.id, gone.id]);
    await k.acts.write({ verb: 'contact.united', subject: { kind: 'contact', id: kept.id }, detail: { contact: gone.id, union } });
    return union;
  });
}

/** Takes a union back: each card has its own again, and what came in between stays with the address that it came under. Refuses `unknown-union`. */
export function separate(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    await lockUnions(k);
    const union = await unionById(k, id);
    const shown = union && (await cardById(k, union.fromId));
    if (!union || !shown) throw refuse.unknownUnion();
    await endUnion(k, id);
    await settle(k, [shown.id]);
    await k.acts.write({
      verb: 'contact.separated',
      subject: { kind: 'contact', id: union.intoId },
      detail: { contact: union.fromId, union: id },
    });
  });
}

/** Brings the cards shown under these to where the unions in force lead, and tells. */
async function settle(k: Kernel, headIds: readonly string[]): Promise<void> {
  const { ids, unions } = await membersOf(k, headIds);
  const heads = headsOf(ids, unions);
  await writeHeads(k, heads);
  const shown = [...new Set(heads.values())];
  await refreshSearch(k, shown);
  for (const id of new Set([...headIds, ...shown])) await k.live.tell('contact', id);
}
