import type { Address } from './port.ts';
import type { Question } from './question-store.ts';
import { plainSubject } from './thread.rules.ts';

type Asked = Pick<Question, 'from' | 'replyTo'> & Partial<Pick<Question, 'to' | 'cc'>>;

/** As their author wrote them; without `to` an answer goes to whoever asked. */
export interface WishedRecipients {
  readonly to?: readonly string[] | undefined;
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
}

/** Whom an answer goes to: where nothing is said to Reply-To, else From (email.md 2); none of our own addresses, and nobody twice. */
export function recipientsOf(question: Asked, { to, cc = [], bcc = [] }: WishedRecipients, ours: ReadonlySet<string>) {
  const fresh = eachOnce(ours);
  const names = new Map(everybody(question).map((one) => [one.email.toLowerCase(), one.name]));
  const named = (email: string): Address => ({ name: names.get(email.trim().toLowerCase()) ?? '', email: email.trim() });
  return {
    to: (to?.map(named) ?? whoAsked(question)).filter(hasAddress).filter(fresh),
    cc: cc.map(named).filter(fresh),
    bcc: bcc.map(named).filter(fresh),
  };
}

/** More than these in copy and nobody is by default: a mail to a whole list is not answered to the list. */
const mostCopied = 10;

/**
 * To whom an answer goes by default: whoever asked, and in copy all others who got the question, but ours. `leftOut`: how many are not, because they
 * are too many.
 */
export function defaultRecipients(question: Asked, ours: ReadonlySet<string>): { to: string[]; cc: string[]; leftOut: number } {
  const fresh = eachOnce(ours);
  const emails = (list: readonly Address[]) =>
    list
      .filter(hasAddress)
      .filter(fresh)
      .map((one) => one.email);
  const to = emails(whoAsked(question));
  const cc = emails(
    [...(question.to ?? []), ...(question.cc ?? [])].filter((one) => one.email.toLowerCase() !== question.from?.email.toLowerCase()),
  );
  return cc.length > mostCopied ? { to, cc: [], leftOut: cc.length } : { to, cc, leftOut: 0 };
}

function whoAsked({ from, replyTo }: Asked): readonly Address[] {
  return replyTo.some(hasAddress) ? replyTo : from ? [from] : [];
}

function everybody({ from, replyTo, to = [], cc = [] }: Asked): readonly Address[] {
  return [...cc, ...to, ...(from ? [from] : []), ...replyTo];
}

function eachOnce(ours: ReadonlySet<string>): (one: Address) => boolean {
  const seen = new Set<string>(ours);
  return ({ email }) => {
    const name = email.toLowerCase();
    if (seen.has(name) || ours.has(withoutPlus(name))) return false;
    seen.add(name);
    return true;
  };
}

/** What people answer to bears the conversation after a plus (email.md 2): it is ours all the same, and in copy it would come back to us. */
function withoutPlus(email: string): string {
  return email.replace(/\+[^@]*(?=@)/, '');
}

function hasAddress({ email }: Address): boolean {
  return looksLikeEmail(email);
}

/** One mailbox at one host, nothing that could begin another header line or another address. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s<>()[\],;:@"\\\p{Cc}]{1,64}@[^\s<>()[\],;:@"\\\p{Cc}]{1,255}$/u.test(text);
}

/** `Re: ` once and the conversation's tag once, whatever the question's subject bore; on one line. */
export function subjectOf(subject: string, number: string): string {
  const bare = subject
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\[VT-\d{1,15}\]/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const topic = withoutPrefixes(bare);
  return `Re: ${topic === '' ? '(sin asunto)' : topic} [${number}]`;
}

function withoutPrefixes(subject: string): string {
  const kept = plainSubject(subject).length;
  // plainSubject lowers the case: what it keeps is the end of the subject as it was written.
  return kept === 0 ? '' : subject.slice(subject.length - kept);
}
