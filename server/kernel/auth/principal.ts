import type { Actor, Kernel, Role } from '../kernel.ts';
import { hashOf } from './secret.ts';
import { type Stage, sessionByHash, touchSession } from './session-store.ts';
import { tokenByHash, touchToken } from './token-store.ts';

/** Who stands behind a request. `stage` other than `full`: a sign-in under way, good for nothing but finishing it. */
export interface Principal {
  readonly kind: 'person' | 'token';
  readonly accountId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly sessionId: string | null;
  readonly stage: Stage;
  /** The account's or the session's own key for the limits. */
  readonly key: string;
}

export const sessionIdleMs = 12 * 3_600_000;
/** A change by another process is heard at once through the `auth` stream; this is the net below it. */
const freshMs = 5000;
const touchMs = 60_000;
const most = 20_000;

interface Known {
  readonly principal: Principal;
  readonly checkedAt: number;
  readonly expiresAt: number;
}

const known = new Map<string, Known>();
/** How often an account's rights have changed since this process began. */
let changes = 0;
const watchers = new Set<(accountId: string) => void>();

/** The principal of a cookie's or a token's secret, from memory where it was checked a moment ago; null where it holds no longer. */
export async function principalOf(k: Kernel, kind: 'session' | 'token', secret: string): Promise<Principal | null> {
  const hash = hashOf(secret);
  const key = `${kind}:${hash.toString('base64')}`;
  const now = k.clock.real();
  const found = known.get(key);
  if (found && now - found.checkedAt < freshMs && now < found.expiresAt) return found.principal;
  const before = changes;
  const read = kind === 'session' ? await readSession(k, hash) : await readToken(k, hash);
  known.delete(key);
  if (!read) return null;
  if (known.size >= most) known.delete(known.keys().next().value as string);
  // Rights that changed while they were being read are read again next time.
  if (before === changes) known.set(key, { ...read, checkedAt: now });
  return read.principal;
}

/** The principal of a secret that held lately, without asking the database: enough to tell it from a guess. */
export function knownPrincipal(kind: 'session' | 'token', secret: string): Principal | null {
  return known.get(`${kind}:${hashOf(secret).toString('base64')}`)?.principal ?? null;
}

async function readSession(k: Kernel, hash: Buffer): Promise<Omit<Known, 'checkedAt'> | null> {
  const row = await sessionByHash(k, hash, k.clock.real() - sessionIdleMs);
  if (!row) return null;
  if (k.clock.real() - row.seenAt > touchMs) await touchSession(k, row.id);
  const principal: Principal = {
    kind: 'person',
    accountId: row.accountId,
    name: row.name,
    roles: row.roles,
    sessionId: row.id,
    stage: row.stage,
    key: `session:${row.id}`,
  };
  return { principal, expiresAt: row.expiresAt };
}

async function readToken(k: Kernel, hash: Buffer): Promise<Omit<Known, 'checkedAt'> | null> {
  const row = await tokenByHash(k, hash);
  if (!row) return null;
  if (k.clock.real() - (row.seenAt ?? 0) > touchMs) await touchToken(k, row.id);
  const principal: Principal = {
    kind: 'token',
    accountId: row.id,
    name: row.name,
    roles: row.roles,
    sessionId: null,
    stage: 'full',
    key: `token:${row.id}`,
  };
  return { principal, expiresAt: row.expiresAt ?? Number.POSITIVE_INFINITY };
}

export function actorOf(principal: Principal): Actor {
  return { kind: principal.kind, accountId: principal.accountId, name: principal.name, roles: principal.roles };
}

/**
 * What an account may do has changed, or a session of it ended: memory of it goes, in this process after the commit, in the
 * others through the live stream `auth`, which no console may hear.
 */
export async function accountChanged(k: Kernel, accountId: string): Promise<void> {
  await k.live.tell('auth', accountId);
  k.after(() => forgetAccount(accountId));
}

/** Drops what this process remembers of an account and wakes those who serve it at the moment. */
export function forgetAccount(accountId: string): void {
  changes += 1;
  for (const [key, one] of known) if (one.principal.accountId === accountId) known.delete(key);
  for (const watcher of watchers) watcher(accountId);
}

/** Calls back whenever an account's rights may have changed; answers how to stop. */
export function watchAccounts(watcher: (accountId: string) => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}
