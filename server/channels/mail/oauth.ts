import { createSign } from 'node:crypto';
import type { Kernel } from '#kernel';
import { isLoopback, type OAuthSecret } from './mailbox.rules.ts';
import { type MailboxRow, writeSecret, writeTokenLife } from './mailbox-store.ts';
import { codeRequest, type Provider, serviceClaims, tokenRequest, tokenUrl } from './oauth.rules.ts';
import { openSecret, sealSecret } from './secret.ts';

export interface Token {
  readonly value: string;
  /** Real time, ms. */
  readonly expiresAt: number;
}

const early = 5 * 60_000;
const patience = 20_000;
// One token a mailbox and version, and one request for it at a time: providers count them.
const held = new Map<string, Promise<Token>>();

/** A token good for at least five minutes more. Fails with the provider's code (`invalid_grant`…) or the network's. */
export async function accessToken(k: Kernel, mailbox: MailboxRow): Promise<Token> {
  // Settings that are not stored have no token to share.
  if (mailbox.id === '') return askForToken(k, mailbox);
  const key = `${mailbox.id}/${mailbox.version}`;
  const known = held.get(key);
  if (known) {
    const token = await known.catch(() => null);
    if (token && token.expiresAt - early > k.clock.real()) return token;
    if (held.get(key) === known) held.delete(key);
    else return accessToken(k, mailbox);
  }
  const asked = askForToken(k, mailbox);
  held.set(key, asked);
  try {
    return await asked;
  } catch (error) {
    if (held.get(key) === asked) held.delete(key);
    throw error;
  }
}

/** The server refused the token (revoked before its time): the next request asks for another. */
export function forgetToken(mailbox: MailboxRow): void {
  held.delete(`${mailbox.id}/${mailbox.version}`);
}

async function askForToken(k: Kernel, mailbox: MailboxRow): Promise<Token> {
  const provider = mailbox.auth as Provider;
  const secret = openSecret(k, mailbox.secret);
  const oauth = secret.oauth;
  if (!oauth) throw failure('no-permission', 'No permission has been given');
  const url = tokenUrl(provider, oauth);
  const body = tokenRequest(provider, oauth, { assertion: assertionOf(k, mailbox, oauth, url), kind: mailbox.kind });
  if (!body) throw failure('no-permission', 'No permission has been given');
  const answer = await post(k, url, body);
  const token = { value: answer.access_token, expiresAt: k.clock.real() + (answer.expires_in ?? 3600) * 1000 };
  if (mailbox.id !== '') {
    // Microsoft gives a new refresh token now and then, and the old one ends.
    if (answer.refresh_token && answer.refresh_token !== oauth.refreshToken) {
      await writeSecret(k, mailbox.id, sealSecret(k, { ...secret, oauth: { ...oauth, refreshToken: answer.refresh_token } }));
    }
    await writeTokenLife(k, mailbox.id, token.expiresAt);
  }
  return token;
}

/** Turns the code that a person brought back from the provider into a refresh token. */
export async function refreshTokenFor(k: Kernel, mailbox: MailboxRow, code: string, back: string): Promise<string> {
  const oauth = openSecret(k, mailbox.secret).oauth as OAuthSecret;
  const provider = mailbox.auth as Provider;
  const answer = await post(k, tokenUrl(provider, oauth), codeRequest(provider, oauth, { code, back, kind: mailbox.kind }));
  if (!answer.refresh_token) throw failure('no-refresh-token', 'The provider gave no lasting permission');
  return answer.refresh_token;
}

function assertionOf(k: Kernel, mailbox: MailboxRow, oauth: OAuthSecret, audience: string): string | null {
  if (mailbox.auth !== 'google' || !oauth.serviceAccount) return null;
  const claims = serviceClaims(oauth.serviceAccount.email, {
    mailbox: mailbox.imap.user ?? mailbox.address,
    audience,
    now: k.clock.real(),
  });
  const text = [{ alg: 'RS256', typ: 'JWT' }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${createSign('RSA-SHA256').update(text).sign(oauth.serviceAccount.privateKey, 'base64url')}`;
}

interface Answer {
  readonly access_token: string;
  readonly refresh_token?: string;
  readonly expires_in?: number;
}

async function post(k: Kernel, url: string, body: Record<string, string>): Promise<Answer> {
  const at = new URL(url);
  if (k.clock.driven && !isLoopback(at.hostname)) throw failure('not-loopback', 'Only this machine is spoken to under a driven clock');
  if (at.protocol !== 'https:' && !isLoopback(at.hostname)) throw failure('ERR_TLS_CERT_MISSING', 'A token is never asked for without TLS');
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(body),
    signal: AbortSignal.timeout(patience),
    redirect: 'error',
  }).catch((error: Error & { cause?: { code?: string } }) => {
    throw failure(
      error.name === 'TimeoutError' ? 'ETIMEDOUT' : (error.cause?.code ?? 'ECONNECTION'),
      'The token endpoint does not answer',
      error,
    );
  });
  const answer = (await response.json().catch(() => ({}))) as Partial<Answer> & { error?: string; error_description?: string };
  if (response.ok && answer.access_token) return answer as Answer;
  // 5xx and 429 are the provider's bad day; only a named refusal says that the permission is gone.
  throw failure(
    response.status >= 500 || response.status === 429 ? 'ETHROTTLE' : (answer.error ?? 'ETHROTTLE'),
    (answer.error_description ?? `HTTP ${response.status}`).slice(0, 300),
  );
}

function failure(code: string, message: string, cause?: unknown): Error & { code: string } {
  return Object.assign(new Error(message, { cause }), { code });
}
