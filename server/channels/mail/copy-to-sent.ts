import type { Kernel } from '#kernel';
import { connectImap } from './connect.ts';
import { pathsOf } from './listen.ts';
import { mailboxById } from './mailbox-store.ts';
import { outgoingById, writeCopy } from './outgoing-store.ts';

/**
 * Puts a copy of an accepted mail into Sent, where its people look for it; once, because it is looked for by its Message-ID first. A copy
 * that can't be made (a full mailbox) changes nothing: the mail *was* sent.
 */
export async function copyToSent(k: Kernel, id: string): Promise<void> {
  const mail = await outgoingById(k, id);
  const mailbox = mail && (await mailboxById(k, mail.mailboxId));
  if (!mail || !mailbox || mail.acceptedAt === null) return;
  const client = await connectImap(k, mailbox);
  try {
    const { sent } = pathsOf(await client.list());
    if (sent === undefined) return await writeCopy(k, id, 'failed');
    await client.mailboxOpen(sent, { readOnly: false });
    const found = await client.search({ header: { 'message-id': mail.messageId } }, { uid: true });
    if (!found || found.length === 0) await client.append(sent, await k.blobs.get(mail.rawSha256), ['\\Seen'], new Date(mail.acceptedAt));
    await writeCopy(k, id, 'done');
  } finally {
    client.close();
  }
}
