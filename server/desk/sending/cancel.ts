import type { Kernel } from '#kernel';
import { channelNamed } from '../channels.ts';
import { sentMessage, writeDelivery } from '../delivery-store.ts';
import { holdOwn } from '../hold.ts';
import { addEvent } from '../message-store.ts';
import { refuse } from '../refusals.ts';

/**
 * A person takes a mail of ours that never left out of the queue: it stays in its conversation as one that did not leave, and the wait goes on.
 * Refuses `unknown-message`, `too-late-to-cancel` (409).
 */
export function cancelSending(k: Kernel, messageId: string): Promise<void> {
  return k.transaction(async (k) => {
    const found = /^\d{1,18}$/.test(messageId) ? await sentMessage(k, messageId) : undefined;
    if (!found) throw refuse.unknownMessage();
    await holdOwn(k, found.conversationId);
    if (!(await channelNamed('mail').drop(k, messageId))) throw refuse.tooLateToCancel();
    await writeDelivery(k, { id: messageId, delivery: 'rejected', at: null, note: null, code: 'cancelled', refused: [] });
    await addEvent(k, found.conversationId, {
      kind: 'cancelled',
      by: k.actor.name,
      detail: null,
      text: `${k.actor.name} canceló un envío: no salió.`,
    });
    await k.acts.write({
      verb: 'conversation.mail-cancelled',
      subject: { kind: 'conversation', id: found.conversationId },
      detail: { message: messageId },
    });
    await k.live.tell('desk', found.conversationId);
  });
}
