import type { Kernel } from '#kernel';
import { type Threaded, threadsOf } from './merge/threads.ts';
import { excuseMessages } from './resolution-store.ts';
import { spellsOf } from './wait.rules.ts';

/**
 * The messages of these conversations that nobody has answered wait for no answer any more; answers which. Those that were answered stay as they
 * are: what ended their spell is a fact.
 */
export async function excuseWaiting(k: Kernel, conversations: readonly Threaded[]): Promise<string[]> {
  const threads = await threadsOf(k, conversations);
  const ids = [...threads.values()].flatMap((messages) => {
    const own = new Set(messages.flatMap((one) => (one.heard ? [] : [one.id])));
    const waiting = spellsOf(messages).filter((spell) => spell.answer === null);
    return waiting.flatMap((spell) => spell.messages).filter((id) => own.has(id));
  });
  await excuseMessages(k, ids);
  return ids;
}
