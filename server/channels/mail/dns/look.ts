import type { Kernel } from '#kernel';
import { readHeaders } from '../headers.ts';
import { isLoopback } from '../mailbox.rules.ts';
import type { MailboxRow } from '../mailbox-store.ts';
import { defaultLimits } from '../parse/limits.ts';
import { ownSentRaws } from '../receipt-store.ts';
import { isAligned, judgeDkim, keyState, selectorsOf, signaturesIn } from './dkim.rules.ts';
import { dmarcNames, dmarcRecords, judgeDmarc } from './dmarc.rules.ts';
import { type DnsFindings, type Finding, isReserved, type SendsBy, sendsBy, unknown } from './finding.rules.ts';
import { openRecords, type Records } from './records.ts';
import { judgeSpf } from './spf.rules.ts';
import { walkSpf } from './walk-spf.ts';

/** A person waits for it. */
const patience = 5000;
const copiesLookedAt = 20;

/**
 * What the DNS says of the mailbox's domain: whether others will believe what it sends. Takes five seconds at most, and never fails: what could
 * not be asked is said. Names of this machine and names that are reserved are asked of nobody, nor is anything under a driven clock, but where
 * `mail.dns_servers` names only servers of this machine.
 */
export async function lookAtDns(k: Kernel, mailbox: MailboxRow): Promise<DnsFindings> {
  const domain = mailbox.address.slice(mailbox.address.lastIndexOf('@') + 1);
  const servers = await k.settings.get<string[]>('mail.dns_servers');
  const why = reasonNotToAsk(k, mailbox, { domain, servers });
  if (why) return { spf: why, dkim: why, dmarc: why };
  const by = sendsBy(mailbox.auth, mailbox.smtp?.host || null);
  const records = openRecords(servers);
  try {
    const asked = { records, domain, by };
    const [spf, dkim, dmarc] = await Promise.all([
      within(patience, domain, lookAtSpf(asked)),
      within(patience, domain, lookAtDkim(k, mailbox, asked)),
      within(patience, domain, lookAtDmarc(asked)),
    ]);
    return { spf, dkim, dmarc };
  } finally {
    records.stop();
  }
}

function reasonNotToAsk(
  k: Kernel,
  mailbox: MailboxRow,
  { domain, servers }: { domain: string; servers: readonly string[] },
): Finding | null {
  if (servers.length > 0 && servers.every((one) => isLoopback(hostOf(one)))) return null;
  if (k.clock.driven)
    return unknown(
      'not-asked',
      'Con VENTANILLA_CLOCK no se consulta el DNS de fuera.',
      'With VENTANILLA_CLOCK the DNS outside is not asked.',
    );
  const hosts = [mailbox.imap.host, mailbox.smtp?.host ?? ''].filter((one) => one !== '');
  if (hosts.length > 0 && hosts.every(isLoopback))
    return unknown(
      'not-asked',
      'No se consultó el DNS: el servidor de correo es de esta máquina.',
      'The DNS was not asked: the mail server is of this machine.',
    );
  if (isReserved(domain))
    return unknown(
      'not-asked',
      `No se consultó el DNS: ${domain} es un nombre reservado que no existe en Internet.`,
      `The DNS was not asked: ${domain} is a reserved name that does not exist on the Internet.`,
    );
  return null;
}

function hostOf(server: string): string {
  return /^\[([^\]]+)\]/.exec(server)?.[1] ?? (server.split(':').length === 2 ? (server.split(':')[0] as string) : server);
}

interface Asked {
  readonly records: Records;
  readonly domain: string;
  readonly by: SendsBy;
}

async function lookAtSpf({ records, domain, by }: Asked): Promise<Finding> {
  return judgeSpf(await walkSpf(records, domain, by.host), by);
}

async function lookAtDkim(k: Kernel, mailbox: MailboxRow, { records, domain, by }: Asked): Promise<Finding> {
  const seen = await selectorsSeen(k, mailbox, domain);
  const guessed = selectorsOf(by).map((selector) => ({ selector, domain, wasSeen: false }));
  const keys = await Promise.all(
    (seen.length > 0 ? seen : guessed).map(async ({ selector, domain, wasSeen }) => {
      const name = `${selector}._domainkey.${domain}`;
      return { name, selector, wasSeen, state: keyState(await records.txt(name)) };
    }),
  );
  return judgeDkim(domain, keys, by);
}

/** Under which selectors of the domain its own mail was signed, as copies of it show; the latest one only. */
async function selectorsSeen(k: Kernel, mailbox: MailboxRow, domain: string) {
  if (mailbox.id === '') return [];
  for (const sha256 of await ownSentRaws(k, mailbox.id, copiesLookedAt)) {
    const raw = await k.blobs.get(sha256).catch(() => null);
    if (!raw) continue;
    const { list } = readHeaders(raw, 0, Math.min(raw.length, 262_144), defaultLimits);
    const signed = signaturesIn(list.flatMap((one) => (one.name === 'dkim-signature' ? [one.value] : []))).filter((one) =>
      isAligned(one.domain, domain),
    );
    if (signed.length > 0) return signed.map((one) => ({ ...one, wasSeen: true }));
  }
  return [];
}

async function lookAtDmarc({ records, domain }: Asked): Promise<Finding> {
  for (const name of dmarcNames(domain)) {
    const found = dmarcRecords(await records.txt(name));
    if (found.length > 0) return judgeDmarc(domain, { at: name.slice('_dmarc.'.length), records: found });
  }
  return judgeDmarc(domain, null);
}

async function within(ms: number, domain: string, work: Promise<Finding>): Promise<Finding> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  const found = await Promise.race([work.catch(() => null), limit]);
  clearTimeout(timer);
  return (
    found ??
    unknown(
      'no-answer',
      `No se pudo consultar el DNS de ${domain}. Pruebe otra vez; si se repite, revise que esta máquina tenga DNS.`,
      `The DNS of ${domain} could not be asked. Test again; if it repeats, check that this machine has DNS.`,
    )
  );
}
