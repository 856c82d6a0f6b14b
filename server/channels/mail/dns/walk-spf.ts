import type { Records } from './records.ts';
import { isWithin, lookupsAtMost, readSpf, spfRecords, type SpfRecord, type Term, type Walked } from './spf.rules.ts';

interface Walk {
  readonly records: Records;
  /** Addresses of the outgoing server. */
  readonly addresses: readonly string[];
  readonly included: Set<string>;
  lookups: number;
  broken: string | null;
  covers: boolean;
  isOpen: boolean;
}

// Enough to tell that ten were passed, whatever a record that includes itself would go on for.
const enough = lookupsAtMost * 3;

/** Follows a domain's SPF record through its includes, counting look-ups, as a receiving server would (RFC 7208 4.6.4). */
export async function walkSpf(records: Records, domain: string, host: string | null): Promise<Walked> {
  const own = spfRecords(await records.txt(domain));
  const addresses = host === null ? [] : await records.addresses(host);
  const walk: Walk = { records, addresses, included: new Set(), lookups: 0, broken: null, covers: false, isOpen: false };
  if (own.length === 1) await follow(walk, domain, own[0] as string, true);
  return {
    domain,
    records: own,
    broken: walk.broken,
    lookups: walk.lookups,
    included: [...walk.included],
    isOpen: walk.isOpen,
    coversHost: addresses.length === 0 ? null : walk.covers,
  };
}

async function follow(walk: Walk, domain: string, text: string, isOwn: boolean): Promise<void> {
  const record = readSpf(text);
  if (!record) {
    walk.broken ??= domain;
    return;
  }
  for (const term of record.terms) {
    if (walk.lookups > enough) return;
    await weigh(walk, domain, { term, isOwn });
    // Nothing behind it is ever looked at (RFC 7208 5.1).
    if (term.name === 'all') return;
  }
  if (record.redirect) await redirected(walk, record, isOwn);
}

async function redirected(walk: Walk, { redirect }: SpfRecord, isOwn: boolean): Promise<void> {
  walk.lookups += 1;
  await enter(walk, redirect as string, isOwn);
}

async function weigh(walk: Walk, domain: string, { term, isOwn }: { term: Term; isOwn: boolean }): Promise<void> {
  const { name, qualifier, value } = term;
  if (name === 'all') {
    if (isOwn && qualifier === '+') walk.isOpen = true;
    return;
  }
  if (name === 'ip4' || name === 'ip6') return covered(walk, term, [value as string]);
  walk.lookups += 1;
  if (name === 'include') return enter(walk, value as string, false);
  const target = value ?? domain;
  // What hangs on the sender's address can't be known before there is one.
  if (target.includes('%') || name === 'ptr' || name === 'exists') return;
  if (name === 'a') return covered(walk, term, await walk.records.addresses(target));
  const hosts = await walk.records.mx(target);
  covered(walk, term, (await Promise.all(hosts.slice(0, 10).map((one) => walk.records.addresses(one)))).flat());
}

function covered(walk: Walk, { qualifier, bits, bits6 }: Term, networks: readonly string[]): void {
  if (qualifier !== '+') return;
  const isIn = (address: string) => networks.some((one) => isWithin(address, one, one.includes(':') ? (bits6 ?? bits) : bits));
  if (walk.addresses.some(isIn)) walk.covers = true;
}

async function enter(walk: Walk, name: string, isOwn: boolean): Promise<void> {
  const domain = name.toLowerCase().replace(/\.$/, '');
  if (domain.includes('%')) return;
  // Twice is twice a look-up, and is followed no deeper: a record may include itself.
  if (walk.included.has(domain)) return;
  walk.included.add(domain);
  const found = spfRecords(await walk.records.txt(domain));
  if (found.length !== 1) {
    walk.broken ??= domain;
    return;
  }
  await follow(walk, domain, found[0] as string, isOwn);
}
