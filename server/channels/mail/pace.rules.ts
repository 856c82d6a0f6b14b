/** Mails a minute that providers take from a mailbox; others say nothing (email.md 8: Microsoft 365 ~30). */
export function paceOf(smtpHost: string, auth: 'password' | 'microsoft' | 'google'): number | null {
  if (auth === 'microsoft' || /(?:^|\.)(?:office365\.com|outlook\.com)$/i.test(smtpHost)) return 30;
  // Google names no rate for a minute, only 2,000 a day: one a second is far below what it complains about.
  if (auth === 'google' || /(?:^|\.)(?:gmail\.com|googlemail\.com|google\.com)$/i.test(smtpHost)) return 60;
  return null;
}

export const paceWindow = 60_000;

/** Enhanced codes (RFC 3463) and words with which servers say «not so fast»; a grey list is about one recipient. */
const tooFast =
  /\b4\.(?:3\.2|5\.3|7\.28|7\.500)\b|too (?:many|much|fast)|\brate\b|throttl|limit exceeded|exceed\w* .{0,40}limit|slow down|concurrent|demasiados/i;
const grey = /gr[ea]y.?list/i;

export function saysTooFast(response: string): boolean {
  return tooFast.test(response) && !grey.test(response);
}

/** «Try again in 45 seconds»: what the server asks for, ms, within reason; null where it names nothing. */
export function askedPause(response: string): number | null {
  const found = /\b(?:in|after|wait|en|dentro de)\s+(\d{1,4})\s*(s|sec|second|segundo|m|min|minute|minuto)s?\b/i.exec(response);
  if (!found) return null;
  const unit = /^m/i.test(found[2] as string) ? 60_000 : 1000;
  return Math.min(Math.max(Number(found[1]) * unit, 5000), 60 * 60_000);
}
