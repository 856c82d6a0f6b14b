import type { Kernel, Lease } from '#kernel';
import { mailboxById, type MailboxRow } from './mailbox-store.ts';
import { accept, fail } from './outcome.ts';
import { claimNext, leftSending, mailboxesWithMail, type OutgoingMail } from './outgoing-store.ts';
import { keepsOwnCopy, type SendFailure, type Verdict, verdictOf } from './send.rules.ts';
import { openSmtpLine, type SendResult, type SmtpLine } from './smtp-line.ts';

export interface Sender {
  /** Looks for mail that may leave now; answers when all it found has been tried. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

const pause = 1000;
// How many lines to one server at once: what Microsoft 365 allows a mailbox is three.
const linesAtOnce = 3;
const nudges = new Set<() => void>();

/** Something was queued in this process. */
export function nudgeSender(): void {
  for (const nudge of nudges) nudge();
}

/** Sends what is queued, each mailbox by one process at a time, so that what another one was sending when it died is known to be nobody's. */
export function openSender(k: Kernel): Sender {
  const busy = new Map<string, Promise<void>>();
  let stopped = false;
  let scanning: Promise<void> | null = null;
  let again = false;

  /** Each mailbox goes its own way: a server that thinks for ten minutes holds up no other. */
  async function begin(): Promise<void> {
    for (const id of await mailboxesWithMail(k)) {
      if (stopped || busy.has(id)) continue;
      const work = sendAll(k, id, () => stopped)
        .catch((error: unknown) => k.log.warn('mail.sending-failed', { mailbox: id, error }))
        .finally(() => busy.delete(id));
      busy.set(id, work);
    }
  }

  function scan(): Promise<void> {
    if (scanning) again = true;
    scanning ??= begin()
      .catch((error: unknown) => k.log.warn('mail.sending-failed', { error }))
      .finally(() => {
        scanning = null;
        if (again && !stopped) {
          again = false;
          void scan();
        }
      });
    return scanning;
  }

  async function look(): Promise<void> {
    await scan();
    await Promise.all(busy.values());
  }

  const timer = setInterval(() => void scan(), pause);
  const nudge = () => void scan();
  nudges.add(nudge);
  nudge();
  return {
    look,
    async stop() {
      stopped = true;
      nudges.delete(nudge);
      clearInterval(timer);
      await scanning;
      await Promise.all(busy.values());
    },
  };
}

/** All of a mailbox that may leave now. */
async function sendAll(k: Kernel, mailboxId: string, isStopped: () => boolean): Promise<void> {
  const lease = await k.leases.hold(`mail.sender.${mailboxId}`);
  if (!lease) return;
  try {
    // Nobody else may send for it: whatever is marked as being sent was left so by a process that died (email.md 9).
    for (const mail of await leftSending(k, mailboxId)) await fail(k, mail, crashed);
    const mailbox = await mailboxById(k, mailboxId);
    if (!mailbox?.smtp) return;
    await Promise.all(Array.from({ length: linesAtOnce }, () => sendInTurn(k, mailbox, { lease, isStopped })));
  } finally {
    await lease.release();
  }
}

const crashed: Verdict = { kind: 'uncertain', response: 'Ventanilla se detuvo mientras lo enviaba.' };

async function sendInTurn(k: Kernel, mailbox: MailboxRow, { lease, isStopped }: { lease: Lease; isStopped: () => boolean }): Promise<void> {
  let line: SmtpLine | null = null;
  try {
    while (!isStopped() && !lease.lost.aborted) {
      const mail = await claimNext(k, mailbox.id);
      if (!mail) return;
      const raw = await k.blobs.get(mail.rawSha256);
      if (!line?.isOpen) line = await openSmtpLine(k, mailbox).catch((error: unknown) => failedBefore(k, mail, error));
      if (!line) return;
      const result = await line.send({ from: mail.sender, to: mail.recipients }, raw);
      const goesOn = await note(k, mailbox, mail, result);
      if (!goesOn) return;
    }
  } finally {
    line?.close();
  }
}

/** No line to the server: certainly not sent, and neither would the next one be. */
async function failedBefore(k: Kernel, mail: OutgoingMail, error: unknown): Promise<null> {
  const verdict = verdictOf(error as SendFailure, false);
  k.log.warn('mail.no-line', { message: mail.id, code: (error as SendFailure).code ?? null });
  await fail(k, mail, verdict);
  return null;
}

/** Notes the result; answers whether this line may go on with the next mail. */
async function note(k: Kernel, mailbox: MailboxRow, mail: OutgoingMail, result: SendResult): Promise<boolean> {
  if (result.kind !== 'accepted') {
    await fail(k, mail, result);
    return result.kind === 'rejected' || (result.kind === 'retry' && !result.isMailbox);
  }
  const refused = result.refused.map((one) => one.email);
  const words = result.refused.map((one) => `${one.email}: ${one.why}`).join(' · ');
  await accept(k, mail, ['sending'], {
    at: k.clock.now(),
    response: result.response,
    refused,
    note: words === '' ? null : words,
    needsCopy: mailbox.imap.host !== '' && !keepsOwnCopy(mailbox.smtp?.host ?? '', mailbox.auth),
  });
  return true;
}
