import { askedPause, paceWindow, saysTooFast } from './pace.rules.ts';

/** An error of the SMTP connection (email.md 9). */
export interface SendFailure {
  readonly code?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly response?: string | undefined;
  readonly command?: string | undefined;
  readonly message?: string | undefined;
}

export type Verdict =
  /** The server will never take it. */
  | { readonly kind: 'rejected'; readonly response: string }
  /**
   * It certainly has not been accepted: trying again is safe. `isMailbox`: the same would happen to any mail of this mailbox. `pause`: when
   * the server wants to hear of us again (ms); null: as the number of tries says.
   */
  | { readonly kind: 'retry'; readonly response: string; readonly isMailbox: boolean; readonly pause: number | null }
  /** The line was lost after all of it had been handed over: it may have been accepted, and is not sent again by itself. */
  | { readonly kind: 'uncertain'; readonly response: string };

/** What a failure of sending means. `wasHandedOver`: all bytes had been written, and so the final dot may have arrived. */
export function verdictOf(failure: SendFailure, wasHandedOver: boolean): Verdict {
  const { responseCode, code = '', message = '' } = failure;
  const response = (failure.response ?? message).slice(0, 1000);
  if (code === 'EAUTH') return { kind: 'retry', response, isMailbox: true, pause: null };
  if (responseCode !== undefined && responseCode >= 500 && responseCode < 600) {
    // 530, 534, 535, 538: who we are; 5xx in greeting or EHLO: the server wants nobody now.
    const isAboutUs = [530, 534, 535, 538].includes(responseCode) || failure.command === 'CONN' || failure.command === 'EHLO';
    return isAboutUs ? { kind: 'retry', response, isMailbox: true, pause: null } : { kind: 'rejected', response };
  }
  if (responseCode !== undefined && responseCode >= 400 && responseCode < 500) {
    const isTooFast = saysTooFast(response);
    // 421: the server closes the line, whatever it was about; before RCPT it is about who sends.
    const isMailbox = isTooFast || responseCode === 421 || /^(?:CONN|EHLO|MAIL FROM)/.test(failure.command ?? '');
    return { kind: 'retry', response, isMailbox, pause: isMailbox ? (askedPause(response) ?? (isTooFast ? paceWindow : null)) : null };
  }
  if (code === 'EENVELOPE' || code === 'EMESSAGE') return { kind: 'rejected', response };
  return wasHandedOver ? { kind: 'uncertain', response } : { kind: 'retry', response, isMailbox: true, pause: null };
}

const minute = 60_000;
const pauses = [1, 5, 15, 60];
const givesUpAfter = 24 * 60 * minute;

interface Tried {
  readonly attempts: number;
  /** Real ms. */
  readonly firstTriedAt: number | null;
}

/**
 * When to try again (real ms): when the server asked for it, else after 1, 5, 15 and then every 60 min; null once 24 hours have passed since
 * the first try.
 */
export function retryAt({ attempts, firstTriedAt }: Tried, now: number, pause: number | null): number | null {
  if (now - (firstTriedAt ?? now) >= givesUpAfter) return null;
  return now + (pause ?? (pauses[attempts - 1] ?? 60) * minute);
}

/** Hosts that keep a copy of what is sent through them in Sent by themselves (email.md 8, 9). */
export function keepsOwnCopy(smtpHost: string, auth: 'password' | 'microsoft' | 'google'): boolean {
  return auth !== 'password' || /(?:^|\.)(?:office365\.com|outlook\.com|gmail\.com|googlemail\.com|google\.com)$/i.test(smtpHost);
}
