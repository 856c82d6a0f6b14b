import { emailShape } from '#kernel/shapes';

export type AddressTrouble = 'not-an-address' | 'mixed-letters';

/** An address that a person typed, in lower case; or what is wrong with it. */
export function readAddress(typed: string): { readonly email: string } | { readonly trouble: AddressTrouble } {
  const text = typed
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^.*<([^<>]+)>$/, '$1')
    .toLowerCase();
  // A «а» of another alphabet is read as ours and is another address: whoever typed it by hand did not mean it.
  if (/[^\p{ASCII}]/u.test(text)) return { trouble: isMixed(text) ? 'mixed-letters' : 'not-an-address' };
  return emailShape.safeParse(text).success ? { email: text } : { trouble: 'not-an-address' };
}

function isMixed(text: string): boolean {
  return /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]|[\uff01-\uff5e]/u.test(text);
}

/** What two addresses that the eye takes for one have in common: `paypa1` and `paypal`, `rn` and `m`. */
export function likeness(email: string): string {
  return email
    .toLowerCase()
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replace(/[1il|]/g, 'l')
    .replace(/0/g, 'o')
    .replace(/5/g, 's')
    .replace(/[-_.]/g, '');
}
