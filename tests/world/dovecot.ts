import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ImapFlow } from 'imapflow';
import { writeCertificate } from './certificate.ts';
import { dovecotConfig } from './dovecot-config.ts';
import { type DovecotProgram, findDovecot } from './dovecot-program.ts';
import { eventually, freePort, onExit, temporaryFolder } from './temporary.ts';

const run = promisify(execFile);

export interface DovecotOptions {
  /** Addresses of the mailboxes; the first is the default one. All share the password. */
  readonly users?: readonly string[];
  readonly tls?: boolean;
  /** Base URL of a token stand-in (`oauth.ts`): then XOAUTH2 and OAUTHBEARER are offered too. */
  readonly oauth?: string;
}

export interface Place {
  readonly mailbox?: string;
  /** INTERNALDATE in ms; Dovecot's own now where absent. */
  readonly internalDate?: number;
  readonly flags?: readonly string[];
  readonly user?: string;
}

export interface Dovecot {
  readonly port: number;
  readonly tlsPort: number | null;
  readonly user: string;
  readonly password: string;
  /** The folder with its configuration, log and mail. */
  readonly root: string;
  /** PEM of the certificate when `tls` was asked for. */
  readonly certificate: string | null;
  /** Stores exactly these bytes by IMAP APPEND (bare LF becomes CRLF, as in every IMAP store); answers the UID. */
  deliver(raw: Buffer | string, place?: Place): Promise<number>;
  doveadm(...args: string[]): Promise<string>;
  /** Counts of a mailbox as the server sees them. */
  status(mailbox?: string, user?: string): Promise<{ messages: number; uidNext: number; uidValidity: number }>;
  /** Deletes and creates the mailbox: empty, with another UIDVALIDITY. Not for INBOX, which IMAP never deletes. */
  recreate(mailbox: string, user?: string): Promise<void>;
  setUidValidity(value: number, mailbox?: string, user?: string): Promise<void>;
  /** Breaks the user's connections, as an administrator would. */
  kick(user?: string): Promise<void>;
  /** Takes the server away; `up` brings it back on the same port with its mail. */
  down(): Promise<void>;
  up(): Promise<void>;
  stop(): Promise<void>;
}

const password = 'secreto';

/** A Dovecot of its own on a free port, with Sent, Junk and Procesados. Stops with the process that started it. */
export async function startDovecot(options: DovecotOptions = {}): Promise<Dovecot> {
  const program = findDovecot();
  const users = options.users ?? ['info@itla.test'];
  const user = users[0] as string;
  for (let attempt = 1; ; attempt++) {
    const folder = temporaryFolder('dovecot');
    const port = await freePort();
    const tlsPort = options.tls ? await freePort() : null;
    layOut(program, folder.path, { users, port, tlsPort, oauth: options.oauth });
    const server = serve(program, folder.path, port, user);
    try {
      await server.up();
      return dovecot({ folder, port, tlsPort, user, server });
    } catch (error) {
      // The port may have been taken between asking for it and using it.
      await server.down();
      folder.remove();
      if (attempt === 3) throw error;
    }
  }
}

interface Layout {
  readonly users: readonly string[];
  readonly port: number;
  readonly tlsPort: number | null;
  readonly oauth: string | undefined;
}

function layOut(program: DovecotProgram, root: string, { users, port, tlsPort, oauth }: Layout): void {
  // uid 0 can't own mail: as root it is the package's own account, otherwise everything is the caller's.
  const asRoot = process.getuid?.() === 0;
  const me = userInfo();
  // Dovecot wants the group's name, not its number.
  const [user, group] = asRoot ? ['dovecot', 'dovecot'] : [me.username, execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()];
  for (const folder of ['run', 'mail']) mkdirSync(path.join(root, folder), { recursive: true });
  writeFileSync(path.join(root, 'users'), users.map((one) => `${one}:{PLAIN}${password}\n`).join(''));
  const tokenInfo = oauth ? `${oauth}/tokeninfo?access_token=` : null;
  if (tokenInfo) writeFileSync(path.join(root, 'oauth2.conf.ext'), `tokeninfo_url = ${tokenInfo}\nusername_attribute = email\n`);
  if (tlsPort) writeCertificate(root);
  writeFileSync(path.join(root, 'dovecot.conf'), dovecotConfig(program, { root, port, tlsPort, tokenInfo, user, group }));
  chmodSync(root, 0o755);
}

interface Server {
  up(): Promise<void>;
  down(): Promise<void>;
  doveadm(...args: string[]): Promise<string>;
}

function serve(program: DovecotProgram, root: string, port: number, user: string): Server {
  const config = path.join(root, 'dovecot.conf');
  let child: ChildProcess | null = null;
  const up = async () => {
    if (process.getuid?.() === 0) await run('chown', ['-R', 'dovecot:dovecot', root]);
    // A test process that is killed takes its server with it.
    const started = spawn('setpriv', ['--pdeathsig', 'TERM', program.dovecot, '-F', '-c', config], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: program.env,
    });
    child = started;
    let said = '';
    started.stderr.on('data', (data: Buffer) => {
      said += data;
    });
    const answers = eventually('Dovecot answers', () => {
      if (started.exitCode !== null) throw new Error(`Dovecot ended: ${said}`);
      return signsIn(port, user);
    });
    await answers.catch((error) => {
      throw new Error(`Dovecot does not start. Its log: ${logOf(root)}`, { cause: error });
    });
  };
  const down = async () => {
    const running = child;
    child = null;
    if (!running || running.exitCode !== null || running.signalCode !== null) return;
    const ended = new Promise((resolve) => running.once('exit', resolve));
    running.kill('SIGTERM');
    await ended;
  };
  onExit(() => child?.kill('SIGTERM'));
  const doveadm = async (...args: string[]) => (await run(program.doveadm, ['-c', config, ...args], { env: program.env })).stdout;
  return { up, down, doveadm };
}

