import type { Kernel } from '../kernel.ts';
import { accountById, setPassword } from './account-store.ts';
import { dropInvitation, invitationByHash, putInvitation, useInvitation } from './link-store.ts';
import { checkPassword, hashPassword } from './password.ts';
import { refuse } from './refusals.ts';
import { hashOf, newSecret } from './secret.ts';
import { type Browser, endSessions, type OpenedSession, openSession } from './sessions.ts';

const invitationMs = 72 * 3_600_000;

/** A one-time link (72 h) through which the account's person chooses a password; it replaces the last one. In the fragment, so that no log holds it. */
export async function invite(k: Kernel, accountId: string): Promise<string> {
  return k.transaction(async (k) => {
    const account = await accountById(k, accountId);
    if (account?.kind !== 'person' || account.disabledAt !== null) throw refuse.unknownUser();
    const secret = newSecret();
    await putInvitation(k, accountId, hashOf(secret), k.clock.real() + invitationMs);
    await k.acts.write({ verb: 'user.invited', subject: { kind: 'account', id: accountId } });
    const link = `${await publicUrl(k)}/invitacion#${secret}`;
    // Whoever can send it does; sealed, because a waiting job lies in the database.
    await k.topics.publish('kernel.invited', { account: accountId, link: k.secrets.seal(link) });
    return link;
  });
}

/** The address links start with: the one the institution gave in the set-up, else the configured one. */
export async function publicUrl(k: Kernel): Promise<string> {
  const institution = await k.settings.get<{ url?: string } | null>('institution');
  return institution?.url ?? k.config.url;
}

export interface InvitationView {
  readonly name: string;
  readonly email: string;
  readonly invitedBy: string;
  readonly roles: readonly string[];
  readonly expiresAt: number;
}

/** Whom a link invites. Refuses `bad-invitation`. */
export async function lookAtInvitation(k: Kernel, secret: string): Promise<InvitationView> {
  const invitation = await invitationByHash(k, hashOf(secret));
  const account = invitation && (await accountById(k, invitation.accountId));
  if (!invitation || !account?.email) throw refuse.badInvitation();
  return {
    name: account.name,
    email: account.email,
    invitedBy: invitation.invitedBy,
    roles: account.roles,
    expiresAt: invitation.expiresAt,
  };
}

/** Sets the password, ends whatever sessions there were, and signs in. The link serves once. Refuses `bad-invitation`, `weak-password`. */
export async function acceptInvitation(k: Kernel, secret: string, password: string, browser: Browser): Promise<OpenedSession> {
  const { email } = await lookAtInvitation(k, secret);
  checkPassword(password, email);
  const hash = await hashPassword(password);
  return k.transaction(async (k) => {
    const accountId = await useInvitation(k, hashOf(secret));
    const account = accountId === undefined ? undefined : await accountById(k, accountId);
    if (!account) throw refuse.badInvitation();
    await replacePassword(k, account.id, hash);
    await k.acts.write({ verb: 'user.invitation-accepted', subject: { kind: 'account', id: account.id } });
    return openSession(k, account, browser);
  });
}

async function replacePassword(k: Kernel, accountId: string, hash: string, keepSessionId?: string): Promise<void> {
  await setPassword(k, accountId, hash);
  await endSessions(k, accountId, keepSessionId);
}

/** The new password in force, every other session of the account ended, open invitations void. */
export async function setNewPassword(k: Kernel, accountId: string, email: string, password: string, keepSessionId?: string): Promise<void> {
  checkPassword(password, email);
  const hash = await hashPassword(password);
  await k.transaction(async (k) => {
    await replacePassword(k, accountId, hash, keepSessionId);
    await dropInvitation(k, accountId);
    await k.acts.write({ verb: 'auth.password-changed', subject: { kind: 'account', id: accountId } });
  });
}
