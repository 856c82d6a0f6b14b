import type { Kernel } from '#kernel';
import { holdOwn } from './hold.ts';
import { callOff } from './later/depart.ts';
import { channelNamed } from './channels.ts';
import { refuse } from './refusals.ts';
import { deleteEmptySide, sideOfMessage } from './side/side-store.ts';
import { restoreDraft } from './draft-sent.ts';
import { sentMessage } from './delivery-store.ts';
import { countMessage, deleteUnsent } from './reply-store.ts';

/**
 * Takes a reply back before it has been tried or its hour has come, or once it was held back; it is its author's draft again. Refuses `unknown-message`, `not-yours`, and `too-late-to-undo` (409)
 * once it is on its way.
 */
export function undoReply(k: Kernel, messageId: string): Promise<void> {
  return k.transaction(async (k) => {
    const found = /^\d{1,18}$/.test(messageId) ? await sentMessage(k, messageId) : undefined;
    if (!found || found.direction !== 'out') throw refuse.unknownMessage();
    if (found.authorId !== k.actor.accountId) throw refuse.notYours();
    await holdOwn(k, found.conversationId);
    if (!(await callOff(k, messageId)) && !(await channelNamed('mail').cancel(k, messageId))) throw refuse.tooLateToUndo();
    const side = await sideOfMessage(k, messageId);
    // What was written in a side thread is kept by its window, and is no answer to the requester.
    if (side === null) await restoreDraft(k, found.conversationId, messageId);
    await deleteUnsent(k, messageId);
    if (side !== null) await deleteEmptySide(k, side);
    await countMessage(k, found.conversationId, { by: -1, at: 0, preview: null });
    await k.acts.write({
      verb: 'conversation.reply-undone',
      subject: { kind: 'conversation', id: found.conversationId },
      detail: { message: messageId },
    });
    await k.live.tell('desk', found.conversationId);
  });
}
