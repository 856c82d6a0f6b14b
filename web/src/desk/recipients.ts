import type { Addressing } from './draft-api.ts';
import type { Typed } from './keeper.ts';

/** To whom an answer goes, as three lists that a person can read and change. */
export interface Recipients {
  readonly to: string;
  readonly cc: string;
  readonly bcc: string;
}

/** As its author wrote them; while nobody has changed them, as the rule says. */
export function recipientsOf({ to, cc, bcc }: Omit<Typed, 'text'>, addressing: Addressing | null): Recipients {
  const isByRule = to === null && cc === '' && bcc === '';
  return { to: to ?? listed(addressing?.to), cc: isByRule ? listed(addressing?.cc) : cc, bcc };
}

function listed(emails: readonly string[] = []): string {
  return emails.join(', ');
}

/** One mailbox at one host; the server says the same and refuses the rest. */
const oneAddress = /^[^\s<>()[\],;:@"\\]{1,64}@[^\s<>()[\],;:@"\\]{1,255}$/;

export interface Read {
  readonly emails: readonly string[];
  /** What is no address, as it was typed. */
  readonly wrong: readonly string[];
}

/** Addresses as people type them: commas, semicolons, spaces, `Name <address>`; each once. */
export function readRecipients(text: string): Read {
  const emails = new Map<string, string>();
  const wrong: string[] = [];
  for (const part of text.split(/[,;\n]+/)) {
    const inner = /<([^<>]*)>\s*$/.exec(part)?.[1];
    const said = inner === undefined ? part.split(/\s+/) : [inner.trim()];
    for (const one of said.filter((word) => word !== '')) {
      if (!oneAddress.test(one)) wrong.push(one);
      else if (!emails.has(one.toLowerCase())) emails.set(one.toLowerCase(), one);
    }
  }
  return { emails: [...emails.values()], wrong };
}

/** Whoever is not of the institution and has not been in the conversation before. */
export function newOutsiders(emails: readonly string[], { known, domains }: Pick<Addressing, 'known' | 'domains'>): string[] {
  const isOurs = (host: string) => domains.some((own) => host === own || host.endsWith(`.${own}`));
  return emails.filter((one) => !known.includes(one.toLowerCase()) && !isOurs(one.slice(one.lastIndexOf('@') + 1).toLowerCase()));
}

/** The address that is being typed: what stands after the last separator. */
export function beingTyped(text: string): string {
  return (/[^,;\n]*$/.exec(text)?.[0] ?? '').trim();
}

/** The list with what was being typed replaced, ready for the next. */
export function completed(text: string, address: string): string {
  const before = text.replace(/[^,;\n]*$/, '').trim();
  return `${before}${before === '' ? '' : ' '}${address}, `;
}
