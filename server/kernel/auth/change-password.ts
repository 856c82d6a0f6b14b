import type { Kernel } from '../kernel.ts';
import { person } from './accounts.ts';
import { setNewPassword } from './invitations.ts';
import { passwordMatches } from './password.ts';
import { refuse } from './refusals.ts';
import { takeTry } from './throttle.ts';

export interface PasswordChange {
  readonly accountId: string;
  readonly sessionId: string;
  readonly current: string;
  readonly next: string;
  readonly ip: string;
}

/** Changes one's own password and ends one's other sessions. Refuses `wrong-credentials`, `weak-password`, `slow-down`. */
export async function changePassword(k: Kernel, change: PasswordChange): Promise<void> {
  const account = await person(k, change.accountId);
  const email = account.email ?? '';
  const attempt = await takeTry(k, 'password', email, { ip: change.ip, knownDevice: `session ${change.sessionId}` });
  if (!(await passwordMatches(change.current, account.passwordHash))) throw refuse.wrongCredentials();
  await attempt.succeeded();
  await setNewPassword(k, account.id, email, change.next, change.sessionId);
}
