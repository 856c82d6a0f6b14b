import type { Address } from './port.ts';
import type { Question } from './question-store.ts';
import { plainSubject } from './thread.rules.ts';

/** Whom an answer goes to: Reply-To, else From (email.md 2); none of our own addresses, and nobody twice. */
export function recipientsOf(question: Pick<Question, 'from' | 'replyTo'>, cc: readonly string[], ours: ReadonlySet<string>) {
  const wanted = question.replyTo.some(hasAddress) ? question.replyTo : question.from ? [question.from] : [];
  const seen = new Set<string>(ours);
  const fresh = ({ email }: Address) => {
    const name = email.toLowerCase();
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  };
  const to = wanted.filter(hasAddress).filter(fresh);
  return { to, cc: cc.map((email) => ({ name: '', email: email.trim() })).filter(fresh) };
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
