import { fine, type Finding, type SendsBy, unknown, wrong } from './finding.rules.ts';

/** One term of an SPF record (RFC 7208). */
export interface Term {
  readonly qualifier: '+' | '-' | '~' | '?';
  readonly name: string;
  readonly value: string | null;
  /** 10.0.0.0/`24`; null: one address. */
  readonly bits: number | null;
  readonly bits6: number | null;
}

export interface SpfRecord {
  readonly terms: readonly Term[];
  readonly redirect: string | null;
}

/** The SPF records among the TXT records of a domain. */
export function spfRecords(texts: readonly string[]): string[] {
  return texts.filter((one) => /^v=spf1(?:\s|$)/i.test(one));
}

const mechanisms = new Set(['all', 'include', 'a', 'mx', 'ptr', 'ip4', 'ip6', 'exists']);

/** Reads one record; null where a term is none. Macros stay as they are written. */
export function readSpf(text: string): SpfRecord | null {
  const terms: Term[] = [];
  let redirect: string | null = null;
  for (const word of text.trim().split(/\s+/).slice(1)) {
    const modifier = /^([a-z][\w.-]*)=(.*)$/i.exec(word);
    if (modifier) {
      if (modifier[1]?.toLowerCase() === 'redirect') redirect = modifier[2] ?? '';
      continue;
    }
    const term = termOf(word);
    if (!term) return null;
    terms.push(term);
  }
  return { terms, redirect };
}

function termOf(word: string): Term | null {
  const found = /^([+\-~?]?)([a-z0-9]+)(?::([^\s]*?))?(?:\/(\d{1,3}))?(?:\/\/(\d{1,3}))?$/i.exec(word);
  const name = found?.[2]?.toLowerCase() ?? '';
  if (!found || !mechanisms.has(name)) return null;
  const value = found[3] ?? null;
  if (['include', 'ip4', 'ip6', 'exists'].includes(name) && !value) return null;
  const number = (text: string | undefined) => (text === undefined ? null : Number(text));
  return { qualifier: (found[1] || '+') as Term['qualifier'], name, value, bits: number(found[4]), bits6: number(found[5]) };
}

/** RFC 7208 4.6.4: include, a, mx, ptr, exists and redirect each ask once; above ten the record counts for nothing. */
export const lookupsAtMost = 10;

/** What walking a domain's record found. */
export interface Walked {
  readonly domain: string;
  /** Texts of the records of the domain itself. */
  readonly records: readonly string[];
  /** A domain whose record can't be read or is not there, though another one names it. */
  readonly broken: string | null;
  readonly lookups: number;
  /** Names reached by include or redirect, in lower case. */
  readonly included: readonly string[];
  readonly isOpen: boolean;
  /** Whether an address of the outgoing server may send; null: its addresses are not known. */
  readonly coversHost: boolean | null;
}

const providers = {
  microsoft: { name: 'Microsoft 365', include: 'spf.protection.outlook.com' },
  google: { name: 'Google', include: '_spf.google.com' },
} as const;

/** What the walk means, worst first. */
export function judgeSpf({ domain, records, broken, lookups, included, isOpen, coversHost }: Walked, { provider, host }: SendsBy): Finding {
  const suggested = suggestion({ provider, host });
  if (records.length === 0)
    return wrong(
      'missing',
      `Falta SPF: ${domain} no dice quién puede enviar en su nombre, y muchos servidores lo tratarán como correo no deseado. Agregue en el DNS un registro TXT de ${domain}: ${suggested}`,
      `SPF is missing: ${domain} does not say who may send in its name, and many servers will treat it as junk. Add a TXT record of ${domain} to the DNS: ${suggested}`,
    );
  if (records.length > 1)
    return wrong(
      'several',
      `${domain} tiene ${records.length} registros SPF y ninguno vale (RFC 7208, 4.5). Deje uno solo que reúna a todos los que envían.`,
      `${domain} has ${records.length} SPF records and none of them counts (RFC 7208, 4.5). Leave one that holds everybody who sends.`,
    );
  if (isOpen)
    return wrong(
      'open-to-all',
      `El SPF de ${domain} deja enviar a cualquiera (+all). Cámbielo por -all o ~all.`,
      `The SPF of ${domain} lets anybody send (+all). Change it to -all or ~all.`,
    );
  if (broken !== null)
    return wrong(
      'broken',
      `El SPF de ${domain} no se puede aplicar: el de ${broken} falta o está mal escrito. Corríjalo o quite esa mención.`,
      `The SPF of ${domain} can’t be applied: that of ${broken} is missing or badly written. Correct it, or remove the mention.`,
    );
  if (lookups > lookupsAtMost)
    return wrong(
      'too-many-lookups',
      `El SPF de ${domain} obliga a ${lookups} consultas y pasa del máximo de ${lookupsAtMost} (RFC 7208, 4.6.4): quien recibe deja de aplicarlo. Quite los include que ya no se usan.`,
      `The SPF of ${domain} takes ${lookups} look-ups, over the limit of ${lookupsAtMost} (RFC 7208, 4.6.4): whoever receives stops applying it. Remove includes that are no longer used.`,
    );
  if (provider !== 'own')
    return judgeProvider(domain, { provider, isIncluded: included.includes(providers[provider].include), coversHost, lookups });
  return judgeHost(domain, { host, coversHost, lookups });
}

