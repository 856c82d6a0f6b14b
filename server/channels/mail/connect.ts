import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { ImapFlow, ImapFlowOptions } from 'imapflow';
import type { Kernel } from '#kernel';
import { certificateOf, shownBy, speaksTls } from './certificate.ts';
import { isLoopback } from './mailbox.rules.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { accessToken, forgetToken } from './oauth.ts';
import { openSecret } from './secret.ts';
import { type Failure, isCertificateError, type Target, type Trouble, troubleOf } from './trouble.rules.ts';

/** Opens a signed-in connection. Fails with the library's error; `troubleFor` names it. */
export async function connectImap(k: Kernel, mailbox: MailboxRow): Promise<ImapFlow> {
  if (k.clock.driven && !isLoopback(mailbox.imap.host)) throw Object.assign(new Error('not this machine'), { code: 'not-loopback' });
  if (mailbox.auth === 'password') return open(mailbox, { pass: openSecret(k, mailbox.secret).imapPassword ?? '' });
  const token = await accessToken(k, mailbox);
  try {
    return await open(mailbox, { accessToken: token.value });
  } catch (error) {
    if (!(error as Failure).authenticationFailed) throw error;
    // Revoked before its time: once more with a fresh one, and no more than once.
    forgetToken(mailbox);
    return open(mailbox, { accessToken: (await accessToken(k, mailbox)).value });
  }
}

async function open(mailbox: MailboxRow, credential: { pass: string } | { accessToken: string }): Promise<ImapFlow> {
  const { host, port, security, user } = mailbox.imap;
  const options: ImapFlowOptions = {
    host,
    port,
    secure: security === 'tls',
    ...(security === 'tls' ? {} : { doSTARTTLS: security === 'starttls' }),
    ...(isIP(host) ? {} : { servername: host }),
    auth: { user: user ?? mailbox.address, ...credential },
    logger: false,
    disableAutoIdle: true,
    // COMPRESS costs two zlib windows a mailbox and buys nothing within an institution.
    disableCompression: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 180_000,
    maxIdleTime: 14 * 60_000,
    missingIdleCommand: 'NOOP',
    // A mail is at most 50 MB by our own limit; a server that announces more than this is broken.
    maxLiteralSize: 256 * 1024 * 1024,
  };
  // Loaded with the first mailbox: a start does not wait for it, and a command that reads no mail does without.
  const { ImapFlow } = await import('imapflow');
  const client = new ImapFlow(options);
  client.on('error', () => {
    // The command that was waiting fails, and `close` follows: both are heard by whoever uses the connection.
  });
  await client.connect();
  return client;
}

/** The end of the certificate of an open connection, ms; null where it is not encrypted. */
export function certificateEnd(k: Kernel, client: ImapFlow): number | null {
  const socket = (client as unknown as { socket?: unknown }).socket;
  return socket instanceof TLSSocket ? (shownBy(socket, k.clock.real())?.untilAt ?? null) : null;
}

export function targetOf(mailbox: Pick<MailboxRow, 'address' | 'auth' | 'imap'>): Target {
  const { host, port, user } = mailbox.imap;
  return { host, port, user: user ?? mailbox.address, auth: mailbox.auth, isLoopback: isLoopback(host) };
}

/** The trouble behind an error of connecting or reading; for a certificate it looks whose it is and until when. `isByHand`: of a test. */
export async function troubleFor(k: Kernel, mailbox: MailboxRow, error: unknown, isByHand = false): Promise<Trouble> {
  const failure = error as Failure;
  const target = { ...targetOf(mailbox), isByHand };
  const shown = isCertificateError(failure) ? await certificateOf(mailbox.imap, 'imap', k.clock.real()) : null;
  const trouble = troubleOf(failure, target, shown);
  // A port that waits for TLS says nothing to whoever waits for its greeting.
  const isMute = trouble.code === 'no-answer' || trouble.code === 'cut';
  if (isMute && mailbox.imap.security !== 'tls' && (await speaksTls(mailbox.imap, k.clock.real())))
    return troubleOf({ code: 'needs-tls' }, target);
  return trouble;
}
