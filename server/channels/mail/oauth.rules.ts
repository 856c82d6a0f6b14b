import type { Kind, OAuthSecret } from './mailbox.rules.ts';

export type Provider = 'microsoft' | 'google';

const microsoft = 'https://login.microsoftonline.com';
// A token good for IMAP and SMTP alike (email.md 8).
const delegated: Record<Kind, string> = {
  imap: 'https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send offline_access',
  graph: 'https://graph.microsoft.com/Mail.ReadWrite https://graph.microsoft.com/Mail.Send offline_access',
};
const ofApplication: Record<Kind, string> = {
  imap: 'https://outlook.office365.com/.default',
  graph: 'https://graph.microsoft.com/.default',
};
const googleScope = 'https://mail.google.com/';

/** Where tokens of the provider are asked for. */
export function tokenUrl(provider: Provider, secret: OAuthSecret): string {
  if (secret.tokenUrl) return secret.tokenUrl;
  return provider === 'google'
    ? 'https://oauth2.googleapis.com/token'
    : `${microsoft}/${encodeURIComponent(secret.tenant ?? 'organizations')}/oauth2/v2.0/token`;
}

/** Where a person is sent to give the permission. */
export function consentUrl(
  provider: Provider,
  secret: OAuthSecret,
  { mailbox, back, state, kind }: { mailbox: string; back: string; state: string; kind: Kind },
): string {
  const url = new URL(
    provider === 'google'
      ? 'https://accounts.google.com/o/oauth2/v2/auth'
      : `${microsoft}/${encodeURIComponent(secret.tenant ?? 'organizations')}/oauth2/v2.0/authorize`,
  );
  const shared = { client_id: secret.clientId ?? '', response_type: 'code', redirect_uri: back, state, login_hint: mailbox };
  // Google gives a refresh token only to whoever asks for offline access and consents again.
  const own =
    provider === 'google'
      ? { scope: googleScope, access_type: 'offline', prompt: 'consent' }
      : { scope: delegated[kind], prompt: 'select_account' };
  for (const [name, value] of Object.entries({ ...shared, ...own })) url.searchParams.set(name, value);
  return url.toString();
}

/** What is posted for a token; `assertion` is the signed claim of a Google service account. Null: no permission was ever given. */
export function tokenRequest(
  provider: Provider,
  secret: OAuthSecret,
  { assertion, kind }: { assertion: string | null; kind: Kind },
): Record<string, string> | null {
  if (assertion) return { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion };
  const client = {
    ...(secret.clientId ? { client_id: secret.clientId } : {}),
    ...(secret.clientSecret ? { client_secret: secret.clientSecret } : {}),
  };
  if (secret.refreshToken) {
    return {
      grant_type: 'refresh_token',
      refresh_token: secret.refreshToken,
      ...client,
      ...(provider === 'microsoft' ? { scope: delegated[kind] } : {}),
    };
  }
  if (provider === 'microsoft' && secret.clientId && secret.clientSecret) {
    return { grant_type: 'client_credentials', scope: ofApplication[kind], ...client };
  }
  return null;
}

/** What is posted to turn the code that a person brought back into a refresh token. */
export function codeRequest(
  provider: Provider,
  secret: OAuthSecret,
  { code, back, kind }: { code: string; back: string; kind: Kind },
): Record<string, string> {
  return {
    grant_type: 'authorization_code',
    code,
    redirect_uri: back,
    client_id: secret.clientId ?? '',
    ...(secret.clientSecret ? { client_secret: secret.clientSecret } : {}),
    ...(provider === 'microsoft' ? { scope: delegated[kind] } : {}),
  };
}

/** The claims of a Google service account that acts for the mailbox; instants of real time, in ms. */
export function serviceClaims(account: string, { mailbox, audience, now }: { mailbox: string; audience: string; now: number }): object {
  const at = Math.floor(now / 1000);
  return { iss: account, sub: mailbox, scope: googleScope, aud: audience, iat: at, exp: at + 3600 };
}
