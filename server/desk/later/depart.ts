import { workingTime } from '#calendar';
import { iso, type Kernel, Refusal } from '#kernel';
import { channelNamed } from '../channels.ts';
import { type Sent, sentMessage, writeDelivery } from '../delivery-store.ts';
import { holdOwn } from '../hold.ts';
import { addEvent } from '../message-store.ts';
import { refuse } from '../refusals.ts';
import { insertReferences } from '../write-store.ts';
import { type Departure, departureOf, moveDeparture, removeDeparture, writeDeparted } from './later-store.ts';
import { departureTopic } from './plan.ts';

/** The hour of an answer has come: it goes into the queue, unless it has been called off. Once more is harmless. */
export function depart(k: Kernel, messageId: string): Promise<void> {
  return k.transaction(async (k) => {
    const found = await held(k, messageId);
    if (!found) return;
    const { departure } = found;
    const now = k.clock.now();
    const opens = departure.isAtOpening ? (await workingTime(k)).time.clockStarts(now) : departure.leavesAt;
    if (opens > now) {
      // That day was declared closed, or the hour was moved: it waits on.
      await moveDeparture(k, messageId, opens);
      await k.due.set(departureTopic, messageId, opens);
    } else await handOver(k, found.sent, departure);
    await k.live.tell('desk', found.sent.conversationId);
  });
}

/** Its author does not wait for its hour. Refuses `unknown-message`, `not-yours`, `too-late-to-undo` (409) once it has left. */
export function leaveNow(k: Kernel, messageId: string): Promise<void> {
  return k.transaction(async (k) => {
    const sent = /^\d{1,18}$/.test(messageId) ? await sentMessage(k, messageId) : undefined;
    if (!sent || sent.direction !== 'out') throw refuse.unknownMessage();
    if (sent.authorId !== k.actor.accountId) throw refuse.notYours();
    const found = await held(k, messageId);
    if (!found) throw refuse.tooLateToUndo();
    await k.due.clear(departureTopic, messageId);
    await handOver(k, sent, found.departure);
    await k.acts.write({
      verb: 'conversation.reply-hurried',
      subject: { kind: 'conversation', id: sent.conversationId },
      detail: { message: messageId, was: iso(found.departure.leavesAt) },
    });
    await k.live.tell('desk', sent.conversationId);
  });
}

/** Called off, in the caller's transaction; false where it was not waiting for its hour. */
export async function callOff(k: Kernel, messageId: string): Promise<boolean> {
  const was = await removeDeparture(k, messageId);
  if (was) await k.due.clear(departureTopic, messageId);
  return was;
}

async function held(k: Kernel, messageId: string): Promise<{ sent: Sent; departure: Departure } | undefined> {
  const sent = await sentMessage(k, messageId);
  if (!sent) return undefined;
  await holdOwn(k, sent.conversationId);
  const departure = await departureOf(k, messageId);
  return departure && { sent, departure };
}

/** Where nothing can be sent from its mailbox any more, its author is told, and may take it back. */
async function handOver(k: Kernel, { id, conversationId }: Sent, { outgoing, channel }: Departure): Promise<void> {
  try {
    const fixed = await channelNamed(channel).send(k, { ...outgoing, leavesAt: k.clock.real() });
    await removeDeparture(k, id);
    await writeDeparted(k, id, fixed);
    await insertReferences(k, [{ ref: fixed.messageId, conversationId, isHeld: true, isReferenced: false }]);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await writeDelivery(k, { id, delivery: 'rejected', at: null, note: error.message, code: null, refused: [] });
    await addEvent(k, conversationId, { kind: 'rejected', by: 'Ventanilla', detail: null, text: `No salió a su hora: ${error.message}` });
  }
}
