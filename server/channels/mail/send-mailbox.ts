import type { Kernel, Lease } from '#kernel';
import { together } from './together.ts';
import { mailboxById, type MailboxRow } from './mailbox-store.ts';
import { type Acceptance, type Accepted, acceptAll, fail, holdBack } from './outcome.ts';
import { claimNext, giveBack, leftSending, nextTurn, type OutgoingMail, sendAs } from './outgoing-store.ts';
import { paceOf, paceWindow } from './pace.rules.ts';
import { keepsOwnCopy, type SendFailure, type Verdict, verdictOf } from './send.rules.ts';
import { openLine } from './line.ts';
import type { SendResult, SmtpLine } from './smtp-line.ts';

// How many lines to one server at once. Whoever allows fewer (Microsoft 365: three) has a pace, and gets one.
const linesAtOnce = 6;
/** So many of those that were accepted are noted at once, at most; and so many of one line are not noted yet. */
const notedAtOnce = 50;
const unnotedAtMost = 8;
/** So many are marked as being sent in one statement, where as many wait. */
const claimedAtOnce = 12;
/** So many mails refused for the moment, one after the other, are no longer about each of them. */
const refusedInARow = 3;

export interface Sending {
  /** The lines that are open now, so that they can be dropped. */
  readonly lines: Set<SmtpLine>;
  isStopped(): boolean;
  /** Nothing of this mailbox is looked for before (real ms). */
  rest(until: number): void;
}

/** A mail marked as being sent, with its bytes. */
interface Claimed {
  readonly mail: OutgoingMail;
  readonly raw: Buffer;
}

interface Turn extends Sending {
  readonly mailbox: MailboxRow;
  readonly lease: Lease;
  /** Mails a minute; null: as many as the server takes. */
  readonly pace: number | null;
  /** The next mail, with what the other lines ask for in one statement. */
  next(): Promise<Claimed | undefined>;
  /** Notes that it was accepted, with those of the other lines in one transaction. */
  accepted(one: Accepted): Promise<void>;
  /** Refusals of the moment since the last mail that was taken, of all lines. */
  refused: number;
}

/** All of a mailbox that may leave now. */
export async function sendAll(k: Kernel, mailboxId: string, sending: Sending): Promise<void> {
  const lease = await k.leases.hold(`mail.sender.${mailboxId}`);
  if (!lease) return;
  const ahead: Claimed[] = [];
  try {
    // Nobody else may send for it: whatever is marked as being sent was left so by a process that died (email.md 9).
    for (const mail of await leftSending(k, mailboxId)) await fail(k, mail, crashed, 'process-stopped');
    const mailbox = await mailboxById(k, mailboxId);
    if (!mailbox?.smtp) return;
    const pace = await paceFor(k, mailbox);
    const next = together(linesAtOnce, async (asked: readonly null[]) => {
      if (ahead.length < asked.length) ahead.push(...(await claim(k, mailbox.id, pace === null ? claimedAtOnce : asked.length)));
      return asked.map(() => ahead.shift());
    });
    const accepted = together(notedAtOnce, async (all: readonly Accepted[]) => {
      await acceptAll(k, all, ['sending']);
      return all.map(() => undefined);
    });
    const turn: Turn = { ...sending, mailbox, lease, pace, refused: 0, next: () => next(null), accepted };
    // Whoever may send thirty a minute needs one line, and counts on it.
    await Promise.all(Array.from({ length: pace === null ? linesAtOnce : 1 }, () => sendInTurn(k, turn)));
  } finally {
    for (const { mail } of ahead) await giveBack(k, mail.id);
    await lease.release();
  }
}

async function claim(k: Kernel, mailboxId: string, many: number): Promise<Claimed[]> {
  const mails = await claimNext(k, mailboxId, many);
  const raws = await k.blobs.getMany(mails.map((mail) => mail.rawSha256));
  return mails.map((mail, nr) => ({ mail, raw: raws[nr] as Buffer }));
}

const crashed: Verdict = { kind: 'uncertain', response: 'Ventanilla se detuvo mientras lo enviaba.' };

/** Mails a minute: as the institution set it for this mailbox (0: no limit), else what its provider says. */
async function paceFor(k: Kernel, mailbox: MailboxRow): Promise<number | null> {
  const asked = await k.settings.get<number | null>(`mail.per_minute.${mailbox.address}`);
  return asked === null ? paceOf(mailbox.smtp?.host ?? '', mailbox.auth) : asked === 0 ? null : asked;
}

