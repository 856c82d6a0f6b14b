import type { Mailbox, MailboxBody } from './api.ts';

export type Auth = 'password' | 'microsoft' | 'google';
/** By IMAP and SMTP, or through Microsoft's Graph. */
export type Kind = 'imap' | 'graph';
export type Security = 'tls' | 'starttls' | 'none';

/** What a person types about a mailbox, as it stands in the fields. */
export interface MailboxFields {
  readonly address: string;
  readonly auth: Auth;
  readonly kind: Kind;
  readonly imap: string;
  readonly imapSecurity: Security;
  readonly smtp: string;
  readonly smtpSecurity: Security;
  readonly user: string;
  readonly password: string;
  /** Who signs in to send, and with what, where it is not who reads; null: the same. */
  readonly smtpUser: string | null;
  readonly smtpPassword: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly tenant: string;
  /** The JSON file of a Google service account, as it was pasted. */
  readonly serviceAccount: string;
  readonly secretExpiresOn: string;
  /** 'YYYY-MM-DD' */
  readonly since: string;
}

export const emptyFields = (since: string): MailboxFields => ({
  address: '',
  auth: 'password',
  kind: 'imap',
  imap: '',
  imapSecurity: 'tls',
  smtp: '',
  smtpSecurity: 'tls',
  user: '',
  password: '',
  smtpUser: null,
  smtpPassword: '',
  clientId: '',
  clientSecret: '',
  tenant: '',
  serviceAccount: '',
  secretExpiresOn: '',
  since,
});

const providers = {
  microsoft: { imap: 'outlook.office365.com : 993', smtp: 'smtp.office365.com : 587', smtpSecurity: 'starttls' },
  google: { imap: 'imap.gmail.com : 993', smtp: 'smtp.gmail.com : 465', smtpSecurity: 'tls' },
} as const;

/** What the address and the way in suggest, where a person has typed nothing else. */
export function withGuess(before: MailboxFields, change: Partial<MailboxFields>): MailboxFields {
  const after = { ...before, ...change };
  const guessed = guessOf(before);
  const next = guessOf(after);
  return {
    ...after,
    imap: after.imap === guessed.imap ? next.imap : after.imap,
    smtp: after.smtp === guessed.smtp ? next.smtp : after.smtp,
    smtpSecurity: after.smtp === guessed.smtp ? next.smtpSecurity : after.smtpSecurity,
    user: after.user === before.address ? after.address : after.user,
  };
}

function guessOf({ address, auth }: MailboxFields): { imap: string; smtp: string; smtpSecurity: Security } {
  if (auth !== 'password') return providers[auth];
  const domain = address.split('@')[1];
  return domain
    ? { imap: `imap.${domain} : 993`, smtp: `smtp.${domain} : 465`, smtpSecurity: 'tls' }
    : { imap: '', smtp: '', smtpSecurity: 'tls' };
}

function serverOf(text: string): { host: string; port: number } | null {
  const found = /^\s*\[?([^\s:\]@/]+|[0-9a-f:]+)\]?\s*:\s*(\d{1,5})\s*$/i.exec(text);
  return found?.[1] && found[2] ? { host: found[1], port: Number(found[2]) } : null;
}

export type Missing = 'address' | 'imap' | 'smtp' | 'serviceAccount';

/** The fields as the server takes them, or the first that is missing. */
export function bodyOf(fields: MailboxFields): MailboxBody | Missing {
  const isGraph = fields.kind === 'graph' && fields.auth === 'microsoft';
  const account = fields.auth === 'google' && fields.serviceAccount.trim() ? accountOf(fields.serviceAccount) : undefined;
  if (account === null) return 'serviceAccount';
  const imap = serverOf(fields.imap);
  const smtp = fields.smtp.trim() ? serverOf(fields.smtp) : null;
  if (!fields.address.includes('@')) return 'address';
  if (!isGraph && !imap) return 'imap';
  if (!isGraph && fields.smtp.trim() && !smtp) return 'smtp';
  const credentials = credentialsOf(fields, fields.user, fields.password);
  const toSend = fields.smtpUser === null ? credentials : credentialsOf(fields, fields.smtpUser, fields.smtpPassword);
  return {
    address: fields.address.trim(),
    purpose: 'service',
    auth: fields.auth,
    kind: isGraph ? 'graph' : 'imap',
    // Where Graph is is known.
    imap: isGraph || !imap ? null : { ...imap, security: fields.imapSecurity, ...credentials },
    ...(!isGraph && { smtp: smtp && { ...smtp, security: fields.smtpSecurity, ...toSend } }),
    ...(fields.auth !== 'password' && {
      oauth: {
        ...(fields.clientId && { clientId: fields.clientId.trim() }),
        ...(fields.clientSecret && { clientSecret: fields.clientSecret }),
        ...(fields.tenant && { tenant: fields.tenant.trim() }),
        ...(account && { serviceAccount: account }),
        ...(fields.secretExpiresOn && { secretExpiresOn: fields.secretExpiresOn }),
      },
    }),
    ...(fields.since && { since: sinceOf(fields.since) }),
  };
}

/** Who acts and with which key, from the file that Google gives; null where it is another one. */
function accountOf(text: string): { email: string; privateKey: string } | null {
  try {
    const { client_email: email, private_key: privateKey } = JSON.parse(text) as Record<string, unknown>;
    return typeof email === 'string' && typeof privateKey === 'string' ? { email, privateKey } : null;
  } catch {
    return null;
  }
}

/** What a mailbox that is stored says of its servers; through Graph the provider's are kept ready for whoever goes back to IMAP. */
export function serverFields({ address, auth, kind, imap, smtp }: Mailbox, empty: MailboxFields): MailboxFields {
  if (kind === 'graph') return { ...withGuess(empty, { address, auth }), kind };
  return {
    ...empty,
    address,
    auth,
    imap: imap.host === '' ? '' : `${imap.host} : ${imap.port}`,
    imapSecurity: imap.security,
    smtp: smtp ? `${smtp.host} : ${smtp.port}` : '',
    smtpSecurity: smtp?.security ?? 'tls',
    user: imap.user ?? '',
  };
}

function credentialsOf({ auth }: MailboxFields, user: string, password: string): { user?: string; password?: string } {
  return { ...(user.trim() && { user: user.trim() }), ...(auth === 'password' && password && { password }) };
}

/** The first instant of a local day; the institution's zone has no clock changes. */
export function sinceOf(date: string): string {
  return `${date}T00:00:00-04:00`;
}
