import { iso, type Kernel } from '#kernel';
import { channelNamed } from './channels.ts';
import { forgetSeen, type Sent, sentMessage } from './delivery-store.ts';
import { holdOwn } from './hold.ts';
import { addEvent } from './message-store.ts';
import { refuse } from './refusals.ts';

/**
 * The same mail once more, because a person asks for it: one of which nobody knows whether it left (same Message-ID and bytes: it may arrive
 * twice), or one that was held back by a newer message. Refuses `unknown-message`, `not-uncertain` (409).
 */
export function sendAgain(k: Kernel, messageId: string): Promise<void> {
  return k.transaction(async (k) => {
    const found = await findSent(k, messageId);
    await holdOwn(k, found.conversationId);
    if (!(await channelNamed('mail').again(k, messageId))) throw refuse.notUncertain();
    await forgetSeen(k, messageId);
    const by = k.actor.name;
    const wasHeld = found.deliveryCode === 'newer-message';
    await addEvent(k, found.conversationId, {
      kind: 'sent-again',
      by,
      detail: wasHeld ? 'held-back' : 'uncertain',
      text: wasHeld ? `${by} la envía de todos modos.` : `${by} la envía otra vez: puede llegar dos veces.`,
    });
    await k.acts.write({
      verb: 'conversation.reply-sent-again',
      subject: { kind: 'conversation', id: found.conversationId },
      detail: { message: messageId, was: wasHeld ? 'held-back' : 'uncertain' },
    });
    await k.live.tell('desk', found.conversationId);
  });
}

/**
 * A person says that an uncertain one left, and when (product ms; null: when it was queued). It ends the waiting spell then, on that word.
 * Refuses `unknown-message`, `not-uncertain` (409), `bad-moment`.
 */
export function believeSent(k: Kernel, messageId: string, when: number | null): Promise<void> {
  return k.transaction(async (k) => {
    const found = await findSent(k, messageId);
    await holdOwn(k, found.conversationId);
    const at = when ?? found.at;
    if (found.delivery !== 'uncertain') throw refuse.notUncertain();
    // It is told to the second, and was queued within one.
    if (at < found.at - 1000 || at > k.clock.now()) throw refuse.badMoment();
    if (!(await channelNamed('mail').believe(k, messageId, Math.max(at, found.at)))) throw refuse.notUncertain();
    const by = k.actor.name;
    await addEvent(k, found.conversationId, {
      kind: 'believed',
      by,
      detail: iso(at),
      text: `${by} la da por enviada: la espera termina por su palabra, no por la del servidor.`,
    });
    await k.acts.write({
      verb: 'conversation.reply-believed',
      subject: { kind: 'conversation', id: found.conversationId },
      detail: { message: messageId, at: iso(at) },
    });
    await k.live.tell('desk', found.conversationId);
  });
}

async function findSent(k: Kernel, id: string): Promise<Sent> {
  const found = /^\d{1,18}$/.test(id) ? await sentMessage(k, id) : undefined;
  if (!found || found.direction !== 'out') throw refuse.unknownMessage();
  return found;
}
