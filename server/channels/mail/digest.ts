import { type Inbound, type Received, receive } from '#desk';
import type { Kernel } from '#kernel';
import { acknowledgeNew, type New } from './acknowledge.ts';
import { soundsAway } from './classify.rules.ts';
import { isFromOurselves, toIllegible, toInbound } from './inbound.ts';
import { hourOf, lagBucket } from './lag.rules.ts';
import { cameBack, foundInSent, noteAlias } from './outcome.ts';
import { outgoingByMessageIds, type OutgoingMail } from './outgoing-store.ts';
import type { HeaderSketch, MailAttachment, ParsedMail } from './parse/mail.ts';
import {
  addLags,
  answeredFingerprints,
  type Digested,
  keepReferences,
  lockWaiting,
  markDigested,
  offerAgain,
  postpone,
  type SentCopy,
  sentCopies,
  sentReadAt,
  type Waiting,
} from './receipt-store.ts';
import { threadIds, waitsForSent } from './sent.rules.ts';

/** A receipt with what its bytes turned out to be. */
export type Understood =
  | { readonly receipt: Waiting; readonly kind: 'mail'; readonly mail: ParsedMail }
  | { readonly receipt: Waiting; readonly kind: 'illegible'; readonly sketch: HeaderSketch; readonly reason: string };

/** A requester's mail is not held longer than this for the sake of knowing whether it is our own. */
const patienceForSent = 60_000;

/**
 * Hands understood mail to the desk and notes what became of it, in one transaction. Receipts that another process has or has done are
 * left out. Answers those mailboxes whose Sent has to be read before a mail «from ourselves» can be judged.
 */
export async function digest(k: Kernel, items: readonly Understood[]): Promise<{ readonly needSent: readonly string[] }> {
  return k.transaction(async (k) => {
    const mine = await lockWaiting(
      k,
      items.map((one) => one.receipt.id),
    );
    const { ready, early } = await withoutEarly(
      k,
      items.filter((one) => mine.has(one.receipt.id)),
    );
    const offers = await offersOf(k, ready);
    const answers = await handOver(k, offers);
    const done = offers.map((one) => outcomeOf(one, answers));
    await markDigested(k, done);
    await noteOwn(k, offers);
    await noteReferences(k, ready, done);
    await noteLags(k, ready);
    // Last: what it waits for (one at a time in the whole database) holds up nothing else.
    await acknowledgeNew(k, newOnes(offers, done));
    return { needSent: [...new Set(early.map((one) => one.receipt.mailboxId))] };
  });
}

function newOnes(offers: readonly Offer[], done: readonly (Digested & { isNew: boolean })[]): New[] {
  const results = new Map(done.map((one) => [one.id, one]));
  return offers.flatMap(({ item, inbound }) => {
    const result = results.get(item.receipt.id);
    if (!inbound || !result?.isNew || result.deskMessageId === null) return [];
    return [{ inbound, messageId: result.deskMessageId, folder: item.receipt.folder, purpose: item.receipt.purpose }];
  });
}

/** A mail in our own name waits until Sent has been read up to its arrival. */
async function withoutEarly(k: Kernel, items: readonly Understood[]): Promise<{ ready: Understood[]; early: Understood[] }> {
  const own = items.filter((one) => one.receipt.folder !== 'sent' && one.kind === 'mail' && isFromOurselves(one.receipt, one.mail));
  if (own.length === 0) return { ready: [...items], early: [] };
  const readAt = await sentReadAt(
    k,
    own.map((one) => one.receipt.mailboxId),
  );
  const early = own.filter(({ receipt }) => {
    const isPatient = k.clock.real() - receipt.notedAt < patienceForSent;
    return (
      isPatient && waitsForSent({ fromOurselves: true, arrivedAt: receipt.notedAt, sentReadAt: readAt.get(receipt.mailboxId) ?? null })
    );
  });
  for (const one of early) await postpone(k, one.receipt.id, k.clock.real() + 1000);
  return { ready: items.filter((one) => !early.includes(one)), early };
}

interface Offer {
  readonly item: Understood;
  /** Null: known already, the desk is not asked. */
  readonly inbound: Inbound | null;
  readonly known: { readonly messageId: string | null; readonly conversationId: string | null } | null;
  /** The mail of ours that it is a copy of, or that it reports on. */
  readonly ours: OutgoingMail | undefined;
}

