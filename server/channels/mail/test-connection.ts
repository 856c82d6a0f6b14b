import { createConnection } from 'node:net';
import type { ImapFlow } from 'imapflow';
import type { Kernel } from '#kernel';
import { certificateOf, speaksTls } from './certificate.ts';
import { testGraph } from './graph/test-graph.ts';
import { connectImap, targetOf, troubleFor } from './connect.ts';
import type { DnsFindings } from './dns/finding.rules.ts';
import { lookAtDns } from './dns/look.ts';
import { pathsOf } from './listen.ts';
import { isLoopback } from './mailbox.rules.ts';
import type { MailboxRow } from './mailbox-store.ts';
import type { Step } from './shapes.ts';
import { openSmtpLine } from './smtp-line.ts';
import { type Failure, isAboutEncryption, isCertificateError, type Trouble, troubleOf } from './trouble.rules.ts';

/**
 * Tries a mailbox step by step and says of each what it found; what the DNS says of its domain comes last, where reading works. Reads no mail,
 * sends none, changes nothing. Ends at the first step that fails.
 */
export async function testMailbox(k: Kernel, mailbox: MailboxRow): Promise<Step[]> {
  const steps: Step[] = [];
  const imap = await testImap(k, mailbox, steps);
  if (!imap || !mailbox.smtp) return steps;
  if (mailbox.kind === 'imap') steps.push(await testSmtp(k, mailbox));
  const timed = stopwatch(k);
  const dns = await lookAtDns(k, mailbox);
  const seconds = timed();
  for (const name of ['spf', 'dkim', 'dmarc'] as const) {
    const { ok, code, detail, detailEn } = dns[name];
    steps.push({ name, ok: ok ?? true, detail, detailEn, seconds: name === 'spf' ? seconds : 0, code });
  }
  return steps;
}

export interface InShort {
  readonly imap: { readonly ok: boolean; readonly detail: string };
  readonly smtp: { readonly ok: boolean; readonly detail: string };
  /** `ok` null: not asked, or nobody answered; the sentence says which. */
  readonly dns: DnsFindings;
}

/** What the command line answers: one line for reading, one for sending, and what the DNS says of SPF, DKIM and DMARC. */
export async function testInShort(k: Kernel, mailbox: MailboxRow): Promise<InShort> {
  const steps: Step[] = [];
  const [ok, dns] = await Promise.all([testImap(k, mailbox, steps), lookAtDns(k, mailbox)]);
  const own = steps.filter((step) => step.name !== 'smtp');
  const last = own.at(-1);
  const imap = { ok, detail: ok ? own.map((step) => step.detail).join(' · ') : (last?.detail ?? '') };
  if (!mailbox.smtp)
    return {
      imap,
      smtp: { ok: false, detail: 'Este buzón no tiene servidor SMTP: no podrá responder. Agréguelo en Configuración › Buzones.' },
      dns,
    };
  const smtp = mailbox.kind === 'imap' ? await testSmtp(k, mailbox) : sendingOf(steps);
  return { imap, smtp: { ok: smtp.ok, detail: smtp.detail }, dns };
}

/** Through Graph there is one way in and out: what was said of sending, or what kept from getting there. */
function sendingOf(steps: readonly Step[]): Step {
  return steps.find((step) => step.name === 'smtp') ?? (steps.at(-1) as Step);
}

async function testImap(k: Kernel, mailbox: MailboxRow, steps: Step[]): Promise<boolean> {
  const { host } = mailbox.imap;
  const timed = stopwatch(k);
  let client: ImapFlow | null = null;
  let encryption: Step | null = null;
  try {
    if (k.clock.driven && !isLoopback(host)) throw Object.assign(new Error('not this machine'), { code: 'not-loopback' });
    await reach(mailbox.imap);
    steps.push(passed('host', timed(), `Encontró ${host}`, `Found ${host}`));
    if (mailbox.kind === 'graph') return await testGraph(k, mailbox, { steps, timed });
    encryption = await lookAtCertificate(k, mailbox, timed);
    client = await connectImap(k, mailbox);
    if (encryption) steps.push(encryption);
    encryption = null;
    steps.push(
      passed(
        'sign-in',
        timed(),
        `Entró como ${mailbox.imap.user ?? mailbox.address}`,
        `Signed in as ${mailbox.imap.user ?? mailbox.address}`,
      ),
    );
    await lookAtFolders(client, steps, timed);
    return true;
  } catch (error) {
    const trouble = await troubleFor(k, mailbox, error, true);
    // What was shown is no certificate to trust until the connection is: then its step is the one that failed.
    if (encryption && !isAboutEncryption(trouble)) steps.push(encryption);
    steps.push(failed(isAboutEncryption(trouble) ? 'encryption' : stepAfter(steps), timed(), trouble));
    return false;
  } finally {
    client?.close();
  }
}

