import { type Fixed, type Outgoing, threadToken } from '#desk';
import type { Kernel } from '#kernel';
import { compose, newMessageId, withToken } from './compose.ts';
import { instanceOf } from './instance.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { insertOutgoing } from './outgoing-store.ts';
import { keepsOwnCopy } from './send.rules.ts';

/** The bytes, Message-ID and Date are those of every try (email.md 9). */
export async function fix(k: Kernel, message: Outgoing, mailbox: MailboxRow): Promise<Fixed> {
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
    recipients: [...message.to, ...message.cc, ...(message.bcc ?? [])].map((one) => one.email),
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

/** The addresses that a mailbox writes from, its own first. */
export function sendersOf({ address, aliases }: MailboxRow): string[] {
  return [...new Set([address, ...aliases].map((one) => one.toLowerCase()))];
}
