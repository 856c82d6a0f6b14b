import type { Nature } from './port.ts';

/** What is asked of a message before it finds its conversation. Addresses in lower case; instants in ms. */
export interface ThreadQuestion {
  readonly direction: 'in' | 'out';
  readonly nature: Nature;
  readonly isHistory: boolean;
  readonly at: number;
  /** In: From and Reply-To. Out: To and Cc. */
  readonly people: readonly string[];
  readonly subject: string;
  readonly token: string | null;
  readonly ownId: string | null;
  /** In the order of the header: the direct parent last. */
  readonly references: readonly string[];
  readonly threadRoot: string | null;
}

export interface Candidate {
  readonly id: string;
  readonly subject: string;
  readonly participants: ReadonlySet<string>;
  /** By act; null where it is not. */
  readonly resolvedAt: number | null;
}

/** Where a message may belong; each answers ids of conversations that are held. */
export interface ThreadIndex {
  /** The conversation of a token whose signature is ours; null otherwise. */
  byToken(token: string): string | null;
  /** Whether a token lets in whoever bears it: an area's answer from another address is shown, and a person judges it. */
  opens?(token: string): boolean;
  /** Those that hold or point to this Message-ID. */
  byReference(id: string): readonly string[];
  /** Those that point to this Message-ID and do not hold it: its answer was read before it. */
  byChild(ownId: string): readonly string[];
  byThreadRoot(root: string): readonly string[];
  candidate(id: string): Candidate | undefined;
}

export type Placement =
  | { readonly kind: 'join'; readonly conversation: string }
  | {
      readonly kind: 'start';
      readonly link: { readonly conversation: string; readonly reason: 'not-a-participant' | 'closed-long-ago' } | null;
    }
  | { readonly kind: 'unmatched' };

const day = 86_400_000;

/**
 * Contract email.md 3, in its order: signed token, References and In-Reply-To, Thread-Index, tag in the subject. It joins only where its
 * sender belongs; what names a conversation without belonging to it starts another, linked. Never by equal subject alone.
 */
export function placeOf(message: ThreadQuestion, index: ThreadIndex, reopenDays: number): Placement {
  let stranger: string | null = null;
  for (const hint of hintsOf(message, index)) {
    const candidate = index.candidate(hint.conversation);
    if (!candidate) continue;
    if (hint.isOpen && message.direction === 'in') return { kind: 'join', conversation: candidate.id };
    const belongs = message.people.some((one) => candidate.participants.has(one));
    if (hint.isWeak && (!belongs || plainSubject(candidate.subject) !== plainSubject(message.subject))) continue;
    // A bounce comes from a mailer daemon, and what lies in our Sent folder is ours: the reference itself tells where they belong.
    if (belongs || (hint.isReference && (message.nature === 'bounce' || message.direction === 'out')))
      return joined(message, candidate, reopenDays);
    stranger ??= candidate.id;
  }
  if (message.direction === 'out') return { kind: 'unmatched' };
  return { kind: 'start', link: stranger === null ? null : { conversation: stranger, reason: 'not-a-participant' } };
}

/** What a person writes to a conversation that was resolved long ago starts another: the matter is most likely a new one. */
function joined(message: ThreadQuestion, candidate: Candidate, reopenDays: number): Placement {
  const reopens = message.direction === 'in' && message.nature === 'person' && !message.isHistory;
  const isOld = candidate.resolvedAt !== null && message.at - candidate.resolvedAt > reopenDays * day;
  if (reopens && isOld) return { kind: 'start', link: { conversation: candidate.id, reason: 'closed-long-ago' } };
  return { kind: 'join', conversation: candidate.id };
}

interface Hint {
  readonly conversation: string;
  /** It joins whoever sends it. */
  readonly isOpen?: boolean;
  readonly isReference?: boolean;
  /** Counts only beside an equal subject and a known sender. */
  readonly isWeak?: boolean;
}

function* hintsOf(message: ThreadQuestion, index: ThreadIndex): Generator<Hint> {
  const signed = message.token === null ? null : index.byToken(message.token);
  if (signed !== null) yield { conversation: signed, isOpen: index.opens?.(message.token ?? '') ?? false };
  for (const id of message.references.toReversed())
    for (const conversation of index.byReference(id)) yield { conversation, isReference: true };
  if (message.ownId !== null) for (const conversation of index.byChild(message.ownId)) yield { conversation, isReference: true };
  if (message.threadRoot !== null) for (const conversation of index.byThreadRoot(message.threadRoot)) yield { conversation, isWeak: true };
  const tagged = taggedNumber(message.subject);
  if (tagged !== null) yield { conversation: tagged };
}

/** The number in `[VT-10482]`; null where the subject has none. */
export function taggedNumber(subject: string): string | null {
  return /\[VT-(\d{1,15})\]/i.exec(subject)?.[1] ?? null;
}

const prefix =
  /^\s*(?:(?:re|rv|fw|fwd|aw|wg|r[eé]p|tr|sv|vs|r|i|antw|enc|res|reenv)\s*(?:\[\d{1,4}\]|\(\d{1,4}\))?\s*:|\[(?:external|externo)\])\s*/i;

/** The subject without its prefixes (`Re: RV: [EXTERNAL] Re[2]:`), tag, case and spare spaces: what Outlook calls the topic. */
export function plainSubject(subject: string): string {
  let rest = subject.slice(0, 1000).replace(/\[VT-\d{1,15}\]/gi, ' ');
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(prefix, '');
  }
  return rest.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** The part of a Thread-Index that all mails of one Outlook conversation share: its first 22 bytes, as base64; null where it is shorter. */
export function threadRootOf(threadIndex: string | null): string | null {
  const text = threadIndex?.replace(/\s+/g, '') ?? '';
  // 30 characters of base64 are 22.5 bytes: the last of them holds bits of the 23rd and is cleared.
  return /^[A-Za-z0-9+/]{30,}/.test(text) ? text.slice(0, 29) : null;
}
