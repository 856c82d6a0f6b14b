import type { Kernel } from '#kernel';
import { type HeldConversation, setDue, setState } from './change-store.ts';
import { keepClocks, nobodyWaits } from './clocks.ts';
import { threadsOf } from './receive-store.ts';
import { stateOf } from './wait.rules.ts';

/** Brings the clocks, the deadline and the state of a held conversation to what its messages and escalations say now. */
export async function judge(k: Kernel, held: HeldConversation, unsettling?: Parameters<typeof keepClocks>[2]): Promise<void> {
  const { id } = held;
  const messages = (await threadsOf(k, [id])).get(id) ?? [];
  const waiting = await keepClocks(k, [{ conversationId: id, messages, isNew: false }], unsettling);
  const waits = waiting.get(id) ?? nobodyWaits;
  await setDue(k, [{ id, ...waits }]);
  const resolvedAt = waits.waitsForAnswer ? null : held.resolvedAt;
  await setState(k, id, {
    state: stateOf(messages, waits.waitsForAnswer, resolvedAt !== null, held.state, waits.waitsForArea),
    resolvedAt,
    // Whoever answers, or whom it comes back from, has taken the matter up again.
    isSetAside: false,
  });
}
