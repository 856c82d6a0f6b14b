// What `npm test` runs: brings what tests need, runs the files two at a time and leaves nothing behind.
// `--long` runs the long ones instead; further words choose files by part of their path: `npm test -- calendar mail`.
import { spawn } from 'node:child_process';
import { chmodSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from '../tests/world/chromium.ts';
import { closeCluster } from '../tests/world/cluster.ts';
import { installDovecot } from '../tests/world/dovecot-program.ts';

const root = path.join(import.meta.dirname, '..');
const folders = ['server', 'web', 'cli', 'tests', 'tools', 'bench', 'demo'];
const minutes = 60_000;

const words = process.argv.slice(2);
const long = words.includes('--long');
const files = chosen(words.filter((word) => word !== '--long'));
if (files.length === 0) {
  console.error('No test file has that in its path.');
  process.exit(1);
}
prepare();
await findChromium();
process.exitCode = await run(files);

function chosen(parts: readonly string[]): string[] {
  return globSync(`{${folders.join(',')}}/**/*.test.ts`, { cwd: root })
    .filter((file) => file.endsWith('.long.test.ts') === long)
    .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
    .sort();
}

function prepare(): void {
  try {
    installDovecot();
  } catch (error) {
    // Tests without mail can still run; those with mail fail and say the same.
    console.error(String(error));
  }
}

function run(files: readonly string[]): Promise<number> {
  const folder = runFolder();
  const options = [
    '--test',
    '--test-concurrency=2',
    `--test-timeout=${long ? 20 * minutes : minutes}`,
    '--import=./tests/leave.ts',
    '--test-global-setup=tests/setup.ts',
    '--test-reporter=./tests/reporter.ts',
  ];
  const env = {
    ...process.env,
    TMPDIR: path.join(folder, 'tmp'),
    VENTANILLA_TEST_FOLDER: path.join(folder, 'postgres'),
    // Most of a test file's start is reading the same sources: 1.4 s of processor without, 0.6 s with.
    NODE_COMPILE_CACHE: path.join(root, 'node_modules', '.compile-cache'),
    ...(long ? { VENTANILLA_LONG: '1' } : {}),
  };
  // Its own group: whatever a test leaves running is found and ended with it.
  const child = spawn(process.execPath, [...options, ...files], { cwd: root, stdio: 'inherit', detached: true, env });
  const toGroup = (signal: NodeJS.Signals) => {
    try {
      process.kill(-(child.pid as number), signal);
    } catch {
      // Nobody is left in it.
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => toGroup('SIGTERM'));
  const limit = setTimeout(
    () => {
      console.error('The run takes too long and is ended.');
      toGroup('SIGKILL');
    },
    (long ? 120 : 30) * minutes,
  );
  return new Promise((resolve) => {
    child.once('close', async (code) => {
      clearTimeout(limit);
      toGroup('SIGKILL');
      await closeCluster(path.join(folder, 'postgres'));
      rmSync(folder, { recursive: true, force: true });
      // Node's runner answers 0 or 1; anything else means that no test could run, or that it was ended.
      if (code !== 0 && code !== 1) console.log('The run ended before its tests did.\n0 passed, 1 failed');
      resolve(code === 0 ? 0 : 1);
    });
  });
}

/** What the tests of this run put into temporary folders lies in here, so that nothing stays of one that was killed. */
function runFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'ventanilla-run-'));
  // As root, Dovecot's own account must find its mail below.
  for (const one of [folder, path.join(folder, 'tmp')]) {
    mkdirSync(one, { recursive: true });
    chmodSync(one, 0o755);
  }
  return folder;
}