/** Finds the name and knocks at the port, so that «no such server» and «nobody there» are told of the server and not of its encryption. */
function reach({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host, port });
    socket.setTimeout(20_000, () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve();
    });
  });
}

async function lookAtCertificate(k: Kernel, mailbox: MailboxRow, timed: () => number): Promise<Step | null> {
  const { imap } = mailbox;
  if (imap.security !== 'tls' && (await speaksTls(imap, k.clock.real()))) throw Object.assign(new Error('TLS only'), { code: 'needs-tls' });
  if (imap.security === 'none')
    return passed('encryption', timed(), 'Conexión dentro de esta máquina, sin cifrar', 'Connection within this machine, not encrypted');
  const shown = await certificateOf(imap, 'imap', k.clock.real());
  // Whether it may be trusted is decided where the password would be sent, and only there.
  if (!shown || shown.isExpired) return null;
  return passed(
    'encryption',
    timed(),
    `Conexión cifrada; certificado vigente hasta ${shown.until}`,
    `Encrypted connection; certificate valid until ${shown.until}`,
  );
}

async function lookAtFolders(client: ImapFlow, steps: Step[], timed: () => number): Promise<void> {
  const paths = pathsOf(await client.list());
  const inbox = await client.mailboxOpen(paths.inbox, { readOnly: true });
  steps.push(
    passed(
      'inbox',
      timed(),
      `Abrió la carpeta Recibidos: ${inbox.exists.toLocaleString('en')} correos`,
      `Opened the inbox: ${inbox.exists.toLocaleString('en')} mails`,
    ),
  );
  const idles = client.capabilities.has('IDLE');
  steps.push(
    passed(
      'idle',
      0,
      idles ? 'Avisa de lo nuevo al instante (IDLE)' : 'No avisa de lo nuevo: se pregunta cada 15 s',
      idles ? 'Tells of new mail at once (IDLE)' : 'Does not tell of new mail: it is asked every 15 s',
    ),
  );
  const sent = paths.sent
    ? passed(
        'folders',
        0,
        `Lo que se responda fuera se verá en «${paths.sent}»`,
        `What is answered elsewhere will be seen in “${paths.sent}”`,
      )
    : passed(
        'folders',
        0,
        'No tiene carpeta de Enviados: lo que se responda fuera de Ventanilla no se verá',
        'It has no Sent folder: what is answered outside Ventanilla will not be seen',
      );
  steps.push(sent);
}

async function testSmtp(k: Kernel, mailbox: MailboxRow): Promise<Step> {
  const smtp = mailbox.smtp as NonNullable<MailboxRow['smtp']>;
  const timed = stopwatch(k);
  const { host, port } = smtp;
  const target = { ...targetOf(mailbox), host, port, user: smtp.user ?? mailbox.address, isByHand: true, isLoopback: isLoopback(host) };
  try {
    if (k.clock.driven && !isLoopback(smtp.host)) throw Object.assign(new Error('not this machine'), { code: 'not-loopback' });
    await reach(smtp);
    if (smtp.security !== 'tls' && (await speaksTls(smtp, k.clock.real())))
      throw Object.assign(new Error('TLS only'), { code: 'needs-tls' });
    (await openSmtpLine(k, mailbox)).close();
    return passed(
      'smtp',
      timed(),
      `Conectó con ${smtp.host} para enviar; no se envió nada`,
      `Connected to ${smtp.host} for sending; nothing was sent`,
    );
  } catch (error) {
    const failure = error as Failure;
    const certificate = isCertificateError(failure) ? await certificateOf(smtp, 'smtp', k.clock.real()) : null;
    return failed('smtp', timed(), troubleOf(failure, target, certificate));
  }
}

function stepAfter(steps: readonly Step[]): Step['name'] {
  const order = ['host', 'encryption', 'sign-in', 'inbox', 'idle', 'folders'] as const;
  const last = steps.at(-1)?.name;
  return order[last ? order.indexOf(last as (typeof order)[number]) + 1 : 0] ?? 'folders';
}

function passed(name: Step['name'], seconds: number, detail: string, detailEn: string): Step {
  return { name, ok: true, detail, detailEn, seconds };
}

function failed(name: Step['name'], seconds: number, trouble: Trouble): Step {
  return { name, ok: false, detail: trouble.es, detailEn: trouble.en, seconds, code: trouble.code };
}

/** Seconds since it was last asked, to a tenth. */
function stopwatch(k: Kernel): () => number {
  let since = k.clock.real();
  return () => {
    const now = k.clock.real();
    const seconds = Math.round((now - since) / 100) / 10;
    since = now;
    return seconds;
  };
}
