const late = 10 * 60_000;

/**
 * When a message found in Sent was sent, ms: INTERNALDATE, or its own `Date` where the server's copy is later by over ten minutes (it was
 * put there by hand or by a slow program). Never later than now.
 */
export function settlingTime({ internalDate, date, now }: { internalDate: number | null; date: number | null; now: number }): number {
  if (internalDate === null) return Math.min(date ?? now, now);
  const at = date !== null && internalDate - date > late ? date : internalDate;
  return Math.min(at, now);
}

/** The ids by which a sent message may find its conversation: its own, and those it answers. */
export function threadIds(mail: { readonly messageId: string | null; readonly references: readonly string[] }): string[] {
  // An attacker may write thousands; twenty at each end are all that threading looks at (email.md 9).
  const { references } = mail;
  const named = references.length > 40 ? [...references.slice(0, 20), ...references.slice(-20)] : references;
  return [...new Set([...(mail.messageId === null ? [] : [mail.messageId]), ...named])];
}

// Outlook puts its copy into Sent when the mail has already been delivered.
const copyTakes = 3000;

/** A mail «from ourselves» is judged only once Sent has been read a little after its arrival: only then is it known who wrote it. Real time. */
export function waitsForSent({
  fromOurselves,
  arrivedAt,
  sentReadAt,
}: {
  fromOurselves: boolean;
  arrivedAt: number;
  sentReadAt: number | null;
}): boolean {
  return fromOurselves && sentReadAt !== null && sentReadAt < arrivedAt + copyTakes;
}
