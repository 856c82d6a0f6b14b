import { acknowledge, acknowledgeable, type Inbound } from '#desk';
import { iso, type Kernel, localDate, midnightOf } from '#kernel';
import { acknowledgementText, mayAcknowledge, perSender, readsMail, tooManyInAnHour } from './acknowledge.rules.ts';
import {
  apart,
  countAcknowledgements,
  insertStop,
  lockAcknowledgements,
  noteAcknowledgement,
  type Stop,
  stopsNow,
} from './acknowledge-store.ts';
import { ownAddresses } from './mailbox.ts';

/** A mail that the desk has just stored. */
export interface New {
  readonly inbound: Inbound;
  /** The desk's message. */
  readonly messageId: string;
  readonly folder: string;
  readonly purpose: string;
}

const hour = 3_600_000;
const day = 86_400_000;

/**
 * Acknowledges what may be, in the transaction that received it: so each exactly once, whatever dies. Off until the coordinator turns it on.
 * Once a conversation, three a day to one address, so many a day from a mailbox, so many a minute in all (email.md 4).
 */
export async function acknowledgeNew(k: Kernel, arrived: readonly New[]): Promise<void> {
  if ((await k.settings.get<string>('mail.acknowledgement')) !== 'on') return;
  const candidates = arrived.filter((one) => mayAcknowledge(one, k.clock.now()));
  if (candidates.length === 0) return;
  await lockAcknowledgements(k);
  for (const one of candidates) {
    const error = await apart(k, () => acknowledgeOne(k, one));
    if (error !== null) k.log.warn('mail.not-acknowledged', { message: one.messageId, error });
  }
}

async function acknowledgeOne(k: Kernel, { inbound, messageId }: New): Promise<void> {
  const mailboxId = inbound.mailbox?.id ?? '';
  const found = await acknowledgeable(k, messageId);
  if (!found || found.dueAt <= k.clock.now() || found.lastHour >= tooManyInAnHour) return;
  const recipient = found.to.email.toLowerCase();
  if (!readsMail(recipient) || (await ownAddresses(k)).has(recipient)) return;
  if (await isFull(k, mailboxId, recipient)) return;
  const id = await acknowledge(k, found, acknowledgementText({ ...found, ...(await wordsOf(k)) }));
  if (id !== null) await noteAcknowledgement(k, { id, mailboxId, recipient });
}

/** Whether a limit is reached; the first time that one is which concerns everybody, that is told. */
async function isFull(k: Kernel, mailboxId: string, recipient: string): Promise<boolean> {
  if ((await stopsNow(k)).some((one) => one.mailboxId === null || one.mailboxId === mailboxId)) return true;
  const now = k.clock.now();
  const midnight = midnightOf(localDate(now));
  const counts = await countAcknowledgements(k, { mailboxId, recipient, midnight });
  if (counts.sender >= perSender) return true;
  if (counts.minute >= (await k.settings.get<number>('mail.acknowledgement_per_minute')))
    return stop(k, mailboxId, { mailboxId: null, cause: 'minute', until: now + hour });
  if (counts.day >= (await k.settings.get<number>('mail.acknowledgement_per_day')))
    return stop(k, mailboxId, { mailboxId, cause: 'day', until: midnight + day });
  return false;
}

async function stop(k: Kernel, mailboxId: string, found: Stop): Promise<true> {
  await insertStop(k, found);
  await k.acts.write({
    verb: 'mail.acknowledgement-stopped',
    subject: { kind: 'mailbox', id: mailboxId },
    detail: { cause: found.cause, until: iso(found.until) },
  });
  await k.live.tell('mail', mailboxId);
  k.log.warn('mail.acknowledgement-stopped', { mailbox: mailboxId, cause: found.cause });
  return true;
}

/** What the institution says of itself and of personal data (Law 172-13). */
export async function wordsOf(k: Kernel) {
  const institution = await k.settings.get<{ name?: string; department?: string } | null>('institution');
  return {
    institution: institution?.name ?? '',
    department: institution?.department ?? '',
    privacy: {
      es: await k.settings.get<string>('mail.acknowledgement_privacy'),
      en: await k.settings.get<string>('mail.acknowledgement_privacy_en'),
    },
  };
}
