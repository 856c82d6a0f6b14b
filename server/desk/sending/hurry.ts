import type { Kernel } from '#kernel';
import { channelNamed } from '../channels.ts';
import { forgetSeen, sentMessage } from '../delivery-store.ts';
import { holdOwn } from '../hold.ts';
import { addEvent } from '../message-store.ts';
import { refuse } from '../refusals.ts';

/**
 * A mail of ours that waits for its next try is tried now; one that never left, refused by the server or
 * cancelled by a person, is tried once more.
 * Refuses `unknown-message`, `not-in-queue` (409).
 */
export function sendNow(k: Kernel, messageId: string): Promise<void> {
  return k.transaction(async (k) => {
    const found = /^\d{1,18}$/.test(messageId) ? await sentMessage(k, messageId) : undefined;
    if (!found) throw refuse.unknownMessage();
    await holdOwn(k, found.conversationId);
    const wasRefused = found.delivery === 'rejected' && (found.deliveryCode === null || found.deliveryCode === 'cancelled');
    if (!(await channelNamed('mail').hurry(k, messageId))) throw refuse.notInQueue();
    if (wasRefused) {
      await forgetSeen(k, messageId);
      await addEvent(k, found.conversationId, {
        kind: 'sent-again',
        by: k.actor.name,
        detail: 'rejected',
        text: `${k.actor.name} la envía otra vez: no había salido.`,
      });
    }
    await k.acts.write({
      verb: 'conversation.mail-hurried',
      subject: { kind: 'conversation', id: found.conversationId },
      detail: { message: messageId, was: wasRefused ? 'rejected' : 'waiting' },
    });
    await k.live.tell('desk', found.conversationId);
  });
}
