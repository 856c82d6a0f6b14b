import type { Nature } from '../port.ts';

/** What was said of a sender, in force. */
export interface SenderRule {
  readonly id: string;
  readonly kind: 'address' | 'domain';
  readonly value: string;
  readonly verdict: 'spam' | 'wanted';
}

export interface Judged {
  readonly nature: Nature;
  readonly natureReason: string | null;
}

const prefix = 'sender-rule ';

/** What the next mail of a sender is: only what a person's would be, or what a provider took for spam, is judged; an address before its domain. */
export function judged(mail: Judged & { readonly direction: 'in' | 'out'; readonly from: string }, rules: readonly SenderRule[]): Judged {
  const asItWas = { nature: mail.nature, natureReason: mail.natureReason };
  if (mail.direction !== 'in' || (mail.nature !== 'person' && mail.nature !== 'spam')) return asItWas;
  const rule = ruleFor(mail.from, rules);
  if (!rule || (rule.verdict === 'spam') === (mail.nature === 'spam')) return asItWas;
  return { nature: rule.verdict === 'spam' ? 'spam' : 'person', natureReason: `${prefix}${rule.id}` };
}

/** The rule that a reason names. */
export function ruleNamed(reason: string | null): string | null {
  return reason?.startsWith(prefix) ? reason.slice(prefix.length) : null;
}

function ruleFor(from: string, rules: readonly SenderRule[]): SenderRule | undefined {
  const domains = domainsOf(from);
  const place = (rule: SenderRule) => domains.indexOf(rule.value);
  return (
    rules.find((rule) => rule.kind === 'address' && rule.value === from) ??
    rules.filter((rule) => rule.kind === 'domain' && place(rule) >= 0).sort((a, b) => place(a) - place(b))[0]
  );
}

/** The domain of an address and those above it, the nearest first: `a.b.example`, `b.example`. */
export function domainsOf(address: string): string[] {
  const labels = address.slice(address.lastIndexOf('@') + 1).split('.');
  return address.includes('@') ? labels.slice(0, -1).map((_, i) => labels.slice(i).join('.')) : [];
}

/** Where half the country has its mail: nobody blocks all of them. */
const shared = [
  'gmail.com',
  'googlemail.com',
  'hotmail.com',
  'hotmail.es',
  'outlook.com',
  'outlook.es',
  'live.com',
  'yahoo.com',
  'yahoo.es',
  'icloud.com',
  'proton.me',
];

export function isShared(domain: string): boolean {
  return shared.includes(domain);
}

/** An address or a domain as it is kept; null where it is neither. */
export function senderOf(text: string): { readonly kind: 'address' | 'domain'; readonly value: string } | null {
  const value = text.trim().toLowerCase().replace(/^@/, '');
  const domain = value.slice(value.lastIndexOf('@') + 1);
  if (value.length > 320 || !/^[^\s@,;<>()[\]\\]+(\.[^\s@,;<>()[\]\\]+)+$/.test(domain)) return null;
  if (!value.includes('@')) return { kind: 'domain', value };
  return /^[^\s@,;<>]+@[^\s@]+$/.test(value) ? { kind: 'address', value } : null;
}
