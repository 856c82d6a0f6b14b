import type { Kernel } from '#kernel';
import { nudges } from './nudge.ts';
import { mailboxesWithMail } from './outgoing-store.ts';
import { sendAll } from './send-mailbox.ts';
import type { SmtpLine } from './smtp-line.ts';

export interface Sender {
  /** Looks for mail that may leave now; answers when all it found has been tried. */
  look(): Promise<void>;
  /**
   * Takes no more mail, gives what is under way a moment, and drops its lines then: what had been handed over whole is uncertain, and looked
   * for in Sent.
   */
  stop(): Promise<void>;
}

const pause = 1000;
/** How long (real ms) a mail under way may take once the product is asked to end; a server may think for ten minutes about the last dot. */
const grace = 10_000;

/** Sends what is queued, each mailbox by one process at a time, so that what another one was sending when it died is known to be nobody's. */
export function openSender(k: Kernel, { patience = grace }: { readonly patience?: number } = {}): Sender {
  const busy = new Map<string, Promise<void>>();
  // Those of which something was queued meanwhile.
  const missed = new Set<string>();
  const lines = new Set<SmtpLine>();
  // Mailboxes that have sent all that their provider takes in a minute, and until when (real ms).
  const resting = new Map<string, number>();
  let stopped = false;
  let scanning: Promise<void> | null = null;
  let again = false;

  /** Each mailbox goes its own way: a server that thinks for ten minutes holds up no other. */
  async function begin(): Promise<void> {
    for (const id of await mailboxesWithMail(k)) {
      if (stopped || busy.has(id) || (resting.get(id) ?? 0) > k.clock.real()) continue;
      const work = sendAll(k, id, { lines, isStopped: () => stopped, rest: (until) => resting.set(id, until) })
        .catch((error: unknown) => k.log.warn('mail.sending-failed', { mailbox: id, error }))
        .finally(() => {
          busy.delete(id);
          if (missed.delete(id) && !stopped) void scan();
        });
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
    // One that was under way before may have looked too early: the next one has been asked for.
    while (scanning) await scanning;
    await Promise.all(busy.values());
  }

  const timer = setInterval(() => void scan(), pause);
  const nudge = (mailboxId: string) => {
    if (busy.has(mailboxId)) missed.add(mailboxId);
    else if ((resting.get(mailboxId) ?? 0) <= k.clock.real()) void scan();
  };
  nudges.add(nudge);
  void scan();
  return {
    look,
    async stop() {
      stopped = true;
      nudges.delete(nudge);
      clearInterval(timer);
      await scanning;
      await within(patience, Promise.all(busy.values()));
      for (const line of lines) line.abort();
      // A line that was just being opened has its own, shorter, patience; whatever it does, nothing is sent on it any more.
      await within(3000, Promise.all(busy.values()));
    },
  };
}

function within(ms: number, work: Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}
