import { type Channel, type Fixed, noteProgress, type Outgoing, threadToken } from '#desk';
import type { Kernel } from '#kernel';
import { compose, newMessageId, withToken } from './compose.ts';
import { instanceOf } from './instance.ts';
import { mailboxById, type MailboxRow } from './mailbox-store.ts';
import { accept } from './outcome.ts';
import { insertOutgoing, outgoingById, queueAgain, removeUntried } from './outgoing-store.ts';
import { refuse } from './refusals.ts';
import { nudgeSender } from './nudge.ts';
import { keepsOwnCopy } from './send.rules.ts';

/** Mail as the desk's way out. */
export const channel: Channel = {
  name: 'mail',
  async send(k, message) {
    const mailbox = await mailboxById(k, message.mailboxId);
    if (!mailbox?.smtp) throw refuse.cannotSend();
    const fixed = await fix(k, message, mailbox);
    k.after(() => nudgeSender());
    return fixed;
  },
  cancel: removeUntried,
  async again(k, id) {
    const isQueued = await queueAgain(k, id);
    if (isQueued) {
      await noteProgress(k, { id, delivery: 'queued' });
      k.after(() => nudgeSender());
    }
    return isQueued;
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
};

function sendersOf({ address, aliases }: MailboxRow): string[] {
  return [...new Set([address, ...aliases].map((one) => one.toLowerCase()))];
}

/** The bytes, Message-ID and Date are those of every try (email.md 9). */
async function fix(k: Kernel, message: Outgoing, mailbox: MailboxRow): Promise<Fixed> {
  // Whoever wrote to an alias is answered by it, unless the author chose another.
  const address = message.sender ?? sendersOf(mailbox).find((one) => message.writtenTo.includes(one)) ?? mailbox.address;
  const messageId = newMessageId(message, address);
  const from = { name: mailbox.name, email: address };
  const attachments = await Promise.all(
    message.attachments.map(async ({ name, type, sha256 }) => ({ name, type, content: await k.blobs.get(sha256) })),
  );
  const replyTo = withToken(address, message.token ?? threadToken(k, message.conversationId));
  const { raw, text, html } = await compose(message, {
    from,
    replyTo,
    messageId,
    date: k.clock.now(),
    instance: instanceOf(k),
    attachments,
  });
  const rawSha256 = await k.blobs.put(raw);
  await insertOutgoing(k, {
    id: message.id,
    conversationId: message.conversationId,
    mailboxId: mailbox.id,
    messageId,
    rawSha256,
    size: raw.length,
    sender: envelopeSender(message, mailbox, address),
    recipients: [...message.to, ...message.cc].map((one) => one.email),
    leavesAt: message.leavesAt,
    automatic: message.automatic !== null,
    isConditional: message.isConditional ?? false,
  });
  return { messageId, from, text, html, rawSha256 };
}

/** An automatic answer goes out under the null sender, so that nothing answers it (RFC 3834); not where the provider is known to refuse that. */
function envelopeSender({ automatic }: Outgoing, mailbox: MailboxRow, address: string): string {
  return automatic === 'replied' && !keepsOwnCopy(mailbox.smtp?.host ?? '', mailbox.auth) ? '' : address;
}
