import type { Kernel } from '#kernel';
import { setState, type Stand } from './change-store.ts';
import { type Held, hold } from './hold.ts';
import { addEvent } from './message-store.ts';
import { threadsOf } from './merge/threads.ts';
import { standTogether } from './judge.ts';
import { refuse } from './refusals.ts';
import { closeResolutions, insertResolution } from './resolution-store.ts';
import { natureOf } from './spam/spam-store.ts';
import { wake } from './snooze/snooze.ts';
import { stateOf } from './wait.rules.ts';

/** Resolves by act; it settles nothing. Again is harmless. Refuses `unknown-conversation`, `waits-for-answer` (409). */
export function resolve(k: Kernel, conversationId: string): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, conversationId);
    if (held.waitsForAnswer) throw refuse.waitsForAnswer();
    if (held.resolvedAt !== null) return;
    await stand(k, held, { state: 'resolved', resolvedAt: k.clock.now(), isSetAside: held.isSetAside });
  });
}

/** Opens it again; no new clock starts, because nobody wrote. Again is harmless. Refuses `unknown-conversation`, `reopen-spam` (409). */
export function reopen(k: Kernel, conversationId: string): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, conversationId);
    if (held.state !== 'resolved') return;
    if ((await natureOf(k, held.id)) === 'spam') throw refuse.reopenSpam();
    const messages = (await threadsOf(k, [held])).get(held.id) ?? [];
    await stand(k, held, { state: stateOf(messages, false, false, 'open', held.waitsForArea), resolvedAt: null, isSetAside: false });
  });
}

/** Puts back how it stood, resolved or not. Refuses `unknown-conversation`. */
export function standAgain(k: Kernel, id: string, before: Stand): Promise<void> {
  return k.transaction(async (k) => stand(k, await hold(k, id), before));
}

async function stand(k: Kernel, held: Held, to: Stand): Promise<void> {
  const { id } = held;
  const by = k.actor.name;
  await setState(k, id, to);
  await standTogether(k, [held]);
  if (to.state === 'resolved') {
    await insertResolution(k, id);
    await wake(k, [id], 'resolved');
    await addEvent(k, id, { kind: 'resolved', by, detail: null, text: `${by} resolvió la conversación.` });
  } else {
    await closeResolutions(k, id, { by, cause: 'act' });
    await addEvent(k, id, { kind: 'reopened', by, detail: 'act', text: `${by} reabrió la conversación.` });
  }
  await k.acts.write({
    verb: to.state === 'resolved' ? 'conversation.resolved' : 'conversation.reopened',
    subject: { kind: 'conversation', id },
  });
  await k.live.tell('desk', id);
}
