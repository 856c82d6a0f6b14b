/** What the reader of a mail has to know about how it was read: signed or sealed, longer than what is shown, kept in pieces elsewhere. */
export type Notice = 'encrypted' | 'signed-not-verified' | 'several-from' | 'in-pieces' | 'cut';

/** From the marks of a message (contract of mail, 6), the graver first; marks without a notice are for programs. */
export function noticesOf(marks: readonly string[]): Notice[] {
  const found: Notice[] = [];
  if (marks.includes('encrypted')) found.push('encrypted');
  if (marks.includes('signed-not-verified')) found.push('signed-not-verified');
  if (marks.includes('several-from')) found.push('several-from');
  if (marks.includes('partial') || marks.includes('external-body')) found.push('in-pieces');
  if (marks.some((mark) => mark.startsWith('truncated:'))) found.push('cut');
  return found;
}
