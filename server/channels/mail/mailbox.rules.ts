export type Security = 'tls' | 'starttls' | 'none';
export type Auth = 'password' | 'microsoft' | 'google';
/** By which protocol: IMAP and SMTP, or Microsoft's Graph for both. */
export type Kind = 'imap' | 'graph';
export type Purpose = 'service' | 'campaigns';

/** Where a mailbox is read or sends from; never with its password. */
export interface Server {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  readonly user: string | null;
}

/** What is sealed: one JSON text per mailbox. */
export interface Secret {
  readonly imapPassword: string | null;
  readonly smtpPassword: string | null;
  readonly oauth: OAuthSecret | null;
}

export interface OAuthSecret {
  readonly clientId: string | null;
  readonly clientSecret: string | null;
  readonly tenant: string | null;
  /** Delegated permission: given by a person at the provider's page. */
  readonly refreshToken: string | null;
  /** Google with domain-wide delegation. */
  readonly serviceAccount: { readonly email: string; readonly privateKey: string } | null;
  /** Another place to ask for tokens; national clouds have their own. */
  readonly tokenUrl: string | null;
}

export interface Connection {
  readonly server: Server;
  readonly password: string | null;
}

/** A host of this machine: the only ones a driven clock speaks to, and the only ones spoken to without encryption. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare.endsWith('.localhost') || bare === '::1' || /^127(\.\d{1,3}){3}$/.test(bare);
}

const standardPorts = { imaps: 993, imap: 143, smtps: 465, smtp: 587 } as const;

/**
 * Reads `imap[s]://user:pass@host:port` or `smtp[s]://…`; null where it is none. The unencrypted scheme means STARTTLS, which is
 * then demanded, but for this machine itself.
 */
export function readServerUrl(text: string, protocol: 'imap' | 'smtp'): Connection | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1) as keyof typeof standardPorts;
  if (scheme !== protocol && scheme !== `${protocol}s`) return null;
  if (!url.hostname) return null;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const user = decoded(url.username);
  const password = decoded(url.password);
  if (user === null || password === null) return null;
  const security = scheme.endsWith('s') ? 'tls' : isLoopback(host) ? 'none' : 'starttls';
  return { server: { host, port: Number(url.port || standardPorts[scheme]), security, user: user || null }, password: password || null };
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    // A percent sign that nobody encoded.
    return null;
  }
}

/** An address as it is compared: trimmed and in lower case. */
export function plainAddress(text: string): string {
  return text.trim().toLowerCase();
}

export function looksLikeAddress(text: string): boolean {
  return /^[^\s@<>"]+@[^\s@<>"]+$/.test(text) && text.length <= 254;
}

/** An instant (ms) cut to its whole second, which is all that INTERNALDATE keeps. */
export function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000;
}

/** The next wait after `failures` failed attempts, ms: 1 s doubling to 5 min, `chance` (0–1) spreading it by half. */
export function backOff(failures: number, chance: number): number {
  const full = Math.min(1000 * 2 ** Math.min(failures - 1, 9), 300_000);
  return Math.round(full * (0.75 + chance * 0.5));
}

/** How many mailboxes a process may hold so that all that live share them. */
export function fairShare(mailboxes: number, readers: number): number {
  return Math.ceil(mailboxes / Math.max(1, readers));
}

/** Days before the end of a secret or certificate on which somebody is told. */
export const warningDays = [30, 7, 1] as const;

/** The last of 30, 7 and 1 that has been reached with `days` left; null while there is time. */
export function warningFor(days: number): number | null {
  return [...warningDays].reverse().find((one) => days <= one) ?? null;
}

export function daysBetween(from: number, to: number): number {
  return Math.floor((to - from) / 86_400_000);
}
