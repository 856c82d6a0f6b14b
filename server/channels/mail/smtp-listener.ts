import type { SMTPServer, SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Kernel } from '#kernel';
import type { Digester } from './digester.ts';
import { takeIn } from './intake.ts';
import { type MailboxRow, mailboxes } from './mailbox-store.ts';
import { nextDelivery } from './receipt-store.ts';
import type { SmtpListenerSetting } from './shapes.ts';

const largest = 50 * 1024 * 1024;
const patience = 60_000;

export interface SmtpListener {
  /** The port it listens on; null while it does not. */
  port(): number | null;
  /** Follows the setting; for a change of it and at the start. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Takes mail for our own mailboxes by SMTP, for institutions without IMAP and for the demo. It says 250 once the raw mail is kept, and
 * passes nothing on to anybody.
 */
export function openSmtpListener(k: Kernel, digester: Digester): SmtpListener {
  let server: SMTPServer | null = null;
  let followed = '';
  let trouble = '';
  let refreshing: Promise<void> = Promise.resolve();

  async function follow(): Promise<void> {
    const setting = await k.settings.get<SmtpListenerSetting>('mail.smtp_listener');
    const text = JSON.stringify(setting);
    if (text === followed) return;
    await close();
    if (setting.on) server = await listenOn(k, digester, setting);
    followed = text;
    trouble = '';
  }

  async function close(): Promise<void> {
    const open = server;
    server = null;
    followed = '';
    if (open) await new Promise<void>((resolve) => open.close(() => resolve()));
  }

  const refresh = () => {
    refreshing = refreshing.then(follow).catch((error: Error) => {
      if (error.message !== trouble) k.log.error('mail.smtp-listener-failed', { error });
      trouble = error.message;
    });
    return refreshing;
  };
  const timer = setInterval(() => void refresh(), 3000);
  return {
    port: () => (server?.server.address() as { port: number } | null)?.port ?? null,
    refresh,
    async stop() {
      clearInterval(timer);
      await refreshing;
      await close();
    },
  };
}

async function listenOn(k: Kernel, digester: Digester, { host, port, domains }: SmtpListenerSetting): Promise<SMTPServer> {
  // Loaded where somebody turned it on.
  const { SMTPServer } = await import('smtp-server');
  const server = new SMTPServer({
    banner: 'Ventanilla',
    size: largest,
    disabledCommands: ['AUTH', 'STARTTLS'],
    authOptional: true,
    disableReverseLookup: true,
    socketTimeout: patience,
    closeTimeout: 2000,
    maxClients: 100,
    onRcptTo({ address }, _session, done) {
      void judged(k, () => isOurs(k, address, domains)).then((refusal) => setImmediate(done, refusal));
    },
    onData(stream, session, done) {
      void judged(k, () => accept(k, { digester, domains, stream, session })).then((refusal) => setImmediate(done, refusal, 'Guardado'));
    },
  });
  server.on('error', (error) => k.log.warn('mail.smtp-connection', { error }));
  return new Promise((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

/** What is answered: null where the work was done, its own refusal, or «try later» for what went wrong here. */
async function judged(k: Kernel, work: () => Promise<void>): Promise<Error | null> {
  try {
    await work();
    return null;
  } catch (error) {
    if ((error as { responseCode?: number }).responseCode !== undefined) return error as Error;
    k.log.error('mail.smtp-not-kept', { error });
    return answer(451, 'No se pudo guardar; inténtelo más tarde.');
  }
}

async function isOurs(k: Kernel, address: string, domains: readonly string[]): Promise<void> {
  if (!(await recipientOf(k, address, domains)))
    throw answer(550, 'No hay aquí un buzón con esa dirección, y este servidor no reenvía correo.');
}

/** The mailbox behind an address, its plus part and its aliases included; undefined: it is not ours. */
async function recipientOf(k: Kernel, address: string, domains: readonly string[]): Promise<MailboxRow | undefined> {
  const plain = address
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*(?=@)/, '');
  const domain = plain.slice(plain.lastIndexOf('@') + 1);
  if (domains.length > 0 && !domains.some((one) => one.toLowerCase() === domain)) return undefined;
  return (await mailboxes(k)).find(
    (one) => one.startedAt !== null && one.pausedAt === null && (one.address === plain || one.aliases.includes(plain)),
  );
}

interface Delivery {
  readonly digester: Digester;
  readonly domains: readonly string[];
  readonly stream: SMTPServerDataStream;
  readonly session: SMTPServerSession;
}

async function accept(k: Kernel, { digester, domains, stream, session }: Delivery): Promise<void> {
  const body = await wholeOf(stream);
  const byId = new Map<string, { mailbox: MailboxRow; to: string }>();
  for (const { address } of session.envelope.rcptTo) {
    const mailbox = await recipientOf(k, address, domains);
    if (mailbox && !byId.has(mailbox.id)) byId.set(mailbox.id, { mailbox, to: address });
  }
  const now = k.clock.now();
  for (const { mailbox, to } of byId.values()) {
    const raw = Buffer.concat([traceOf(session, to, now), body]);
    const source = { mailbox, place: 'smtp' as const, uidvalidity: '0', isBacklog: false, folder: null };
    const { work } = await takeIn(k, source, [{ uid: await nextDelivery(k), raw, internalDate: now }]);
    void digester.offer(work);
  }
}

async function wholeOf(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    // The rest is read and forgotten: the answer comes after the end of the data.
    if (size <= largest) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (size > largest || stream.sizeExceeded) throw answer(552, 'El mensaje pasa de 50 MB.');
  return Buffer.concat(chunks);
}

/** What final delivery writes above a mail (RFC 5321, 4.4): without it the null sender of a bounce would be lost. */
function traceOf(session: SMTPServerSession, to: string, now: number): Buffer {
  const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
  const clean = (text: string) => text.replace(/[\r\n<>]/g, '').slice(0, 320);
  const date = new Date(now).toUTCString().replace('GMT', '+0000');
  const lines = [
    `Return-Path: <${clean(from)}>`,
    `Delivered-To: ${clean(to)}`,
    `Received: from ${clean(session.hostNameAppearsAs || 'unknown')} ([${session.remoteAddress}])`,
    `\tby ventanilla with ESMTP; ${date}`,
  ];
  return Buffer.from(`${lines.join('\r\n')}\r\n`, 'latin1');
}

function answer(responseCode: number, text: string): Error & { responseCode: number } {
  return Object.assign(new Error(text), { responseCode });
}