async function offersOf(k: Kernel, items: readonly Understood[]): Promise<Offer[]> {
  const junk = items.flatMap((one) => (one.kind === 'mail' && one.receipt.folder === 'junk' ? [one.mail.fingerprint] : []));
  const answered = junk.length === 0 ? new Map() : await answeredFingerprints(k, junk);
  const sent = await outgoingByMessageIds(k, items.flatMap(idsOfOurs));
  const inSent = await copiesInSent(k, items);
  const trusted = await k.settings.get<string[]>('mail.trusted_servers');
  return items.map((item) => {
    const { receipt } = item;
    if (item.kind === 'illegible') return { item, inbound: toIllegible(receipt, item.sketch, item.reason), known: null, ours: undefined };
    const { mail } = item;
    const own = idsAsOurs(item)
      .map((id) => sent.get(id))
      .find((one) => one !== undefined);
    // Our own copy in Sent is the message that the desk has already.
    if (own && receipt.folder === 'sent')
      return { item, inbound: null, known: { messageId: own.id, conversationId: own.conversationId }, ours: own };
    const copies = inSent.get(`${receipt.mailboxId}/${mail.messageId}`) ?? [];
    // Somebody put a mail that is in the desk into Junk, or our own answer came back to us: it stays what it is.
    const known = receipt.folder === 'junk' ? answered.get(mail.fingerprint) : ownAnswer(copies, mail.fingerprint);
    if (known) return { item, inbound: null, known, ours: undefined };
    const answersSent = mail.references.some((id) => inSent.has(`${receipt.mailboxId}/${id}`) || sent.has(id));
    const judge = { trusted, isInSent: copies.length > 0 || own !== undefined, answersSent, now: k.clock.now() };
    const ours = mail.nature === 'bounce' && mail.bounce?.originalMessageId ? sent.get(mail.bounce.originalMessageId) : undefined;
    return { item, inbound: toInbound(receipt, mail, judge), known: null, ours };
  });
}

/** The Message-IDs under which it may be known that we sent it, that it reports on, or that it is an absence notice about. */
function idsOfOurs(item: Understood): string[] {
  if (item.kind !== 'mail') return [];
  const { nature, bounce, subject, references } = item.mail;
  const reported = nature === 'bounce' ? bounce?.originalMessageId : null;
  const named = [...idsAsOurs(item), ...(typeof reported === 'string' ? [reported] : [])];
  return soundsAway(subject) ? [...named, ...references] : named;
}

/** Under which of its ids it may be our own copy. A stranger's mail, nearly all there is, needs no look. */
function idsAsOurs(item: Understood): string[] {
  if (item.kind !== 'mail') return [];
  const { receipt, mail } = item;
  if (receipt.folder !== 'sent' && !isFromOurselves(receipt, mail)) return [];
  // Anybody may write our header; what lies in Sent was put there by our own people or our own provider.
  return [mail.messageId, receipt.folder === 'sent' ? mail.ownId : null].filter((id) => id !== null);
}

/** What became of mail of ours, as its copy in Sent or a delivery report tells. */
async function noteOwn(k: Kernel, offers: readonly Offer[]): Promise<void> {
  for (const { item, ours } of offers) {
    if (!ours || item.kind !== 'mail') continue;
    const { receipt, mail } = item;
    if (receipt.folder === 'sent') {
      if (mail.messageId !== null) await noteAlias(k, ours, mail.messageId);
      await foundInSent(k, ours, { internalDate: receipt.internalDate, date: mail.date });
    } else if (mail.bounce) await cameBack(k, ours, mail.bounce);
  }
}

function ownAnswer(copies: readonly SentCopy[], fingerprint: string): SentCopy | undefined {
  return copies.find((copy) => copy.conversationId !== null && copy.fingerprint === fingerprint);
}

/** Asked for what may be our own mail coming back, and for what may be an absence notice about it. */
async function copiesInSent(k: Kernel, items: readonly Understood[]): Promise<Map<string, SentCopy[]>> {
  const asked = items.flatMap((one) => {
    if (one.kind !== 'mail' || one.receipt.folder === 'sent') return [];
    const own = one.mail.messageId !== null && isFromOurselves(one.receipt, one.mail) ? [one.mail.messageId] : [];
    const answered = soundsAway(one.mail.subject) ? one.mail.references : [];
    return [...own, ...answered].map((messageId) => ({ mailboxId: one.receipt.mailboxId, messageId }));
  });
  return asked.length === 0 ? new Map() : sentCopies(k, asked);
}

