import type { Kernel } from '#kernel';
import { obligationsOfSubjects, setAside } from '#procedure';
import { type HeldConversation, setDue, setState } from './change-store.ts';
import { nobodyWaits, waitingIn } from './clocks.ts';
import { excuseWaiting } from './excuse.ts';
import { hold } from './hold.ts';
import { addEvent } from './message-store.ts';
import { threadsOf } from './merge/threads.ts';
import { standTogether } from './judge.ts';
import { refuse } from './refusals.ts';
import { insertNoAnswer } from './resolution-store.ts';
import { stateOf } from './wait.rules.ts';
import { written } from './written.rules.ts';

/**
 * «No requiere respuesta»: a person, with a reason, takes what waits out of the figure; resolving is an act apart. What comes later
 * waits anew. Refuses `unknown-conversation`, `nothing-waits`, and procedure's `reason-missing`, `needs-person`.
 */
export function needsNoAnswer(k: Kernel, conversationId: string, reason: string): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, conversationId);
    const { id, family } = held;
    if (!held.waitsForAnswer) throw refuse.nothingWaits();
    const words = written(reason);
    const open = (await obligationsOfSubjects(k, 'conversation', family)).filter(
      (row) => row.clause === '5.3' && row.settledAt === null && row.setAsideAt === null && row.withdrawnAt === null,
    );
    for (const row of open) await setAside(k, row.id, words);
    const shown = held.kin.filter((one) => family.includes(one.id));
    await excuseWaiting(k, shown);
    for (const one of shown) await stand(k, one);
    await standTogether(k, [held]);
    await insertNoAnswer(k, id, { reason: words, obligationIds: open.map((row) => row.id) });
    await addEvent(k, id, { kind: 'no-answer', by: k.actor.name, detail: words, text: `${k.actor.name}: no requiere respuesta. ${words}` });
    await k.acts.write({
      verb: 'conversation.needs-no-answer',
      subject: { kind: 'conversation', id },
      reason: words,
      detail: { obligations: open.map((row) => row.id) },
    });
    await k.live.tell('desk', id);
  });
}

async function stand(k: Kernel, conversation: HeldConversation): Promise<void> {
  const { id } = conversation;
  const waiting = (await waitingIn(k, [id])).get(id) ?? nobodyWaits;
  await setDue(k, [{ id, ...waiting }]);
  const messages = (await threadsOf(k, [conversation])).get(id) ?? [];
  await setState(k, id, {
    state: stateOf(messages, waiting.waitsForAnswer, false, 'open', waiting.waitsForArea),
    resolvedAt: null,
    isSetAside: true,
  });
}
