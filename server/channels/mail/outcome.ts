import { type DeliveryCode, noteAccepted, noteProgress, noteReference, type Progress, wasOvertaken } from '#desk';
import type { Kernel } from '#kernel';
import { addAlias, namesOf, type OutgoingMail, writeAcceptances, writeOutcome } from './outgoing-store.ts';
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
  /** How it is known, where no server said so. */
  readonly code?: DeliveryCode;
}

type From = readonly OutgoingMail['state'][];

/** One act, one transaction: accepted, settled, and the copy asked for. Again is harmless: it starts from one of `from` or does nothing. */
export function accept(k: Kernel, mail: OutgoingMail, from: From, how: Acceptance): Promise<void> {
  return acceptAll(k, [{ mail, how }], from);
}

export interface Accepted {
  readonly mail: OutgoingMail;
  readonly how: Acceptance;
}

/** The same for several at once. */
export async function acceptAll(k: Kernel, all: readonly Accepted[], from: From): Promise<void> {
  await k.transaction(async (k) => {
    const written = await writeAcceptances(
      k,
      all.map(({ mail, how }) => ({ id: mail.id, ...how, isByWord: how.code === 'by-word' })),
      from,
    );
    const done = all.filter(({ mail }) => written.has(mail.id));
    if (done.length === 0) return;
    await noteAccepted(k, done.map(progressOf));
    for (const { mail, how } of done) if (how.needsCopy) await k.jobs.send('mail.copy-to-sent', { id: mail.id });
  });
}

function progressOf({ mail, how: { at, refused, note, code } }: Accepted): Progress {
  const reached = mail.recipients.map((one) => one.toLowerCase()).filter((one) => !refused.includes(one));
  return {
    id: mail.id,
    delivery: 'accepted',
    at,
    refused,
    reached,
    ...(note === null ? {} : { note }),
    ...(code === undefined ? {} : { code }),
  };
}

/** It was not accepted, or nobody knows: tried again later, given up, or left to be looked for in Sent. */
export async function fail(k: Kernel, mail: OutgoingMail, verdict: Verdict, code?: DeliveryCode): Promise<void> {
  const now = k.clock.real();
  const isBlocking = verdict.kind === 'retry' && verdict.isMailbox;
  const next = verdict.kind === 'retry' ? retryAt(mail, now, verdict.pause) : null;
  const state = verdict.kind === 'retry' ? (next === null ? 'rejected' : 'queued') : verdict.kind;
  await k.transaction(async (k) => {
    const { response } = verdict;
    if (!(await writeOutcome(k, mail.id, ['sending'], { state, response, ...(next === null ? {} : { leavesAt: next, isBlocking }) })))
      return;
    await noteProgress(k, { id: mail.id, delivery: state, note: response, ...(code === undefined ? {} : { code }) });
    if (state === 'uncertain') await lookInSent(k, mail);
  });
}

/**
 * Right before it leaves: whether something came or went meanwhile that its author had not seen. Then it goes back to its author, in one
 * transaction with what is told.
 */
export async function holdBack(k: Kernel, mail: OutgoingMail): Promise<boolean> {
  if (!mail.isConditional) return false;
  return k.transaction(async (k) => {
    if (!(await wasOvertaken(k, mail.id))) return false;
    if (await writeOutcome(k, mail.id, ['sending'], { state: 'rejected', response: null, isHeldBack: true }))
      await noteProgress(k, { id: mail.id, delivery: 'rejected', code: 'newer-message' });
    return true;
  });
}

/** Sent may have been read before it was known that nobody knew. */
async function lookInSent(k: Kernel, mail: OutgoingMail): Promise<void> {
  const copy = await copyInSent(k, mail.mailboxId, await namesOf(k, mail));
  if (copy) await foundInSent(k, mail, copy);
}

/**
 * Its copy lies in Sent: whatever the line did, it left (email.md 9). One that waits to be sent again stays here; one that a person believed
 * to have left is now known to, and when.
 */
export async function foundInSent(
  k: Kernel,
  mail: OutgoingMail,
  copy: { internalDate: number | null; date: number | null },
): Promise<void> {
  const at = settlingTime({ ...copy, now: k.clock.now() });
  const from: From = mail.isByWord ? ['accepted'] : ['uncertain', 'queued'];
  await accept(k, mail, from, { at, response: 'found in Sent', refused: [], note: null, needsCopy: false, code: 'found-in-sent' });
}

/** A provider stored it under an id of its own: what answers that id finds its conversation (email.md 3). */
export async function noteAlias(k: Kernel, mail: OutgoingMail, messageId: string): Promise<void> {
  if (messageId === mail.messageId || !(await addAlias(k, mail.id, messageId))) return;
  await noteReference(k, mail.conversationId, messageId);
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