interface Answers {
  readonly received: ReadonlyMap<string, Received>;
  /** Those that were handed over; the others are copies of them. */
  readonly chosen: ReadonlySet<Inbound>;
}

/** The desk is asked once for each key; the earliest receipt of it speaks, because its clock is the one that counts. */
async function handOver(k: Kernel, offers: readonly Offer[]): Promise<Answers> {
  const byKey = new Map<string, Inbound>();
  for (const { inbound } of offers) {
    const other = inbound && byKey.get(inbound.key);
    if (inbound && (!other || inbound.receivedAt < other.receivedAt)) byKey.set(inbound.key, inbound);
  }
  const chosen = new Set(byKey.values());
  if (chosen.size === 0) return { received: new Map(), chosen };
  await k.blobs.putMany(attachmentsOf(offers, chosen).map((one) => one.content));
  return { received: new Map((await receive(k, [...chosen])).map((one) => [one.key, one])), chosen };
}

function attachmentsOf(offers: readonly Offer[], chosen: ReadonlySet<Inbound>): MailAttachment[] {
  return offers.flatMap(({ item, inbound }) => (inbound && chosen.has(inbound) && item.kind === 'mail' ? item.mail.attachments : []));
}

function outcomeOf({ item, inbound, known }: Offer, { received, chosen }: Answers): Digested & { readonly isNew: boolean } {
  const { receipt } = item;
  const answer = inbound ? received.get(inbound.key) : undefined;
  const isNew = answer?.outcome === 'stored' && inbound !== null && chosen.has(inbound);
  const shared = {
    id: receipt.id,
    deskMessageId: answer?.messageId ?? known?.messageId ?? null,
    deskConversationId: answer?.conversationId ?? known?.conversationId ?? null,
    receivedAt: inbound?.receivedAt ?? receipt.receivedAt,
    isNew,
  };
  if (item.kind === 'illegible') {
    return {
      ...shared,
      state: 'quarantined',
      fingerprint: null,
      messageId: item.sketch.messageId,
      sender: item.sketch.from,
      subject: item.sketch.subject,
      reason: item.reason,
    };
  }
  const state = answer?.outcome === 'unmatched' ? 'unmatched' : isNew || receipt.wasShown ? 'received' : 'duplicate';
  return {
    ...shared,
    state,
    fingerprint: item.mail.fingerprint,
    messageId: item.mail.messageId,
    sender: null,
    subject: null,
    reason: null,
  };
}

/** Unmatched answers keep their ids; what came in calls for those that name it or are named by it. */
async function noteReferences(k: Kernel, items: readonly Understood[], done: readonly (Digested & { isNew: boolean })[]): Promise<void> {
  const states = new Map(done.map((one) => [one.id, one]));
  const lost: { receiptId: string; messageId: string }[] = [];
  const came: string[] = [];
  for (const item of items) {
    if (item.kind !== 'mail') continue;
    const result = states.get(item.receipt.id);
    const ids = threadIds(item.mail);
    if (result?.state === 'unmatched') lost.push(...ids.map((messageId) => ({ receiptId: item.receipt.id, messageId })));
    else if (result?.isNew) came.push(...ids);
  }
  if (lost.length > 0) await keepReferences(k, lost);
  if (came.length > 0 && (await offerAgain(k, [...new Set(came)])) > 0) k.after(() => nudges.forEach((nudge) => nudge()));
}

const nudges = new Set<() => void>();

/** Calls back after a commit that put receipts back to be offered; answers how to stop. */
export function onOfferedAgain(nudge: () => void): () => void {
  nudges.add(nudge);
  return () => nudges.delete(nudge);
}

async function noteLags(k: Kernel, items: readonly Understood[]): Promise<void> {
  // How long is real time, as a person waited; the hour it is shown under is the product's, as every time of day on screen.
  const [now, hour] = [k.clock.real(), hourOf(k.clock.now())];
  const lags = items.flatMap(({ receipt }) => {
    if (receipt.isBacklog || receipt.folder !== 'inbox') return [];
    return [{ mailboxId: receipt.mailboxId, hour, bucket: lagBucket(now - (receipt.readableSince ?? receipt.notedAt)) }];
  });
  if (lags.length > 0) await addLags(k, lags);
}
