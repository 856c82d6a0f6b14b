import type { Kernel } from '#kernel';
import { addMailboxByUrl } from '../../server/channels/mail/mailbox.ts';

/** The service's mailbox, which nobody reads and whose mail only queues: no server listens at port 9. */
export async function idleMailbox(k: Kernel): Promise<{ readonly id: string; readonly address: string }> {
  const address = 'info@itla.example';
  const { id } = await addMailboxByUrl(k, { address, imap: 'imap://info:x@127.0.0.1:9', smtp: 'smtp://127.0.0.1:9' });
  return { id, address };
}
