import { type Kernel, readInstant } from '#kernel';
import { graphHost, isGraphHost } from './graph/graph.rules.ts';
import {
  isLoopback,
  type Kind,
  looksLikeAddress,
  plainAddress,
  type Purpose,
  readServerUrl,
  type Secret,
  type Server,
  wholeSecond,
} from './mailbox.rules.ts';
import {
  insertMailbox,
  type MailboxRow,
  mailboxByAddress,
  mailboxById,
  mailboxes,
  type NewMailbox,
  removeMailboxRow,
  updateMailbox,
} from './mailbox-store.ts';
import { refuse } from './refusals.ts';
import { openSecret, sealSecret } from './secret.ts';
import type { MailboxBody, MailboxPatch, ServerBody } from './shapes.ts';

/** Adds a mailbox in rehearsal: nothing is read until `startMailbox`. */
export function createMailbox(k: Kernel, body: MailboxBody): Promise<{ id: string }> {
  return add(k, { ...settingsOf(k, body, null), startedAt: null });
}

export interface MailboxByUrl {
  readonly address: string;
  readonly imap: string;
  readonly smtp: string;
  /** Ms; the product's now where nothing is said. */
  readonly since?: number;
  /** Where the URLs hold none. */
  readonly password?: string;
  readonly purpose?: Purpose;
}

/** Adds a mailbox from the URLs of the command line, its passwords in them; reading starts at once. */
export async function addMailboxByUrl(
  k: Kernel,
  { address, imap, smtp, since = k.clock.now(), password, purpose }: MailboxByUrl,
): Promise<{ id: string; since: number }> {
  const reads = readServerUrl(imap, 'imap') ?? raise(refuse.badServerUrl('imap'));
  const sends = readServerUrl(smtp, 'smtp') ?? raise(refuse.badServerUrl('smtp'));
  const imapPassword = reads.password ?? password ?? raise(refuse.credentialsMissing());
  const secret: Secret = { imapPassword, smtpPassword: sends.password ?? imapPassword, oauth: null };
  const settings = {
    address: checkedAddress(address),
    name: '',
    purpose: purpose ?? 'service',
    auth: 'password' as const,
    kind: 'imap' as const,
    imap: checkedServer(k, { ...reads.server, user: reads.server.user ?? plainAddress(address) }),
    smtp: checkedServer(k, { ...sends.server, user: sends.server.user }),
    secret: sealSecret(k, secret),
    aliases: [],
    since: wholeSecond(since),
    secretExpiresOn: null,
  };
  const { id } = await add(k, { ...settings, startedAt: k.clock.now() });
  return { id, since: settings.since };
}

async function add(k: Kernel, settings: NewMailbox): Promise<{ id: string }> {
  return k.transaction(async (k) => {
    const id = (await insertMailbox(k, settings)) ?? raise(refuse.mailboxExists(settings.address));
    await k.acts.write({
      verb: 'mailbox.added',
      subject: { kind: 'mailbox', id },
      detail: { address: settings.address, host: settings.imap.host, reads: settings.startedAt !== null },
    });
    await k.live.tell('mail', id);
    return { id };
  });
}

/** Changes what the body names; whoever reads the mailbox connects again with it within 5 s. */
export async function patchMailbox(k: Kernel, id: string, patch: MailboxPatch): Promise<void> {
  await k.transaction(async (k) => {
    const before = await theMailbox(k, id);
    const { address: _, ...settings } = settingsOf(k, patch, before);
    await change(k, before, { ...settings }, { verb: 'mailbox.changed', detail: { fields: Object.keys(patch) } });
  });
}

/** Begins to read. `since` in ISO: mail received from then on opens obligations; by default the mailbox's own. */
export async function startMailbox(k: Kernel, id: string, since?: string): Promise<void> {
  await k.transaction(async (k) => {
    const before = await theMailbox(k, id);
    const from = since === undefined ? before.since : wholeSecond(readInstant(since) ?? raise(refuse.badSince()));
    // Receipts that were already judged keep what they were; a mailbox that has been read keeps its own instant.
    const at = before.startedAt === null ? from : before.since;
    await change(
      k,
      before,
      { startedAt: before.startedAt ?? k.clock.now(), pausedAt: null, since: at },
      { verb: 'mailbox.started', detail: {} },
    );
  });
}

export async function pauseMailbox(k: Kernel, id: string): Promise<void> {
  await k.transaction(async (k) => {
    const before = await theMailbox(k, id);
    await change(k, before, { pausedAt: before.pausedAt ?? k.clock.now() }, { verb: 'mailbox.paused', detail: {} });
  });
}

/** Stops reading and forgets the settings; what was read stays. */
export async function removeMailbox(k: Kernel, id: string): Promise<void> {
  await k.transaction(async (k) => {
    const before = await theMailbox(k, id);
    await removeMailboxRow(k, id);
    await k.acts.write({ verb: 'mailbox.removed', subject: { kind: 'mailbox', id }, detail: { address: before.address } });
    await k.live.tell('mail', id);
  });
}

export async function theMailbox(k: Kernel, id: string): Promise<MailboxRow> {
  return (await mailboxById(k, id)) ?? raise(refuse.unknownMailbox());
}

export async function theMailboxOf(k: Kernel, address: string): Promise<MailboxRow> {
  return (await mailboxByAddress(k, plainAddress(address))) ?? raise(refuse.unknownMailbox(address));
}

/** The addresses by which mail reaches us, aliases included, in lower case. */
export async function ownAddresses(k: Kernel): Promise<Set<string>> {
  return new Set((await mailboxes(k)).flatMap((one) => [one.address, ...one.aliases]));
}