async function signsIn(port: number, user: string): Promise<boolean> {
  const client = imapClient(port, user);
  try {
    await client.connect();
    await client.logout();
    return true;
  } catch {
    return false;
  }
}

function imapClient(port: number, user: string): ImapFlow {
  const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, doSTARTTLS: false, auth: { user, pass: password }, logger: false });
  client.on('error', () => {
    // Whoever waits for an answer hears of it; a cut line between two commands is what tests do on purpose.
  });
  return client;
}

interface Parts {
  readonly folder: { readonly path: string; remove(): void };
  readonly port: number;
  readonly tlsPort: number | null;
  readonly user: string;
  readonly server: Server;
}

function dovecot({ folder, port, tlsPort, user, server }: Parts): Dovecot {
  const postman = postmen(port);
  const status: Dovecot['status'] = async (mailbox = 'INBOX', of = user) => {
    const text = await server.doveadm('-f', 'tab', 'mailbox', 'status', '-u', of, 'messages uidnext uidvalidity', mailbox);
    const [names, values] = text
      .trim()
      .split('\n')
      .map((line) => line.split('\t')) as [string[], string[]];
    const read = (name: string) => Number(values[names.indexOf(name)]);
    return { messages: read('messages'), uidNext: read('uidnext'), uidValidity: read('uidvalidity') };
  };
  return {
    port,
    tlsPort,
    user,
    password,
    root: folder.path,
    certificate: tlsPort ? readFileSync(path.join(folder.path, 'cert.pem'), 'utf8') : null,
    deliver: (raw, place = {}) => postman.deliver(raw, { user, ...place }),
    doveadm: server.doveadm,
    status,
    async recreate(mailbox, of = user) {
      const before = await status(mailbox, of);
      await server.doveadm('mailbox', 'delete', '-u', of, mailbox);
      await server.doveadm('mailbox', 'create', '-u', of, mailbox);
      // UIDVALIDITY comes from the second in which a mailbox is made: twice in one second would give the same.
      const after = await status(mailbox, of);
      if (after.uidValidity <= before.uidValidity) await setUidValidity(before.uidValidity + 1, mailbox, of);
    },
    setUidValidity,
    async kick(of = user) {
      // The postman of these tests is nobody's client: it must not be hit.
      postman.leave();
      await server.doveadm('kick', of).catch((error: Error & { code?: number }) => {
        // 68: nobody was there to be kicked.
        if (error.code !== 68) throw error;
      });
    },
    async down() {
      postman.leave();
      await server.down();
    },
    up: server.up,
    async stop() {
      postman.leave();
      await server.down();
      folder.remove();
    },
  };

  async function setUidValidity(value: number, mailbox = 'INBOX', of = user): Promise<void> {
    await server.doveadm('mailbox', 'update', '--uid-validity', String(value), '-u', of, mailbox);
  }
}

function logOf(root: string): string {
  try {
    return readFileSync(path.join(root, 'dovecot.log'), 'utf8').slice(-2000);
  } catch {
    return '';
  }
}

/** INBOX is made at its first use: of two who use it first at once Dovecot refuses one, which must not be the one that delivers. */
async function haveInbox(client: ImapFlow): Promise<ImapFlow> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const there = await client.status('INBOX', { messages: true }).catch(() => false);
    if (there) break;
  }
  return client;
}

/** One connection per user that appends, opened when the first mail comes and again after it was cut. */
function postmen(port: number) {
  const open = new Map<string, Promise<ImapFlow>>();
  const postmanOf = (user: string): Promise<ImapFlow> => {
    const client = imapClient(port, user);
    const connected = client.connect().then(() => haveInbox(client));
    open.set(user, connected);
    client.on('close', () => open.delete(user));
    return connected;
  };
  return {
    async deliver(raw: Buffer | string, place: Place & { readonly user: string }): Promise<number> {
      const at = place.internalDate === undefined ? undefined : new Date(place.internalDate);
      const append = async () => {
        const client = await (open.get(place.user) ?? postmanOf(place.user));
        return client.append(place.mailbox ?? 'INBOX', raw, [...(place.flags ?? [])], at);
      };
      const done = await append().catch((error: { rejectedFrom?: string }) => {
        // The line was gone before anything was said on it.
        if (error.rejectedFrom !== 'noSocket') throw error;
        open.delete(place.user);
        return append();
      });
      if (!done || done.uid === undefined) throw new Error('Dovecot did not keep the mail.');
      return done.uid;
    },
    leave(): void {
      for (const one of open.values()) void one.then((client) => client.close()).catch(() => {});
      open.clear();
    },
  };
}