function judgeProvider(
  domain: string,
  {
    provider,
    isIncluded,
    coversHost,
    lookups,
  }: { provider: 'microsoft' | 'google'; isIncluded: boolean; coversHost: boolean | null; lookups: number },
): Finding {
  const { name, include } = providers[provider];
  if (isIncluded || coversHost === true) return fineSpf(domain, name, lookups);
  return wrong(
    'sender-not-included',
    `El SPF de ${domain} no incluye a ${name}, por donde sale el correo de este buzón. Agregue include:${include} al registro que ya tiene.`,
    `The SPF of ${domain} does not include ${name}, through which the mail of this mailbox leaves. Add include:${include} to the record that is there.`,
  );
}

function judgeHost(
  domain: string,
  { host, coversHost, lookups }: { host: string | null; coversHost: boolean | null; lookups: number },
): Finding {
  if (host !== null && coversHost === true) return fineSpf(domain, host, lookups);
  if (host !== null && coversHost === false)
    return wrong(
      'sender-not-included',
      `El SPF de ${domain} no incluye a ${host}, por donde sale el correo de este buzón. Agregue ${mechanismOf(host)} al registro; si ese servidor entrega por otro, agregue el que entrega.`,
      `The SPF of ${domain} does not include ${host}, through which the mail of this mailbox leaves. Add ${mechanismOf(host)} to the record; if that server delivers through another one, add the one that delivers.`,
    );
  return unknown(
    'sender-not-checked',
    host === null
      ? `${domain} tiene SPF; falta el servidor de envío del buzón para saber si lo incluye.`
      : `${domain} tiene SPF; no se encontraron las direcciones de ${host} para saber si lo incluye.`,
    host === null
      ? `${domain} has an SPF record; the outgoing server of the mailbox is missing, so whether it is included is not known.`
      : `${domain} has an SPF record; the addresses of ${host} were not found, so whether it is included is not known.`,
  );
}

function fineSpf(domain: string, name: string, lookups: number): Finding {
  return fine(
    `SPF: ${domain} deja enviar a ${name}; ${lookups} de ${lookupsAtMost} consultas.`,
    `SPF: ${domain} lets ${name} send; ${lookups} of ${lookupsAtMost} look-ups.`,
  );
}

function suggestion({ provider, host }: SendsBy): string {
  if (provider !== 'own') return `v=spf1 include:${providers[provider].include} -all`;
  return host === null ? 'v=spf1 mx -all' : `v=spf1 mx ${mechanismOf(host)} -all`;
}

function mechanismOf(host: string): string {
  return host.includes(':') ? `ip6:${host}` : /^\d+(?:\.\d+){3}$/.test(host) ? `ip4:${host}` : `a:${host}`;
}

/** Whether an address lies in a network; both of one family, else false. */
export function isWithin(address: string, network: string, bits: number | null): boolean {
  const [one, other] = [bitsOf(address), bitsOf(network)];
  if (one === null || other === null || one.length !== other.length) return false;
  const length = bits ?? one.length;
  return length <= one.length && one.slice(0, length) === other.slice(0, length);
}

function bitsOf(address: string): string | null {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) {
    const parts = address.split('.').map(Number);
    return parts.some((one) => one > 255) ? null : parts.map((one) => one.toString(2).padStart(8, '0')).join('');
  }
  return address.includes(':') ? bitsOfSix(address) : null;
}

function bitsOfSix(address: string): string | null {
  const four = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const hex = (high: string | undefined, low: string | undefined) => (Number(high) * 256 + Number(low)).toString(16);
  const plain = four ? `${four[1]}${hex(four[2], four[3])}:${hex(four[4], four[5])}` : address;
  const halves = plain.split('::');
  if (halves.length > 2) return null;
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const [head, tail] = [groups(halves[0]), groups(halves[1])];
  const zeros = halves.length === 2 ? 8 - head.length - tail.length : 0;
  const all = [...head, ...Array<string>(Math.max(0, zeros)).fill('0'), ...tail];
  if (all.length !== 8 || all.some((one) => !/^[0-9a-f]{1,4}$/i.test(one))) return null;
  return all.map((one) => Number.parseInt(one, 16).toString(2).padStart(16, '0')).join('');
}