async function sendInTurn(k: Kernel, turn: Turn): Promise<void> {
  const { mailbox, lines } = turn;
  let line: SmtpLine | null = null;
  const drop = () => {
    line?.close();
    if (line) lines.delete(line);
    line = null;
  };
  // While some are being noted the next ones are sent. What a crash finds not noted is uncertain, and looked for in Sent: hence few.
  const noting: Promise<void>[] = [];
  // The next one is asked for while this one is sent; where it does not come to that it goes back into the queue.
  let ahead: Promise<Claimed | undefined> | null = null;
  try {
    while (!turn.isStopped() && !turn.lease.lost.aborted) {
      const claimed: Claimed | undefined = await (ahead ?? nextOf(k, turn));
      ahead = null;
      if (!claimed) return;
      const { mail, raw } = claimed;
      if (await holdBack(k, mail)) continue;
      if (turn.pace === null) ahead = turn.next();
      // Told where it is waited for.
      ahead?.catch(() => {});
      if (!(line as SmtpLine | null)?.isOpen) {
        drop();
        line = await openLine(k, mailbox).catch((error: unknown) => failedBefore(k, mail, error));
        if (line) lines.add(line);
      }
      if (!line) return;
      const result = await (line as SmtpLine).send({ from: mail.sender, to: mail.recipients }, raw);
      if (result.kind === 'accepted') {
        turn.refused = 0;
        const noted = turn.accepted({ mail, how: acceptanceOf(k, mailbox, mail, result) });
        // Told where it is waited for.
        noted.catch(() => {});
        noting.push(noted);
        if (noting.length >= unnotedAtMost) await noting.shift();
      } else if (!(await noteFailure(k, turn, mail, result))) return;
    }
  } finally {
    drop();
    const left = await ahead;
    if (left) await giveBack(k, left.mail.id);
    await Promise.all(noting);
  }
}

/** The next mail, where the provider's minute has room for one. */
async function nextOf(k: Kernel, { mailbox, pace, rest, next }: Turn): Promise<Claimed | undefined> {
  const turn = pace === null ? null : await nextTurn(k, mailbox.id, { most: pace, window: paceWindow });
  if (turn === null) return next();
  rest(turn);
  return undefined;
}

/** No line to the server: certainly not sent, and neither would the next one be. */
async function failedBefore(k: Kernel, mail: OutgoingMail, error: unknown): Promise<null> {
  const verdict = verdictOf(error as SendFailure, false);
  k.log.warn('mail.no-line', { message: mail.id, code: (error as SendFailure).code ?? null });
  await fail(k, mail, verdict);
  return null;
}

/** Notes what went wrong; answers whether this line may go on with the next mail. */
async function noteFailure(k: Kernel, turn: Turn, mail: OutgoingMail, result: Verdict): Promise<boolean> {
  if (result.kind === 'rejected' && mail.sender === '') {
    // The null sender of what is automatic: a server may want the mailbox's own name (email.md 4).
    await sendAs(k, mail.id, turn.mailbox.address);
    return true;
  }
  if (result.kind === 'retry') turn.refused += 1;
  const isPattern = result.kind === 'retry' && !result.isMailbox && turn.refused >= refusedInARow;
  const verdict: Verdict = isPattern ? { ...result, isMailbox: true, pause: paceWindow } : result;
  const isOurDoing = turn.isStopped();
  // Whoever goes on sending after a restart need not wait for what was no trouble of the server's.
  if (isOurDoing && verdict.kind === 'retry') await fail(k, mail, { ...verdict, isMailbox: false, pause: 0 });
  else await fail(k, mail, verdict, isOurDoing && verdict.kind === 'uncertain' ? 'process-stopped' : undefined);
  return verdict.kind === 'rejected' || (verdict.kind === 'retry' && !verdict.isMailbox);
}

type Taken = Extract<SendResult, { kind: 'accepted' }>;

function acceptanceOf(k: Kernel, mailbox: MailboxRow, mail: OutgoingMail, { response, ...result }: Taken): Acceptance {
  const words = result.refused.map((one) => `${one.email}: ${one.why}`).join(' · ');
  return {
    at: k.clock.now(),
    response,
    refused: result.refused.map((one) => one.email),
    note: words === '' ? null : words,
    // What is automatic is nobody's correspondence: it stays out of Sent.
    needsCopy: !mail.automatic && mailbox.imap.host !== '' && !keepsOwnCopy(mailbox.smtp?.host ?? '', mailbox.auth),
  };
}
