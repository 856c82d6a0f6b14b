import { type Channel, type Fixed, type Outgoing, threadToken } from '#desk';
import type { Kernel } from '#kernel';
import { compose, newMessageId, withToken } from './compose.ts';
import { instanceOf } from './instance.ts';
import { mailboxById, type MailboxRow } from './mailbox-store.ts';
import { insertOutgoing, removeUntried } from './outgoing-store.ts';
import { refuse } from './refusals.ts';
import { nudgeSender } from './sender.ts';

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
};

/** The bytes, Message-ID and Date are those of every try (email.md 9). */
async function fix(k: Kernel, message: Outgoing, mailbox: MailboxRow): Promise<Fixed> {
  // Whoever wrote to an alias is answered by it.
  const address = [mailbox.address, ...mailbox.aliases].find((one) => message.writtenTo.includes(one)) ?? mailbox.address;
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
    sender: address,
    recipients: [...message.to, ...message.cc].map((one) => one.email),
    leavesAt: message.leavesAt,
  });
  return { messageId, from, text, html, rawSha256 };
}
