import { ventanillaJson } from './cli.ts';
import { cloneDatabase } from './database.ts';
import type { Dovecot, Place } from './dovecot.ts';
import { mail, type MailOptions } from './mails.ts';
import { type RunningServer, type ServerOptions, startServer } from './server.ts';
import { eventually, temporaryFolder } from './temporary.ts';

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly body: any;
}

/** A server process with an administrator's token, asked as scripts ask it: by HTTP and by the command line. */
export interface Product {
  readonly server: RunningServer;
  readonly data: string;
  /** For the command line on the same data. */
  readonly env: NodeJS.ProcessEnv;
  readonly token: string;
  /** `path` is under /api/v1 unless it begins with `//`. */
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  get(path: string): Promise<Answer>;
  cli(...args: string[]): Promise<any>;
  /** A user of the Dovecot as a mailbox; reading starts within 5 s. */
  mailbox(address: string, imap: string, ...more: string[]): Promise<string>;
  /** The mailbox as Configuración shows it. */
  health(id: string): Promise<any>;
  /** Waits for the trouble of that code and answers its Spanish sentence. */
  trouble(id: string, code: string, within?: number): Promise<string>;
  /** Every conversation of a mailbox, by subject. */
  subjects(mailbox: string): Promise<string[]>;
  /** Waits until exactly these subjects stand in the mailbox's conversations, each once. */
  holds(mailbox: string, subjects: readonly string[], within?: number): Promise<void>;
  /** The same data served again by a new process, after the other one ended. */
  again(env?: NodeJS.ProcessEnv): Promise<void>;
  close(): Promise<void>;
}

export interface ProductOptions extends ServerOptions {
  /** The embedded database, as on an ordinary machine; otherwise one of the run's cluster (quicker). */
  readonly embedded?: boolean;
}

/** Long before the first mail of the tests: everything opens obligations. */
export const longAgo = '2026-01-01T00:00:00-04:00';

export async function startProduct({ embedded = false, databaseUrl, data, env = {}, ...rest }: ProductOptions = {}): Promise<Product> {
  const database = embedded || databaseUrl ? null : await cloneDatabase();
  const folder = data === undefined && !embedded ? temporaryFolder('product') : null;
  const url = databaseUrl ?? database?.url;
  const options = { ...rest, ...(url && { databaseUrl: url }), ...((data ?? folder) && { data: data ?? (folder?.path as string) }) };
  let server = await startServer({ ...options, env });
  const cliEnv = { VENTANILLA_DATA: server.data, ...(url && { DATABASE_URL: url }), ...env };
  const cli = (...args: string[]) => ventanillaJson(args, { env: cliEnv });
  const { token } = (await cli('token', 'add', 'prueba', '--role', 'admin')) as { token: string };
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(path.startsWith('//') ? `${server.url}${path.slice(1)}` : `${server.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type') ?? '', text, body: readJson(text) };
  };
  const get = (path: string) => ask('GET', path);
  const health = async (id: string) => (await get('/mailboxes')).body.items.find((one: { id: string }) => one.id === id);
  const subjects = async (mailbox: string) => {
    const { body } = await get('/conversations?view=all&limit=200');
    return body.items.filter((one: { mailbox: string }) => one.mailbox === mailbox).map((one: { subject: string }) => one.subject);
  };
  return {
    get server() {
      return server;
    },
    data: server.data,
    env: cliEnv,
    token,
    ask,
    get,
    cli,
    async mailbox(address, imap, ...more) {
      const { id } = await cli('mailbox', 'add', address, '--imap', imap, '--smtp', 'smtp://127.0.0.1:9', '--since', longAgo, ...more);
      return id as string;
    },
    health,
    trouble: async (id, code, within = 20_000) =>
      eventually(
        `the trouble ${code}`,
        async () => {
          const { trouble } = await health(id);
          return trouble?.code === code && (trouble.es as string);
        },
        within,
      ),
    subjects,
    async holds(mailbox, wanted, within = 30_000) {
      const all = [...wanted].sort().join('\n');
      let last = '';
      await eventually(
        'the mails stand in the desk',
        async () => {
          last = (await subjects(mailbox)).sort().join('\n');
          return last === all;
        },
        within,
      ).catch((error: unknown) => {
        throw new Error(`${mailbox} holds:\n${last}\ninstead of:\n${all}`, { cause: error });
      });
    },
    async again(more = {}) {
      server = await startServer({ ...options, data: server.data, env: { ...env, ...more } });
    },
    async close() {
      const code = await server.stop();
      await database?.drop();
      folder?.remove();
      // Whatever a test put it through, it ends well when asked, and nothing went wrong that nobody had foreseen.
      if (code !== 0 && code !== null) throw new Error(`The server ended with ${code}: ${server.stderr().slice(-4000)}`);
      const unforeseen = /^.*"event":"(crashed|unhandled)".*$/m.exec(server.stderr());
      if (unforeseen) throw new Error(unforeseen[0]);
    },
  };
}

function readJson(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Delivers a mail whose subject is its name, from a person of its own. */
export function letter(
  dovecot: Dovecot,
  user: string,
  subject: string,
  { internalDate, mailbox, ...more }: MailOptions & Place = {},
): Promise<number> {
  const nr = Number.parseInt(Buffer.from(subject).toString('hex').slice(-6), 16);
  const series = `${user.slice(0, user.indexOf('@'))}-${Buffer.from(subject).toString('hex')}`;
  return dovecot.deliver(mail(nr, { series, subject, to: user, ...more }), {
    user,
    ...(internalDate !== undefined && { internalDate }),
    ...(mailbox && { mailbox }),
  });
}

export function imapOf(dovecot: Dovecot, user: string, port = dovecot.port): string {
  return `imap://${encodeURIComponent(user)}:${dovecot.password}@127.0.0.1:${port}`;
}
