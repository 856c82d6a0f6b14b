/** Who wants to know at once that something of a mailbox was queued in this process. */
export const nudges = new Set<(mailboxId: string) => void>();

/** Something of this mailbox was queued in this process. */
export function nudgeSender(mailboxId: string): void {
  for (const nudge of nudges) nudge(mailboxId);
}
