import type { ImapFlow, ListResponse } from 'imapflow';
import { type Kernel, Refusal } from '#kernel';
import { certificateEnd, connectImap, troubleFor } from './connect.ts';
import { type FolderRole, foldersOf, markRead, noteFolders } from './folder-store.ts';
import { readByGraph } from './graph/read.ts';
import { readableFrom } from './lag.rules.ts';
import { backOff } from './mailbox.rules.ts';
import { type MailboxRow, mailboxById, writeCertificate, writeTrouble } from './mailbox-store.ts';
import { pause, pollPause, type ReaderState as State } from './pause.ts';
import { type Folder, type Line, readFolder, readHead } from './read-folder.ts';
import type { ListenOptions, Reading } from './reading.ts';
import type { Trouble } from './trouble.rules.ts';

export interface Listening {
  /** Reads the other folders at once, Sent among them. */
  readNow(): void;
  stop(): Promise<void>;
  /** Settles when it ends by itself: the mailbox is gone, or its password was refused. */
  readonly ended: Promise<void>;
}

// A refused password is tried so often and no more: accounts lock.
const refusalsAtMost = 3;
// Behind IDLE, in case the server forgets to tell; without it, this is how mail is found.
const pollWithoutIdle = 15_000;

/** Reads one mailbox until it is stopped, over cuts, restarts and bad days of its server. */
export function listen(k: Kernel, mailboxId: string, options: ListenOptions): Listening {
  const state: State = { stopped: false, close: null, wake: () => {}, others: false };
  const ended = keepReading(k, mailboxId, options, state);
  return {
    ended,
    readNow() {
      state.others = true;
      state.wake();
    },
    async stop() {
      state.stopped = true;
      state.wake();
      state.close?.();
      await ended;
    },
  };
}

async function keepReading(k: Kernel, id: string, options: ListenOptions, state: State): Promise<void> {
  let failures = 0;
  let refusals = 0;
  while (!state.stopped) {
    let mailbox: MailboxRow | undefined;
    try {
      mailbox = await mailboxById(k, id);
      if (!mailbox) return;
      const worked = () => {
        failures = 0;
        refusals = 0;
      };
      const reading = { k, mailbox, options, state, worked, atEase: () => noteTrouble(k, mailbox as MailboxRow, null) };
      await (mailbox.kind === 'graph' ? readByGraph(reading) : readUntilCut(reading));
    } catch (error) {
      if (state.stopped) return;
      failures++;
      const trouble = mailbox ? await namedTrouble(k, mailbox, error) : null;
      if (trouble?.needsPerson) refusals++;
      const gaveUp = trouble !== null && trouble.needsPerson && (refusals >= refusalsAtMost || trouble.code === 'permission-expired');
      k.log.warn('mail.read-failed', { mailbox: mailbox?.address, trouble: trouble?.code, failures, error });
      // One cut is nothing to tell anybody; it is connected again within a second.
      if (mailbox && trouble && (failures > 1 || trouble.needsPerson)) await noteTrouble(k, mailbox, trouble, gaveUp);
      if (gaveUp) return;
      const asked = (error as { pause?: number | null }).pause ?? 0;
      await pause(state, Math.max(asked, backOff(failures, (k.clock.real() % 1000) / 1000)));
    }
  }
}

/** Of what our own side refuses only the disk is told at the mailbox: the database that is away could not even take the note. */
async function namedTrouble(k: Kernel, mailbox: MailboxRow, error: unknown): Promise<Trouble | null> {
  if (!(error instanceof Refusal)) return troubleFor(k, mailbox, error);
  const { code, es, en } = error;
  return code === 'disk-full' || code === 'data-not-writable' ? { code, es, en, needsPerson: false } : null;
}

async function noteTrouble(k: Kernel, mailbox: MailboxRow, trouble: Trouble | null, gaveUp = false): Promise<void> {
  try {
    await k.transaction(async (k) => {
      if (await writeTrouble(k, mailbox.id, trouble, gaveUp ? mailbox.version : null)) await k.live.tell('mail', mailbox.id);
    });
  } catch (error) {
    k.log.warn('mail.trouble-not-noted', { mailbox: mailbox.address, error });
  }
}

async function readUntilCut({ k, mailbox, options, state, worked, atEase }: Reading): Promise<void> {
  await options.gate.take(1);
  const client = await connectImap(k, mailbox).finally(() => options.gate.give(1));
  state.close = () => client.close();
  try {
    if (state.stopped) return;
    const session = await openSession(k, mailbox, client, { options, state, worked });
    await writeCertificate(k, mailbox.id, certificateEnd(k, client));
    await readRound(session);
    worked();
    await atEase();
    while (!state.stopped && client.usable) {
      options.wasRead(session.idles);
      if (!hasBacklog(session)) await rest(session);
      await readRound(session);
    }
    if (!state.stopped) throw Object.assign(new Error(client.byeReason ?? 'The connection was closed'), { code: 'NoConnection' });
  } finally {
    state.close = null;
    client.close();
  }
}

