import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { eventually, freePort, temporaryFolder } from '../tests/world/temporary.ts';
import { barePostgres } from './bare-postgres.ts';
import { type Bench, figure, inTurn, ratioAtMost } from './figure.ts';

const root = path.dirname(import.meta.dirname);

/** `npm start` on an installed copy until /readyz answers 200, beside PostgreSQL's own start and one boot of Node. */
export const bench: Bench = {
  name: 'start',
  async run() {
    const bare = barePostgres();
    const data = temporaryFolder('start');
    await npmStart(data.path);
    await bare.start();
    const seen = await inTurn(
      7,
      () => npmStart(data.path),
      async () => (await bare.start()) + bootOfNode(),
    );
    bare.remove();
    data.remove();
    return [figure('start', 'ms', seen.ours, seen.limit, ratioAtMost(4), ratioAtMost(2))];
  },
};

async function npmStart(data: string): Promise<number> {
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
  const took = performance.now() - began;
  await stop(npm, data);
  return took;
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
