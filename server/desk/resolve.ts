import type { Kernel } from '#kernel';
import { setState } from './change-store.ts';
import { hold } from './hold.ts';
import { addEvent } from './message-store.ts';
import { threadsOf } from './merge/threads.ts';
import { standTogether } from './judge.ts';
import { refuse } from './refusals.ts';
import { closeResolutions, insertResolution } from './resolution-store.ts';
import { wake } from './snooze/snooze.ts';
import { stateOf } from './wait.rules.ts';

/** Resolves by act; it settles nothing. Again is harmless. Refuses `unknown-conversation`, `waits-for-answer` (409). */
export function resolve(k: Kernel, conversationId: string): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, conversationId);
    const { id } = held;
    if (held.waitsForAnswer) throw refuse.waitsForAnswer();
    if (held.resolvedAt !== null) return;
    await setState(k, id, { state: 'resolved', resolvedAt: k.clock.now(), isSetAside: held.isSetAside });
    await standTogether(k, [held]);
    await insertResolution(k, id);
    await wake(k, [id], 'resolved');
    await addEvent(k, id, { kind: 'resolved', by: k.actor.name, detail: null, text: `${k.actor.name} resolvió la conversación.` });
    await k.acts.write({ verb: 'conversation.resolved', subject: { kind: 'conversation', id } });
    await k.live.tell('desk', id);
  });
}

/** Opens it again; no new clock starts, because nobody wrote. Again is harmless. Refuses `unknown-conversation`. */
export function reopen(k: Kernel, conversationId: string): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, conversationId);
    const { id } = held;
    if (held.state !== 'resolved') return;
    const messages = (await threadsOf(k, [held])).get(id) ?? [];
    await setState(k, id, { state: stateOf(messages, false, false, 'open', held.waitsForArea), resolvedAt: null, isSetAside: false });
    await standTogether(k, [held]);
    await closeResolutions(k, id, { by: k.actor.name, cause: 'act' });
    await addEvent(k, id, { kind: 'reopened', by: k.actor.name, detail: 'act', text: `${k.actor.name} reabrió la conversación.` });
    await k.acts.write({ verb: 'conversation.reopened', subject: { kind: 'conversation', id } });
    await k.live.tell('desk', id);
  });
}
