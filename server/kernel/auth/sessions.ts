import type { Kernel } from '../kernel.ts';
import type { AccountRow } from './account-store.ts';
import { accountChanged, actorOf, sessionIdleMs } from './principal.ts';
import { refuse } from './refusals.ts';
import { hashOf, newSecret } from './secret.ts';
import { deleteSession, deleteSessions, insertSession, promoteSession, type SessionRow, type Stage, sessionsOf } from './session-store.ts';

export const sessionMs = 7 * 24 * 3_600_000;
/** A half sign-in waits ten minutes for its code, half an hour for a second factor to be set up. */
const halfMs = { totp: 600_000, enrol: 1_800_000, full: sessionMs } as const;

export interface Browser {
  readonly ip: string;
  /** The user agent, as the list of sessions shows it. */
  readonly device: string;
}

export interface OpenedSession {
  readonly secret: string;
  readonly stage: Stage;
  readonly accountId: string;
}

/** Opens the session that the account is due: full, or waiting for the second factor that it has or must set up. */
export async function openSession(k: Kernel, account: AccountRow, browser: Browser): Promise<OpenedSession> {
  const stage = await stageOf(k, account);
  const secret = newSecret();
  const createdAt = k.clock.real();
  await k.transaction(async (k) => {
    await insertSession(k, hashOf(secret), {
      accountId: account.id,
      stage,
      createdAt,
      expiresAt: createdAt + halfMs[stage],
      ip: browser.ip,
      device: browser.device.slice(0, 300),
    });
    if (stage === 'full') await noteSignIn(k, account.id, account.name, account.roles);
  });
  return { secret, stage, accountId: account.id };
}

async function stageOf(k: Kernel, account: AccountRow): Promise<Stage> {
  if (account.totpConfirmedAt !== null) return 'totp';
  return (await k.settings.get<string>('auth.second_factor')) === 'required' ? 'enrol' : 'full';
}

/** Turns a half session into a full one with a new secret. */
export async function completeSession(k: Kernel, sessionId: string, account: AccountRow): Promise<OpenedSession> {
  const secret = newSecret();
  await k.transaction(async (k) => {
    await promoteSession(k, sessionId, hashOf(secret), k.clock.real() + sessionMs);
    await noteSignIn(k, account.id, account.name, account.roles);
    await accountChanged(k, account.id);
  });
  return { secret, stage: 'full', accountId: account.id };
}

async function noteSignIn(k: Kernel, accountId: string, name: string, roles: AccountRow['roles']): Promise<void> {
  const actor = actorOf({ kind: 'person', accountId, name, roles, sessionId: null, stage: 'full', key: '' });
  await k.as(actor, k.requestId ?? undefined).acts.write({ verb: 'auth.signed-in', subject: { kind: 'account', id: accountId } });
}

/** The account's sessions in force, the last seen first. */
export function listSessions(k: Kernel, accountId: string): Promise<SessionRow[]> {
  return sessionsOf(k, accountId, k.clock.real() - sessionIdleMs);
}

/** Ends one session of the account, its open live stream too. Refuses `unknown-session`, also for somebody else's. */
export async function endSession(k: Kernel, accountId: string, sessionId: string): Promise<void> {
  await k.transaction(async (k) => {
    if (!(await deleteSession(k, sessionId, accountId))) throw refuse.unknownSession();
    await k.acts.write({ verb: 'auth.session-ended', subject: { kind: 'account', id: accountId } });
    await accountChanged(k, accountId);
  });
}

/** Ends all sessions of an account, or all but one; answers how many. Runs in the caller's transaction. */
export async function endSessions(k: Kernel, accountId: string, exceptId?: string): Promise<number> {
  const ended = await deleteSessions(k, accountId, exceptId);
  await accountChanged(k, accountId);
  return ended;
}
