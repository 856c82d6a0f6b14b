import type { Kernel } from '#kernel';
import { openDigester } from './digester.ts';
import { type Fetched, takeIn } from './intake.ts';
import { type MailboxRow, mailboxByAddress } from './mailbox-store.ts';
import type { Outcome } from './parse/packing.ts';
import { openParserPool, type ParserPool } from './pool.ts';
import { nextDelivery, type Place } from './receipt-store.ts';
import { openSender } from './sender.ts';

/** The way of mail in and out, a step at a time, for whoever drives the clock: nothing of it happens by itself. */
export interface HandDriven {
  /** Takes raw mail in for a mailbox, as its SMTP listener (or its folder Sent or Junk) would; answers when it stands in its conversation. */
  deliver(address: string, raw: Buffer, place?: Extract<Place, 'smtp' | 'sent' | 'junk'>): Promise<void>;
  /** Sends all that may leave now; answers when it has been tried. */
  send(): Promise<void>;
  close(): Promise<void>;
}

/** `givesUp`: of these bytes the parser is said to have given up, as it does of what takes it too long. */
export function driveByHand(k: Kernel, { givesUp }: { readonly givesUp: (raw: Buffer) => boolean }): HandDriven {
  const pool = givingUp(openParserPool({ log: k.log, threads: 1 }), givesUp);
  const digester = openDigester(k, { pool, mailboxIds: () => [], needsSent: () => {} });
  const sender = openSender(k);
  const known = new Map<string, MailboxRow>();
  return {
    async deliver(address, raw, place = 'smtp') {
      const mailbox = known.get(address) ?? (await mailboxByAddress(k, address));
      if (!mailbox) throw new Error(`There is no mailbox ${address}`);
      known.set(address, mailbox);
      const mail: Fetched = { uid: await nextDelivery(k), raw, internalDate: k.clock.now() };
      const { work } = await takeIn(k, { mailbox, place, uidvalidity: '0', isBacklog: false, folder: null }, [mail]);
      await digester.offer(work);
      await digester.settle();
    },
    send: () => sender.look(),
    async close() {
      await sender.stop();
      await digester.stop();
      await pool.close();
    },
  };
}

function givingUp(pool: ParserPool, givesUp: (raw: Buffer) => boolean): ParserPool {
  return {
    ...pool,
    async parseMany(raws, context) {
      const outcomes = await pool.parseMany(raws, context);
      return outcomes.map((outcome, nr): Outcome => {
        const raw = raws[nr];
        if (!outcome.ok || !(raw instanceof Uint8Array) || !givesUp(Buffer.from(raw))) return outcome;
        const { from, subject, messageId, text } = outcome.mail;
        return { ok: false, reason: 'time', mail: { from: from?.email ?? '', subject, messageId, text: text.slice(0, 200) } };
      });
    },
  };
}
