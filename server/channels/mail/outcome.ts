import { noteProgress } from '#desk';
import type { Kernel } from '#kernel';
import { type OutgoingMail, writeOutcome } from './outgoing-store.ts';
import type { Bounce } from './parse/mail.ts';
import { copyInSent } from './receipt-store.ts';
import { retryAt, type Verdict } from './send.rules.ts';
import { settlingTime } from './sent.rules.ts';

export interface Acceptance {
  /** Product ms. */
  readonly at: number;
  readonly response: string;
  /** Lower case. */
  readonly refused: readonly string[];
  readonly note: string | null;
  readonly needsCopy: boolean;
}

type From = readonly OutgoingMail['state'][];

/** One act, one transaction: accepted, settled, and the copy asked for. Again is harmless: it starts from one of `from` or does nothing. */
export async function accept(k: Kernel, mail: OutgoingMail, from: From, how: Acceptance): Promise<void> {
  await k.transaction(async (k) => {
    const { at, response, refused, needsCopy, note } = how;
    if (!(await writeOutcome(k, mail.id, from, { state: 'accepted', response, acceptedAt: at, needsCopy }))) return;
    const reached = mail.recipients.map((one) => one.toLowerCase()).filter((one) => !refused.includes(one));
    await noteProgress(k, { id: mail.id, delivery: 'accepted', at, refused, reached, ...(note === null ? {} : { note }) });
    if (needsCopy) await k.jobs.send('mail.copy-to-sent', { id: mail.id });
  });
}

/** It was not accepted, or nobody knows: tried again later, given up, or left to be looked for in Sent. */
export async function fail(k: Kernel, mail: OutgoingMail, verdict: Verdict): Promise<void> {
  const now = k.clock.real();
  const next = verdict.kind === 'retry' ? retryAt(mail.attempts, mail.firstTriedAt ?? now, now) : null;
  const state = verdict.kind === 'retry' ? (next === null ? 'rejected' : 'queued') : verdict.kind;
  await k.transaction(async (k) => {
    const { response } = verdict;
    if (!(await writeOutcome(k, mail.id, ['sending'], { state, response, ...(next === null ? {} : { leavesAt: next }) }))) return;
    await noteProgress(k, { id: mail.id, delivery: state, note: response });
    if (state === 'uncertain') await lookInSent(k, mail);
  });
}

/** Sent may have been read before it was known that nobody knew. */
async function lookInSent(k: Kernel, mail: OutgoingMail): Promise<void> {
  const copy = await copyInSent(k, mail.mailboxId, mail.messageId);
  if (copy) await foundInSent(k, mail, copy);
}

/** Its copy lies in Sent: whatever the line did, it left (email.md 9). */
export async function foundInSent(
  k: Kernel,
  mail: OutgoingMail,
  copy: { internalDate: number | null; date: number | null },
): Promise<void> {
  const at = settlingTime({ ...copy, now: k.clock.now() });
  await accept(k, mail, ['uncertain'], { at, response: 'found in Sent', refused: [], note: null, needsCopy: false });
}

/** A delivery report names it: those who did not get it were not answered. A delay is no failure (RFC 3464). */
export async function cameBack(k: Kernel, mail: OutgoingMail, { recipients }: Bounce): Promise<void> {
  const failed = recipients.filter((one) => one.action === 'failed' || (one.action === '' && one.status.startsWith('5')));
  if (failed.length === 0) return;
  const ours = new Set(mail.recipients.map((one) => one.toLowerCase()));
  const named = failed.map((one) => one.address.toLowerCase()).filter((one) => ours.has(one));
  const note = failed
    .map((one) => [one.address, one.status, one.diagnostic].filter(Boolean).join(' '))
    .join(' · ')
    .slice(0, 1000);
  // A report that names none of them (a forwarded address) is about all of them.
  const missed = named.length === 0 ? [...ours] : named;
  await k.transaction(async (k) => {
    const isWhole = missed.length === ours.size;
    if (isWhole && !(await writeOutcome(k, mail.id, ['queued', 'sending', 'accepted', 'uncertain'], { state: 'bounced', response: note })))
      return;
    await noteProgress(k, { id: mail.id, delivery: 'bounced', refused: missed, note });
  });
}