interface Session {
  readonly line: Line;
  readonly inbox: Folder;
  readonly others: readonly Folder[];
  readonly state: State;
  /** The server tells of new mail by itself (IDLE). */
  readonly idles: boolean;
  hasNews(): boolean;
  /** When Sent and Junk are looked at again; real time, ms. */
  othersAt: number;
}

async function openSession(
  k: Kernel,
  mailbox: MailboxRow,
  client: ImapFlow,
  { options, state, worked }: { options: ListenOptions; state: State; worked: () => void },
): Promise<Session> {
  const folders = await foldersFor(k, mailbox, client);
  const inbox = folders.find((one) => one.role === 'inbox') as Folder;
  const connectedAt = k.clock.real();
  let news: number | null = null;
  let noticedAt = connectedAt;
  client.on('exists', ({ path }) => {
    if (path !== inbox.path) return;
    news ??= k.clock.real();
    state.wake();
  });
  client.on('close', () => state.wake());
  const takeNews = () => {
    const had = news !== null;
    noticedAt = news ?? k.clock.real();
    news = null;
    return had;
  };
  const readableSince = (internalDate: number | null) => readableFrom(internalDate, { connectedAt, noticedAt, isDriven: k.clock.driven });
  const line = { k, mailbox, client, digester: options.digester, budget: options.budget, takeNews, readableSince, progressed: worked };
  return {
    line,
    inbox,
    others: folders.filter((one) => one !== inbox),
    state,
    idles: client.capabilities.has('IDLE'),
    hasNews: () => news !== null,
    othersAt: 0,
  };
}

/** INBOX, and where it is their turn Sent and Junk; of a backlog one piece each. */
async function readRound(session: Session): Promise<void> {
  const { line, inbox, others, state } = session;
  const { k } = line;
  await readInbox(line, inbox);
  const isDue = state.others || k.clock.real() >= session.othersAt;
  if (!isDue && !others.some((one) => one.cursor?.gap)) return;
  state.others = false;
  for (const folder of others) await readOther(line, folder);
  if (isDue) session.othersAt = k.clock.real() + (await pollPause(k));
}

function hasBacklog({ inbox, others }: Session): boolean {
  return [inbox, ...others].some((one) => one.cursor?.gap);
}

async function readInbox(line: Line, inbox: Folder): Promise<void> {
  const selected = line.client.mailbox && line.client.mailbox.path === inbox.path;
  if (!selected || !inbox.cursor || inbox.cursor.gap) return void (await readFolder(line, inbox));
  line.takeNews();
  await readHead(line, inbox);
}

/** Sent or Junk over the same connection: STATUS tells whether there is anything to select it for. */
async function readOther(line: Line, folder: Folder): Promise<void> {
  const at = line.k.clock.real();
  const status = await line.client.status(folder.path, { uidNext: true, uidValidity: true });
  const { cursor } = folder;
  const isKnown =
    status && cursor && !cursor.gap && String(status.uidValidity) === cursor.uidvalidity && status.uidNext === cursor.lastUid + 1;
  if (isKnown) await markRead(line.k, line.mailbox.id, folder.role, at);
  else await readFolder(line, folder);
}

/** Waits until the server, the clock or somebody here has news. */
async function rest({ line, inbox, state, idles, hasNews, othersAt }: Session): Promise<void> {
  const { client, k } = line;
  // New mail may have come while another folder was selected: selecting INBOX tells.
  if (!client.mailbox || client.mailbox.path !== inbox.path) await readFolder(line, inbox);
  if (hasNews() || state.others || state.stopped || !client.usable) return;
  if (idles) void client.idle().catch(() => {});
  const most = Math.max(0, othersAt - k.clock.real());
  await pause(state, idles ? most : Math.min(most, pollWithoutIdle));
}

async function foldersFor(k: Kernel, mailbox: MailboxRow, client: ImapFlow): Promise<Folder[]> {
  const stored = await foldersOf(k, mailbox.id);
  const paths = Object.entries(pathsOf(await client.list())) as [FolderRole, string][];
  await noteFolders(
    k,
    mailbox.id,
    paths.map(([role, path]) => ({ role, path })),
  );
  return paths.map(([role, path]) => {
    const known = stored.find((one) => one.role === role && one.path === path);
    return { role, path, cursor: known ? { uidvalidity: known.uidvalidity, lastUid: known.lastUid, gap: known.gap } : null };
  });
}

/** By SPECIAL-USE, never by an English name: «Elementos enviados» is Sent as well. */
export function pathsOf(list: readonly ListResponse[]): Partial<Record<FolderRole, string>> & { inbox: string } {
  const find = (use: string) =>
    list.find((one) => one.specialUse === use && one.specialUseSource === 'extension')?.path ??
    list.find((one) => one.specialUse === use)?.path;
  const sent = find('\\Sent');
  const junk = find('\\Junk');
  return { inbox: 'INBOX', ...(sent ? { sent } : {}), ...(junk ? { junk } : {}) };
}
