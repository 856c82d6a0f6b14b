import { spawn } from 'node:child_process';
import path from 'node:path';
import { quitAndWait } from './cluster.ts';
import { inherited } from './inherited.ts';
import { eventually, onExit, temporaryFolder } from './temporary.ts';

export interface ServerOptions {
  /** VENTANILLA_DATA; a folder of its own that goes with the server where nothing is said. */
  readonly data?: string;
  /** An institution's own database; otherwise the embedded one in `data`. */
  readonly databaseUrl?: string;
  /** Further variables, such as VENTANILLA_CLOCK. */
  readonly env?: NodeJS.ProcessEnv;
  /** The Node to run it with; the test's own where nothing is said. */
  readonly node?: string;
  /** How long (real ms) it may take to say that it listens. */
  readonly within?: number;
}

export interface RunningServer {
  /** Without a trailing slash. */
  readonly url: string;
  readonly pid: number;
  readonly data: string;
  /** Of the first start, while there is no administrator; otherwise null. */
  readonly setupLink: string | null;
  /** What it has printed so far. */
  stdout(): string;
  stderr(): string;
  /** Asks it to end and answers its exit code. */
  stop(): Promise<number | null>;
  /** Ends it without a word, as a power cut would. */
  kill(): Promise<void>;
}

const root = path.join(import.meta.dirname, '..', '..');

/** The product as its users start it: a process of its own on a free port. */
export async function startServer({
  data,
  databaseUrl,
  env = {},
  node = process.execPath,
  within = 60_000,
}: ServerOptions = {}): Promise<RunningServer> {
  const folder = data === undefined ? ownFolder() : null;
  const place = data ?? (folder?.path as string);
  const child = spawn(node, [path.join(root, 'server', 'main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...inherited(),
      PORT: '0',
      VENTANILLA_DATA: place,
      ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
      VENTANILLA_LOG: 'warn',
      ...env,
    },
  });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    stdout += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  const forget = onExit(() => child.kill('SIGKILL'));
  const end = async (signal: 'SIGTERM' | 'SIGKILL') => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    const code = await ended;
    forget();
    return code;
  };
  const line = await eventually(
    'the server says where it listens',
    () => {
      if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}: ${stderr.slice(-4000)}`);
      return /^Ventanilla en .*$/m.exec(stdout)?.[0];
    },
    within,
  ).catch(async (error: unknown) => {
    await end('SIGKILL');
    folder?.remove();
    throw new Error(`No server: ${stderr.slice(-4000)}`, { cause: error });
  });
  return {
    url: /https?:\/\/[^\s]+/.exec(line)?.[0] as string,
    pid: child.pid as number,
    data: place,
    setupLink: /primer inicio: (\S+)/.exec(line)?.[1] ?? null,
    stdout: () => stdout,
    stderr: () => stderr,
    async stop() {
      const code = await end('SIGTERM');
      folder?.remove();
      return code;
    },
    async kill() {
      await end('SIGKILL');
    },
  };
}

/** Its embedded database outlives the server for a few seconds: it goes first. */
function ownFolder(): { readonly path: string; remove(): void } {
  const folder = temporaryFolder('server');
  const forget = onExit(() => quitAndWait(folder.path));
  const remove = () => {
    quitAndWait(folder.path);
    folder.remove();
    forget();
  };
  return { path: folder.path, remove };
}
