import { Readable } from 'node:stream';
import type { Demo, Kernel } from '#kernel';
import { isLoopback } from './mailbox.rules.ts';
import type { MailboxRow } from './mailbox-store.ts';
import { accessToken } from './oauth.ts';
import { openSecret } from './secret.ts';
import { type SendFailure, type Verdict, verdictOf } from './send.rules.ts';

export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

export type SendResult =
  | {
      readonly kind: 'accepted';
      readonly response: string;
      readonly accepted: readonly string[];
      readonly refused: readonly { email: string; why: string }[];
    }
  | Verdict;

/** An open, signed-in connection to the outgoing server; one mail at a time. */
export interface SmtpLine {
  /** Never throws: what the server or the line did is the answer. Afterwards the line may be closed. */
  send(envelope: Envelope, raw: Buffer): Promise<SendResult>;
  readonly isOpen: boolean;
  close(): void;
  /** Drops the line at once; what was being sent is answered as what it is: not sent, or uncertain. */
  abort(): void;
}

// RFC 5321 4.5.3.2.6: a server may think for ten minutes about the final dot.
const patience = 10 * 60_000;

/** Where all mail of a demonstration ends, whatever its mailboxes say. */
function sinkOf({ sinkPort }: Demo): NonNullable<MailboxRow['smtp']> {
  return { host: '127.0.0.1', port: sinkPort, security: 'none', user: null };
}

/** Opens a line with the mailbox's credentials. Fails with nodemailer's error, or `not-loopback` under a driven clock. */
export async function openSmtpLine(k: Kernel, mailbox: MailboxRow): Promise<SmtpLine> {
  const server = k.config.demo === null ? (mailbox.smtp as NonNullable<MailboxRow['smtp']>) : sinkOf(k.config.demo);
  if (k.clock.driven && !isLoopback(server.host)) throw Object.assign(new Error('not this machine'), { code: 'not-loopback' });
  const { default: SMTPConnection } = await import('nodemailer/lib/smtp-connection');
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.security === 'tls',
    ignoreTLS: server.security === 'none',
    requireTLS: server.security === 'starttls',
    connectionTimeout: 20_000,
    greetingTimeout: 30_000,
    socketTimeout: patience,
  });
  let isOpen = true;
  let dropped: (() => void) | null = null;
  connection.on('end', () => {
    isOpen = false;
  });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.connect((error?: Error | null) => (error ? reject(error) : resolve()));
    });
    const credentials = await credentialsOf(k, mailbox);
    if (credentials)
      await new Promise<void>((resolve, reject) =>
        connection.login(credentials, (error?: Error | null) => (error ? reject(error) : resolve())),
      );
  } catch (error) {
    connection.close();
    throw error;
  }
  connection.on('error', () => {
    // Whoever was sending hears of it through the callback of `send`.
    isOpen = false;
  });
  return {
    get isOpen() {
      return isOpen;
    },
    close: () => connection.close(),
    abort() {
      isOpen = false;
      dropped?.();
      connection.close();
    },
    send: ({ from, to }, raw) =>
      new Promise((resolve) => {
        let wasHandedOver = false;
        // Piped only once the server has said 354; its end comes before the final dot is written.
        const body = Readable.from(pieces(raw));
        body.once('end', () => {
          wasHandedOver = true;
        });
        dropped = () => resolve(verdictOf({ message: 'Ventanilla se detuvo mientras lo enviaba.' }, wasHandedOver));
        connection.send({ from, to: [...to], size: raw.length }, body, (error, info) => {
          dropped = null;
          if (error) {
            const failure = error as SendFailure;
            if (failure.responseCode === undefined) connection.close();
            else if (isOpen) connection.reset(() => {});
            return resolve(verdictOf(failure, wasHandedOver));
          }
          const refused = (info.rejectedErrors ?? []).map((one) => ({
            email: String((one as { recipient?: string }).recipient ?? '').toLowerCase(),
            why: (one as SendFailure).response ?? one.message,
          }));
          resolve({ kind: 'accepted', response: info.response.slice(0, 1000), accepted: info.accepted, refused });
        });
      }),
  };
}

function* pieces(raw: Buffer): Generator<Buffer> {
  for (let at = 0; at < raw.length; at += 65_536) yield raw.subarray(at, at + 65_536);
}

async function credentialsOf(k: Kernel, mailbox: MailboxRow) {
  if (k.config.demo !== null) return null;
  const user = mailbox.smtp?.user ?? null;
  if (mailbox.auth !== 'password') {
    const { default: XOAuth2 } = await import('nodemailer/lib/xoauth2');
    const name = user ?? mailbox.address;
    return { user: name, oauth2: new XOAuth2({ user: name, accessToken: (await accessToken(k, mailbox)).value }) };
  }
  const pass = openSecret(k, mailbox.secret).smtpPassword;
  return user !== null && pass ? { user, pass } : null;
}
