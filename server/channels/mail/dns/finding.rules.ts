/** What was found of one of the three: `ok` null where nobody was asked or nobody answered. */
export interface Finding {
  readonly ok: boolean | null;
  readonly code: FindingCode;
  readonly detail: string;
  readonly detailEn: string;
}

export type FindingCode =
  | 'fine'
  | 'not-asked'
  | 'no-answer'
  | 'missing'
  | 'several'
  | 'broken'
  | 'open-to-all'
  | 'too-many-lookups'
  | 'sender-not-included'
  | 'sender-not-checked'
  | 'revoked'
  | 'selector-unknown'
  | 'only-watching'
  | 'no-reports';

export interface DnsFindings {
  readonly spf: Finding;
  readonly dkim: Finding;
  readonly dmarc: Finding;
}

/** Through whom the mailbox sends, as far as its settings tell. */
export interface SendsBy {
  readonly provider: 'microsoft' | 'google' | 'own';
  /** The outgoing server; null where the mailbox has none. */
  readonly host: string | null;
}

export function sendsBy(auth: 'password' | 'microsoft' | 'google', host: string | null): SendsBy {
  if (auth !== 'password') return { provider: auth, host };
  if (/(?:^|\.)(?:office365\.com|outlook\.com)$/i.test(host ?? '')) return { provider: 'microsoft', host };
  if (/(?:^|\.)(?:gmail\.com|googlemail\.com|google\.com)$/i.test(host ?? '')) return { provider: 'google', host };
  return { provider: 'own', host };
}

/** Names that no public DNS knows (RFC 2606, 6761, 6762): asking for them tells outsiders a name and brings nothing. */
export function isReserved(domain: string): boolean {
  return (
    !domain.includes('.') ||
    /(?:^|\.)(?:example|test|invalid|localhost|local|internal|example\.(?:com|net|org))$/i.test(domain) ||
    /[:[\]]|^\d+(?:\.\d+){3}$/.test(domain)
  );
}

export function fine(detail: string, detailEn: string): Finding {
  return { ok: true, code: 'fine', detail, detailEn };
}

export function wrong(code: FindingCode, detail: string, detailEn: string): Finding {
  return { ok: false, code, detail, detailEn };
}

export function unknown(code: FindingCode, detail: string, detailEn: string): Finding {
  return { ok: null, code, detail, detailEn };
}
