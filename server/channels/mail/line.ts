import type { Kernel } from '#kernel';
import { openGraphLine } from './graph/line.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { openSmtpLine, type SmtpLine } from './smtp-line.ts';

/** Opens a mailbox's way out: SMTP, or Microsoft's Graph. Fails as `openSmtpLine` does. */
export async function openLine(k: Kernel, mailbox: MailboxRow): Promise<SmtpLine> {
  return mailbox.kind === 'graph' ? openGraphLine(k, mailbox) : openSmtpLine(k, mailbox);
}
