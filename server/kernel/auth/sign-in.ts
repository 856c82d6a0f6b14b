import type { Kernel } from '../kernel.ts';
import { type AccountRow, accountByEmail, accountById } from './account-store.ts';
import { isOwnDevice } from './device.ts';
import { passwordMatches } from './password.ts';
import type { Principal } from './principal.ts';
import { refuse } from './refusals.ts';
import { codeMatches } from './second-factor.ts';
import { type Browser, completeSession, type OpenedSession, openSession } from './sessions.ts';
import { takeTry, type TryOrigin } from './throttle.ts';

export interface SignInOrigin extends Browser {
  /** The device cookie as it came; it counts only for the account that it was given to. */
  readonly deviceCookie: string | undefined;
}

/** How an e-mail is kept and looked for. */
export function plainEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

/** Checks e-mail and password and opens a session. Refuses `wrong-credentials` in the same time whether or not the account exists, `slow-down` after too many tries. */
export async function signIn(
  k: Kernel,
  given: { readonly email: string; readonly password: string },
  origin: SignInOrigin,
): Promise<OpenedSession> {
  const email = plainEmail(given.email);
  const account = await accountByEmail(k, email);
  const attempt = await takeTry(k, 'password', email, tryOrigin(k, account, origin));
  const usable = account?.kind === 'person' && account.disabledAt === null ? account : undefined;
  const matches = await passwordMatches(given.password, usable?.passwordHash ?? null);
  if (!usable || !matches) throw refuse.wrongCredentials();
  await attempt.succeeded();
  return openSession(k, usable, origin);
}

/** Completes a half session with a code of the app or a recovery code. Refuses `wrong-code`, `slow-down`, `sign-in-needed`. */
export async function completeSignIn(k: Kernel, principal: Principal | null, code: string, origin: SignInOrigin): Promise<OpenedSession> {
  const account = principal?.sessionId && principal.stage === 'totp' ? await accountById(k, principal.accountId) : undefined;
  if (!principal?.sessionId || !account || account.disabledAt !== null) throw refuse.signInNeeded();
  const attempt = await takeTry(k, 'code', account.id, tryOrigin(k, account, origin));
  if (!(await codeMatches(k, account, code))) throw refuse.wrongCode();
  await attempt.succeeded();
  return completeSession(k, principal.sessionId, account);
}

function tryOrigin(k: Kernel, account: AccountRow | undefined, origin: SignInOrigin): TryOrigin {
  return { ip: origin.ip, knownDevice: account && isOwnDevice(k, account.id, origin.deviceCookie) ? (origin.deviceCookie ?? null) : null };
}
