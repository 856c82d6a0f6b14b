import type { Kernel } from '#kernel';
import { type HeldConversation, setDue, setStates } from './change-store.ts';
import { keepClocks, nobodyWaits } from './clocks.ts';
import { threadsOf } from './receive-store.ts';
import { stateOf } from './wait.rules.ts';

/** Brings the clocks, the deadline and the state of a held conversation to what its messages and escalations say now. */
export function judge(k: Kernel, held: HeldConversation, unsettling?: Parameters<typeof keepClocks>[2]): Promise<void> {
  return judgeAll(k, [held], unsettling);
}

/** The same for several, each once. */
export async function judgeAll(k: Kernel, all: readonly HeldConversation[], unsettling?: Parameters<typeof keepClocks>[2]): Promise<void> {
  const threads = await threadsOf(
    k,
    all.map((held) => held.id),
  );
  const messagesOf = (id: string) => threads.get(id) ?? [];
  const waiting = await keepClocks(
    k,
    all.map(({ id }) => ({ conversationId: id, messages: messagesOf(id), isNew: false })),
    unsettling,
  );
  const stands = all.map((held) => {
    const { id } = held;
    const waits = waiting.get(id) ?? nobodyWaits;
    const resolvedAt = waits.waitsForAnswer ? null : held.resolvedAt;
    const state = stateOf(messagesOf(id), waits.waitsForAnswer, resolvedAt !== null, held.state, waits.waitsForArea);
    // Whoever answers, or whom it comes back from, has taken the matter up again.
    return { due: { id, ...waits }, stand: { id, state, resolvedAt, isSetAside: false } };
  });
  await setDue(
    k,
    stands.map((one) => one.due),
  );
  await setStates(
    k,
    stands.map((one) => one.stand),
  );
}
