import type { Kernel } from '../kernel.ts';
import { accountById, adminExists } from './account-store.ts';
import { createAccount } from './accounts.ts';
import { dropSetupLinks, lockSetup, putSetupLink, setupLinkHolds } from './link-store.ts';
import { refuse } from './refusals.ts';
import { hashOf, newSecret } from './secret.ts';
import { type Browser, type OpenedSession, openSession } from './sessions.ts';
import type { Institution } from './shapes.ts';

const setupMs = 60 * 60_000;

/** A fresh set-up link (60 min, once), in the fragment so that no log holds it; null once somebody holds `admin`. */
export async function newSetupLink(k: Kernel, address: string): Promise<string | null> {
  if (await adminExists(k)) return null;
  const secret = newSecret();
  await putSetupLink(k, hashOf(secret), k.clock.real() + setupMs);
  return `${address}/primer-inicio#${secret}`;
}

/** Refuses `bad-setup-link` where the link is over, used, or an administrator exists. */
export async function checkSetupLink(k: Kernel, secret: string): Promise<void> {
  if (!(await setupLinkHolds(k, hashOf(secret))) || (await adminExists(k))) throw refuse.badSetupLink();
}

/** Whether nobody administers yet. */
export async function needsSetup(k: Kernel): Promise<boolean> {
  return !(await adminExists(k));
}

export interface SetupBeginning {
  readonly token: string;
  readonly institution: Institution;
  readonly person: { readonly name: string; readonly email: string; readonly password: string };
  readonly browser: Browser;
}

/** The institution and its first person, who administers and coordinates, signed in; every set-up link dies. Refuses `bad-setup-link`, `weak-password`. */
export async function beginSetup(k: Kernel, { token, institution, person, browser }: SetupBeginning): Promise<OpenedSession> {
  await checkSetupLink(k, token);
  return k.transaction(async (k) => {
    await lockSetup(k);
    await checkSetupLink(k, token);
    const { id } = await createAccount(k, { ...person, roles: ['admin', 'coordinator'] });
    await dropSetupLinks(k);
    await k.settings.set('institution', institution);
    await k.settings.set('setup.step', 'schedule');
    await k.acts.write({ verb: 'setup.begun', subject: { kind: 'account', id } });
    const account = await accountById(k, id);
    if (!account) throw new Error('an account that was just made is there');
    return openSession(k, account, browser);
  });
}
