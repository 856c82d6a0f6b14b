import { type Kernel, Refusal } from '#kernel';
import type { OAuthSecret } from './mailbox.rules.ts';
import { patchMailbox, theMailbox } from './mailbox.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { refreshTokenFor } from './oauth.ts';
import { consentUrl, type Provider } from './oauth.rules.ts';
import { refuse } from './refusals.ts';
import { openSecret } from './secret.ts';

const purpose = 'mail.permission';
// A person who signs in at the provider's page takes minutes, not hours.
const life = 30 * 60_000;

/** Where to send a person who gives the mailbox's permission (Microsoft 365, Google). Refuses `not-oauth`. */
export async function askPermission(k: Kernel, id: string): Promise<{ url: string }> {
  const mailbox = await theMailbox(k, id);
  const oauth = oauthOf(k, mailbox);
  const text = `${id}.${k.clock.real() + life}.${k.actor.accountId ?? ''}`;
  const state = `${text}.${k.secrets.sign(purpose, text)}`;
  return {
    url: consentUrl(mailbox.auth as Provider, oauth, {
      mailbox: mailbox.imap.user ?? mailbox.address,
      back: backTo(k),
      state,
      kind: mailbox.kind,
    }),
  };
}

/** The provider sent the person back: keeps the lasting permission; the reader connects with it. Refuses `permission-not-asked`, `permission-refused`. */
export async function takePermission(
  k: Kernel,
  { code, state, error }: { code?: string | undefined; state: string; error?: string | undefined },
): Promise<void> {
  const id = mailboxOf(k, state);
  if (!code) throw refuse.permissionRefused((error ?? '').slice(0, 100));
  const mailbox = await theMailbox(k, id);
  const refreshToken = await refreshTokenFor(k, mailbox, code, backTo(k)).catch((cause: Error & { code?: string }) => {
    if (cause instanceof Refusal) throw cause;
    throw refuse.permissionRefused(cause.code ?? cause.message);
  });
  await patchMailbox(k, id, { oauth: { refreshToken } });
}

/** The mailbox of a state that was given to this very person, not long ago. */
function mailboxOf(k: Kernel, state: string): string {
  const [id, until, account, ...signature] = state.split('.');
  const text = `${id}.${until}.${account}`;
  const isOurs = k.secrets.verify(purpose, text, signature.join('.'));
  if (!isOurs || Number(until) < k.clock.real() || account !== (k.actor.accountId ?? '')) throw refuse.noPermissionAsked();
  return id as string;
}

function oauthOf(k: Kernel, mailbox: MailboxRow): OAuthSecret {
  const { oauth } = openSecret(k, mailbox.secret);
  if (mailbox.auth === 'password' || !oauth?.clientId) throw refuse.notOAuth();
  return oauth;
}

function backTo(k: Kernel): string {
  return `${k.config.url}/api/v1/oauth/callback`;
}
