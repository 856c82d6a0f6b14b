import type { Kernel } from '#kernel';
import { factsIn } from '../receive-store.ts';
import type { ThreadMessage } from '../wait.rules.ts';
import { type Heard, heardBy, isAfter } from './kin.rules.ts';
import { kinOf, mergesAmong } from './merge-store.ts';
import { splitsAmong } from './split-store.ts';

/** A conversation whose thread is asked for. */
export interface Threaded {
  readonly id: string;
  readonly kinId: string | null;
}

/**
 * What the clock needs of each message that came or went, by conversation: of those that lie in it, and of what we said in those that are shown with it. What
 * the requester asked is owed only where it lies.
 */
export async function threadsOf(k: Kernel, conversations: readonly Threaded[]): Promise<Map<string, ThreadMessage[]>> {
  const ids = conversations.map((one) => one.id);
  const kinIds = [...new Set(conversations.flatMap((one) => one.kinId ?? []))];
  if (kinIds.length === 0) return factsIn(k, ids);
  const kin = await kinOf(k, kinIds);
  const requesterOf = new Map(kin.map((one) => [one.id, one.requesterEmail]));
  const facts = await factsIn(k, [...new Set([...ids, ...requesterOf.keys()])]);
  const [merges, splits] = await Promise.all([mergesAmong(k, [...requesterOf.keys()]), splitsAmong(k, [...requesterOf.keys()])]);
  return new Map(
    ids.map((id) => {
      const heard = heardBy(id, merges, splits).flatMap((one) => {
        const isSame = requesterOf.get(one.conversationId) === requesterOf.get(id);
        return (facts.get(one.conversationId) ?? [])
          .filter((message) => isHeard(message, one, isSame))
          .map((message) => ({ ...message, heard: { until: one.what === 'all' ? one.until : null } }));
      });
      const own = facts.get(id) ?? [];
      // Along two ways at once: what was in one thread says more.
      const once = new Map(
        [...heard].sort((a, b) => Number(a.heard.until !== null) - Number(b.heard.until !== null)).map((one) => [one.id, one]),
      );
      return [id, [...own, ...once.values()]];
    }),
  );
}

/** An answer is to those it goes to; handing the matter to an area says nothing to another requester. */
function isHeard(message: ThreadMessage, { what, since, until }: Heard, isSame: boolean): boolean {
  if (!isAfter(message.id, since.messageId) || message.at < since.at || (until !== null && !isAfter(until, message.id))) return false;
  if (what === 'all') return true;
  if (message.part === 'ask') return isSame;
  return message.direction === 'out' ? message.part === null || message.part === 'forward' : message.part === 'answer';
}
