import { conversationNames, recentArrivals } from '#desk';
import { iso, type Kernel } from '#kernel';
import { looker } from './apply.ts';
import { matches } from './match.rules.ts';
import type { Condition, Rehearsal } from './shapes.ts';

const days = 30;
const mostLooked = 500;
const mostShown = 20;

/** On which of the messages of the last thirty days a rule would have acted. Nothing is done and nothing kept. */
export async function rehearse(k: Kernel, conditions: readonly Condition[]): Promise<Rehearsal> {
  const came = await recentArrivals(k, { since: k.clock.now() - days * 86_400_000, limit: mostLooked });
  const seenOf = await looker(k);
  const matched = came.filter((one) => matches(conditions, seenOf(one)));
  const shown = matched.slice(0, mostShown);
  const named = await conversationNames(
    k,
    shown.map((one) => one.conversationId),
  );
  return {
    looked: came.length,
    matched: matched.length,
    items: shown.map(({ conversationId, sender, senderName, at }) => ({
      conversation: named(conversationId),
      from: senderName || sender,
      at: iso(at),
    })),
  };
}