type Changes = Partial<Omit<NewMailbox, 'address'> & { readonly pausedAt: number | null }>;

async function change(k: Kernel, before: MailboxRow, changes: Changes, act: { verb: string; detail: object }): Promise<void> {
  await updateMailbox(k, before.id, { ...before, ...changes });
  await k.acts.write({ verb: act.verb, subject: { kind: 'mailbox', id: before.id }, detail: { address: before.address, ...act.detail } });
  await k.live.tell('mail', before.id);
}

/** The settings that a body asks for, over those there are; nothing is stored. */
export function settingsOf(
  k: Kernel,
  body: MailboxPatch & { readonly address?: string },
  before: MailboxRow | null,
): Omit<NewMailbox, 'startedAt'> {
  const address = before?.address ?? checkedAddress(body.address ?? '');
  const auth = body.auth ?? before?.auth ?? 'password';
  const kind = body.kind ?? before?.kind ?? 'imap';
  if (kind === 'graph' && auth !== 'microsoft') throw refuse.graphIsMicrosoft();
  const { imap, smtp } = serversOf(k, body, { kind, address, before });
  const secret = secretOf(body, before ? openSecret(k, before.secret) : null, smtp !== null && smtp.user !== imap.user);
  if (readsByImap({ imap }) && (auth === 'password' ? !secret.imapPassword : !secret.oauth)) throw refuse.credentialsMissing();
  const since = body.since === undefined ? (before?.since ?? k.clock.now()) : (readInstant(body.since) ?? raise(refuse.badSince()));
  // What is history was decided when it was read: the instant can't move under it.
  if (before?.startedAt && wholeSecond(since) !== before.since) throw refuse.sinceIsFixed();
  return {
    address,
    name: body.name ?? before?.name ?? '',
    purpose: body.purpose ?? before?.purpose ?? 'service',
    auth,
    kind,
    imap,
    smtp,
    secret: sealSecret(k, secret),
    aliases: (body.aliases ?? before?.aliases ?? []).map(checkedAddress),
    since: wholeSecond(since),
    secretExpiresOn: body.oauth?.secretExpiresOn ?? before?.secretExpiresOn ?? null,
  };
}

interface Place {
  readonly kind: Kind;
  readonly address: string;
  readonly before: MailboxRow | null;
}

function serversOf(k: Kernel, body: MailboxPatch, { kind, address, before }: Place): { imap: Server; smtp: Server | null } {
  if (kind === 'graph') {
    const kept = before?.kind === 'graph' ? before.imap : standardGraph(address);
    const server = body.imap ? serverOf(body.imap, address) : kept;
    if (!isGraphHost(server.host)) throw refuse.notGraph(server.host);
    checkedServer(k, server);
    return { imap: server, smtp: server };
  }
  const imap = body.imap
    ? checkedServer(k, serverOf(body.imap, address))
    : body.imap === null
      ? noImap
      : ((before?.kind === 'imap' ? before.imap : null) ?? raise(refuse.badServerUrl('imap')));
  const kept = before?.kind === 'imap' ? before.smtp : null;
  return { imap, smtp: body.smtp === undefined ? kept : body.smtp && checkedServer(k, serverOf(body.smtp, address)) };
}

function standardGraph(address: string): Server {
  return { host: graphHost, port: 443, security: 'tls', user: address };
}

// Its mail comes to the product's own SMTP listener.
const noImap: Server = { host: '', port: 0, security: 'none', user: null };

export function readsByImap({ imap }: Pick<MailboxRow, 'imap'>): boolean {
  return imap.host !== '';
}

/** One password for both, unless whoever sends signs in as somebody else: then a new one to read with leaves the other. */
function secretOf(body: MailboxPatch, before: Secret | null, hasOwnSender: boolean): Secret {
  const imapPassword = body.imap?.password ?? before?.imapPassword ?? null;
  const smtpPassword =
    body.smtp?.password ?? (body.imap?.password === undefined || hasOwnSender ? before?.smtpPassword : undefined) ?? imapPassword;
  const asked = body.oauth;
  const kept = before?.oauth ?? null;
  const oauth = asked
    ? {
        clientId: asked.clientId ?? kept?.clientId ?? null,
        clientSecret: asked.clientSecret ?? kept?.clientSecret ?? null,
        tenant: asked.tenant ?? kept?.tenant ?? null,
        refreshToken: asked.refreshToken ?? kept?.refreshToken ?? null,
        serviceAccount: asked.serviceAccount ?? kept?.serviceAccount ?? null,
        tokenUrl: asked.tokenUrl ?? kept?.tokenUrl ?? null,
      }
    : kept;
  return { imapPassword, smtpPassword, oauth };
}

function serverOf(body: ServerBody, address: string): Server {
  return { host: body.host.trim(), port: body.port, security: body.security, user: body.user?.trim() || address };
}

/** The server as asked for, once it is one that may be spoken to. */
export function checkedServer(k: Kernel, server: Server): Server {
  const { demo } = k.config;
  if (demo !== null && !(isLoopback(server.host) && server.port === demo.sinkPort)) throw refuse.demoSink();
  if (k.clock.driven && !isLoopback(server.host)) throw refuse.notLoopback(server.host);
  if (server.security === 'none' && !isLoopback(server.host)) throw refuse.insecure(server.host);
  return server;
}

function checkedAddress(text: string): string {
  const address = plainAddress(text);
  return looksLikeAddress(address) ? address : raise(refuse.badAddress(text));
}

function raise(refusal: Error): never {
  throw refusal;
}
