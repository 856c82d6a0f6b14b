import { cursorOf, iso, type Kernel, readCursor } from '#kernel';
import { z } from 'zod';
import { quarantined, releaseReceipt } from './quarantine-store.ts';
import { refuse } from './refusals.ts';

const place = z.strictObject({ id: z.string().regex(/^\d{1,18}$/) });

/** Mails that could not be understood, newest first; their clocks run in the desk. */
export async function listQuarantine(k: Kernel, { cursor, limit }: { cursor?: string | undefined; limit: number }) {
  const before = cursor === undefined ? null : readCursor(cursor, place).id;
  const rows = await quarantined(k, { before, limit: limit + 1 });
  const items = rows.slice(0, limit).map((row) => ({
    id: row.id,
    mailbox: row.mailbox,
    from: row.sender ?? '',
    subject: row.subject ?? '',
    receivedAt: iso(row.receivedAt),
    reason: row.reason ?? '',
    tries: row.tries,
    size: row.size,
    conversation: row.deskConversationId,
  }));
  return { items, next: rows.length > limit ? cursorOf({ id: items.at(-1)?.id }) : null };
}

/** Tries one of them again; whoever reads mail takes it up within a second. */
export async function retryQuarantined(k: Kernel, id: string): Promise<void> {
  await k.transaction(async (k) => {
    const mailboxId = /^\d{1,18}$/.test(id) ? await releaseReceipt(k, id) : undefined;
    if (mailboxId === undefined) throw refuse.unknownReceipt();
    await k.acts.write({ verb: 'mail.retried', subject: { kind: 'receipt', id } });
    await k.live.tell('mail', mailboxId);
  });
}
