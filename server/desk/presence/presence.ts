import type { Kernel } from '#kernel';
import { refuse } from '../refusals.ts';
import type { Doing } from '../shapes.ts';
import { forgetBefore, othersAt, type PresentRow, standAt, standNoMore } from './presence-store.ts';

/** Real ms after its last sign in which a tab still counts as being there; consoles give one every eight seconds. */
export const presentFor = 20_000;

/**
 * The actor has the conversation open in a tab; answers who else has. Whoever is there hears that something changed, nobody where nobody is:
 * opening conversations alone costs the other consoles nothing. Refuses `unknown-conversation`, `only-persons`.
 */
export function beAt(
  k: Kernel,
  conversationId: string,
  { tab, doing }: { readonly tab: string; readonly doing: Doing },
): Promise<PresentRow[]> {
  const accountId = personOf(k);
  return k.transaction(async (k) => {
    const stood = await standAt(k, { accountId, tab }, { conversationId, doing });
    if (stood === undefined) throw refuse.unknownConversation();
    const wasFresh = stood !== null && stood.seenAt > k.clock.real() - presentFor;
    if (wasFresh && stood.conversationId !== conversationId) await tellOthers(k, stood.conversationId);
    const isSame = wasFresh && stood.conversationId === conversationId && stood.doing === doing;
    return isSame ? othersAt(k, conversationId, k.clock.real() - presentFor) : tellOthers(k, conversationId);
  });
}

/** The tab was closed, hidden or moved on; again is harmless. Refuses `only-persons`. */
export function leave(k: Kernel, conversationId: string, tab: string): Promise<void> {
  const accountId = personOf(k);
  return k.transaction(async (k) => {
    if (await standNoMore(k, { accountId, tab }, conversationId)) await tellOthers(k, conversationId);
  });
}

/** What tabs left behind that closed without a word. */
export function forgetGone(k: Kernel): Promise<void> {
  return forgetBefore(k, k.clock.real() - 3_600_000);
}

async function tellOthers(k: Kernel, conversationId: string): Promise<PresentRow[]> {
  const others = await othersAt(k, conversationId, k.clock.real() - presentFor);
  if (others.length > 0) await k.live.tell('presence', conversationId);
  return others;
}

function personOf(k: Kernel): string {
  if (k.actor.kind !== 'person') throw refuse.onlyPersons();
  return k.actor.accountId;
}
