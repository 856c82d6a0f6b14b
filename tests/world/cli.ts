import { spawn } from 'node:child_process';
import path from 'node:path';
import { inherited } from './inherited.ts';

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Called {
  readonly env?: NodeJS.ProcessEnv;
  /** Standard input, where secrets come in. */
  readonly input?: string;
}

const root = path.join(import.meta.dirname, '..', '..');

/** `npx ventanilla …` as a process of its own. */
export async function ventanilla(args: readonly string[], { env = {}, input = '' }: Called = {}): Promise<Said> {
  const child = spawn(process.execPath, [path.join(root, 'cli', 'main.ts'), ...args], {
    cwd: root,
    stdio: 'pipe',
    env: { ...inherited(), ...env },
  });
  child.stdin.end(input);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    stdout += text;
  });
  child.stderr.on('data', (text: Buffer) => {
    stderr += text;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stdout, stderr };
}

/** The JSON value of a command that succeeds. */
export async function ventanillaJson(args: readonly string[], called: Called = {}): Promise<any> {
  const { code, stdout, stderr } = await ventanilla([...args, '--json'], called);
  if (code !== 0) throw new Error(`ventanilla ${args.join(' ')} ended with ${code}: ${stdout}${stderr}`);
  return JSON.parse(stdout);
}
