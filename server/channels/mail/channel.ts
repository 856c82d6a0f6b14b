import { type Channel, noteProgress } from '#desk';
import { fix, sendersOf } from './fix.ts';
import { mailboxById, mailboxes } from './mailbox-store.ts';
import { accept } from './outcome.ts';
import { outgoingById, queueAgain, removeUntried } from './outgoing-store.ts';
import { cancelQueued, hurryQueued, repeatRefused } from './queue/queue-store.ts';
import { refuse } from './refusals.ts';
import { nudgeSender } from './nudge.ts';

/** Mail as the desk's way out. */
export const channel: Channel = {
  name: 'mail',
  async send(k, message) {
    const mailbox = await mailboxById(k, message.mailboxId);
    if (!mailbox?.smtp) throw refuse.cannotSend();
    const fixed = await fix(k, message, mailbox);
    k.after(() => nudgeSender(mailbox.id));
    return fixed;
  },
  cancel: removeUntried,
  drop: cancelQueued,
  async hurry(k, id) {
    const repeated = await repeatRefused(k, id);
    if (repeated !== undefined) await noteProgress(k, { id, delivery: 'queued' });
    const mailboxId = repeated ?? (await hurryQueued(k, id));
    if (mailboxId === undefined) return false;
    k.after(() => nudgeSender(mailboxId));
    return true;
  },
  async again(k, id) {
    const mailboxId = await queueAgain(k, id);
    if (mailboxId === undefined) return false;
    await noteProgress(k, { id, delivery: 'queued' });
    k.after(() => nudgeSender(mailboxId));
    return true;
  },
  async believe(k, id, at) {
    const mail = await outgoingById(k, id);
    if (mail?.state !== 'uncertain') return false;
    await accept(k, mail, ['uncertain'], { at, response: '', refused: [], note: null, needsCopy: false, code: 'by-word' });
    return true;
  },
  async senders(k, mailboxId) {
    const mailbox = await mailboxById(k, mailboxId);
    return mailbox ? sendersOf(mailbox) : [];
  },
  async addresses(k) {
    return (await mailboxes(k)).flatMap(sendersOf);
  },
};
