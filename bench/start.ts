import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { eventually, freePort, temporaryFolder } from '../tests/world/temporary.ts';
import { barePostgres } from './bare-postgres.ts';
import { type Bench, figure, inTurn, ratioAtMost, shown } from './figure.ts';

const root = path.dirname(import.meta.dirname);

/**
 * `npm start` on an installed copy until /readyz answers 200, beside PostgreSQL's own start and one boot of Node. Beside it, until the
 * first page that was asked for then is there: it waits for its route (docs/decisions/0006).
 */
export const bench: Bench = {
  name: 'start',
  async run() {
    const bare = barePostgres();
    const data = temporaryFolder('start');
    await npmStart(data.path);
    await bare.start();
    const pages: number[] = [];
    const seen = await inTurn(
      7,
      async () => {
        const { ready, page } = await npmStart(data.path);
        pages.push(page);
        return ready;
      },
      async () => (await bare.start()) + bootOfNode(),
    );
    bare.remove();
    data.remove();
    return [
      figure('start', 'ms', seen.ours, seen.limit, ratioAtMost(4), ratioAtMost(2)),
      figure('start/first-page', 'ms', pages, seen.limit, shown, ratioAtMost(4)),
    ];
  },
};

async function npmStart(data: string): Promise<{ ready: number; page: number }> {
  const port = await freePort();
  const began = performance.now();
  // Its own group, so that npm, its shell and the product are stopped together.
  const npm = spawn('npm', ['start'], {
    cwd: root,
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, PORT: String(port), VENTANILLA_DATA: data },
  });
  await eventually('readyz', () => isReady(port), 120_000);
  const ready = performance.now() - began;
  const answer = await fetch(`http://127.0.0.1:${port}/entrar`);
  if (!answer.ok) throw new Error(`the first page answered ${answer.status}`);
  await answer.text();
  const page = performance.now() - began;
  await stop(npm, data);
  return { ready, page };
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

/** Until PostgreSQL is gone too: the next start must be a cold one. */
async function stop(npm: ChildProcess, data: string): Promise<void> {
  process.kill(-(npm.pid as number), 'SIGTERM');
  await eventually('PostgreSQL stops when nobody holds it', () => !existsSync(path.join(data, 'pg', 'postmaster.pid')), 60_000);
}

function bootOfNode(): number {
  const began = performance.now();
  spawnSync(process.execPath, ['-e', '0']);
  return performance.now() - began;
}
