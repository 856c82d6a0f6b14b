import { createHash } from 'node:crypto';
import type { Kernel } from '#kernel';
import { type Digester, openDigester } from './digester.ts';
import { mailsUnder } from './import-sources.ts';
import { type Fetched, takeIn } from './intake.ts';
import { theMailboxOf } from './mailbox.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { openParserPool } from './pool.ts';
import { conversationsOf, type Place, tallyOf } from './receipt-store.ts';
import { envelopeOf } from './received.ts';
import type { ImportCounts } from './shapes.ts';

export interface Import {
  readonly paths: readonly string[];
  /** Address of the mailbox it belongs to. */
  readonly mailbox: string;
  /** Its mails open obligations; otherwise they are history. */
  readonly open: boolean;
}

const batchOf = { mails: 50, bytes: 2 * 1024 * 1024 };

/**
 * Takes in .eml, mbox and Maildir. Running it again goes on where it was cut: what is there already counts as duplicate. Answers once every
 * mail is in the desk; `read` is the sum of the other four. Refuses `unknown-mailbox`.
 */
export async function importMail(k: Kernel, { paths, mailbox: address, open }: Import): Promise<ImportCounts> {
  const mailbox = await theMailboxOf(k, address);
  const pool = openParserPool({ log: k.log, threads: 2 });
  const digester = openDigester(k, { pool, mailboxIds: () => [], needsSent: () => {} });
  try {
    const run = await takeAllIn(k, { mailbox, digester, paths, open });
    const counts = await whenUnderstood(k, digester, run);
    await k.acts.write({ verb: 'mail.imported', subject: { kind: 'mailbox', id: mailbox.id }, detail: { ...counts, open } });
    return counts;
  } finally {
    await digester.stop();
    await pool.close();
  }
}

interface Run {
  readonly ids: string[];
  readonly counts: { read: number; duplicate: number; failed: number };
}

async function takeAllIn(
  k: Kernel,
  { mailbox, digester, paths, open }: { mailbox: MailboxRow; digester: Digester; paths: readonly string[]; open: boolean },
): Promise<Run> {
  const run: Run = { ids: [], counts: { read: 0, duplicate: 0, failed: 0 } };
  const hosts = await ourHosts(k, mailbox);
  const waiting = new Map<Place, Fetched[]>();
  const flush = async (place: Place) => {
    const mails = waiting.get(place) ?? [];
    waiting.delete(place);
    if (mails.length > 0) await keep(k, { mailbox, digester, place, run }, mails);
  };
  for await (const found of mailsUnder(paths)) {
    run.counts.read++;
    if ('failed' in found) {
      run.counts.failed++;
      k.log.warn('mail.import-unreadable', { file: found.failed });
      continue;
    }
    const { place, mail } = asFetched(k, found, { mailbox, hosts, open });
    const batch = [...(waiting.get(place) ?? []), mail];
    waiting.set(place, batch);
    if (batch.length >= batchOf.mails || batch.reduce((sum, one) => sum + one.raw.length, 0) >= batchOf.bytes) await flush(place);
  }
  for (const place of [...waiting.keys()]) await flush(place);
  return run;
}

function asFetched(
  k: Kernel,
  { raw, fromLine }: { raw: Buffer; fromLine: string | null },
  { mailbox, hosts, open }: { mailbox: MailboxRow; hosts: readonly string[]; open: boolean },
) {
  const envelope = envelopeOf(raw, { fromLine, ourHosts: hosts, now: k.clock.now() });
  const own = [mailbox.address, ...mailbox.aliases];
  // A copy of the Sent folder, or a mailbox exported whole: what we wrote is an answer, not a question.
  const isOut = own.includes(envelope.from) && envelope.reached.length > 0 && !envelope.reached.some((one) => own.includes(one));
  const mail: Fetched = {
    uid: numberOf(raw),
    raw,
    internalDate: null,
    received: { at: envelope.receivedAt, from: envelope.receivedFrom },
    isHistory: !open,
  };
  return { place: isOut ? ('sent' as const) : ('import' as const), mail };
}

/** The bytes themselves number it, so that a second run finds it there: 62 bits of their hash. */
function numberOf(raw: Buffer): string {
  return String(createHash('sha256').update(raw).digest().readBigUInt64BE() >> 2n);
}

async function keep(
  k: Kernel,
  { mailbox, digester, place, run }: { mailbox: MailboxRow; digester: Digester; place: Place; run: Run },
  mails: readonly Fetched[],
): Promise<void> {
  // Within one batch the same bytes have the same number, and one statement may not meet its own row twice.
  const once = [...new Map(mails.map((mail) => [mail.uid, mail])).values()];
  const { kept, work } = await takeIn(k, { mailbox, place, uidvalidity: '0', isBacklog: true, folder: null }, once);
  run.ids.push(...kept.map((one) => one.id));
  run.counts.duplicate += mails.length - kept.length;
  await digester.offer(work);
}

/** A mail that fails for another reason than its own is tried three times, within half a minute. */
async function whenUnderstood(k: Kernel, digester: Digester, run: Run): Promise<ImportCounts> {
  const until = k.clock.real() + 60_000;
  for (;;) {
    await digester.settle();
    const counts = await count(k, run);
    if (counts.failed === run.counts.failed || k.clock.real() > until) return counts;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

async function count(k: Kernel, { ids, counts }: Run): Promise<ImportCounts> {
  const done = { stored: 0, duplicate: counts.duplicate, quarantined: 0, failed: counts.failed };
  const conversations = new Set<string>();
  for (let at = 0; at < ids.length; at += 5000) {
    const some = ids.slice(at, at + 5000);
    for (const { state, mails } of await tallyOf(k, some)) done[countedAs(state)] += mails;
    for (const id of await conversationsOf(k, some)) conversations.add(id);
  }
  return { read: counts.read, ...done, conversations: conversations.size };
}

function countedAs(state: string): 'stored' | 'duplicate' | 'quarantined' | 'failed' {
  if (state === 'received' || state === 'unmatched') return 'stored';
  if (state === 'duplicate' || state === 'quarantined') return state;
  // Still waiting to be tried again.
  return 'failed';
}

async function ourHosts(k: Kernel, mailbox: MailboxRow): Promise<string[]> {
  const trusted = await k.settings.get<string[]>('mail.trusted_servers');
  const domain = mailbox.address.slice(mailbox.address.indexOf('@') + 1);
  return [domain, mailbox.imap.host, ...trusted].filter(Boolean).map((host) => host.toLowerCase());
}
