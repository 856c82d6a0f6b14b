import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { openEmbedded } from '../../server/kernel/db/embedded.ts';
import { eventually, onExit, temporaryFolder } from './temporary.ts';

/** Where a throw-away PostgreSQL listens; tests make databases of their own in it. */
export interface Cluster {
  readonly host: string;
  readonly user: string;
}

/** Nothing here must outlive the run: no waiting for the disk. */
const careless = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=150'];

let own: Promise<Cluster> | undefined;

/** The run's cluster where `npm test` started one, otherwise one of this process, started when first asked for. */
export function testCluster(): Promise<Cluster> {
  const { VENTANILLA_TEST_CLUSTER } = process.env;
  if (VENTANILLA_TEST_CLUSTER) return Promise.resolve(JSON.parse(VENTANILLA_TEST_CLUSTER) as Cluster);
  own ??= openOwn();
  return own;
}

async function openOwn(): Promise<Cluster> {
  const folder = temporaryFolder('postgres');
  const cluster = await openCluster(folder.path);
  // Registered after the folder's removal, so it runs before it.
  onExit(() => quitAndWait(folder.path));
  return cluster;
}

/** Starts a cluster in the folder; it lives until `closeCluster`, or a few seconds longer than this process. */
export async function openCluster(folder: string): Promise<Cluster> {
  const { connection } = await openEmbedded(folder, { settings: careless, grace: 3 });
  return { host: connection.host, user: connection.user };
}

/** Stops the folder's cluster at once and waits until it is gone. Harmless when there is none. */
export async function closeCluster(folder: string): Promise<void> {
  quit(folder);
  await eventually('PostgreSQL ends', () => !existsSync(path.join(folder, 'run', 'supervisor')));
}

/** At the end of a process nothing can be awaited: it sleeps until PostgreSQL has let go of the folder. */
export function quitAndWait(folder: string): void {
  quit(folder);
  const cell = new Int32Array(new SharedArrayBuffer(4));
  for (let i = 0; i < 200 && existsSync(pidFile(folder)); i++) Atomics.wait(cell, 0, 0, 15);
}

/** SIGQUIT: PostgreSQL drops everything without writing, which is right for what is thrown away. */
function quit(folder: string): void {
  try {
    process.kill(Number(readFileSync(pidFile(folder), 'utf8').split('\n')[0]), 'SIGQUIT');
  } catch {
    // Never started, or gone already.
  }
}

function pidFile(folder: string): string {
  return path.join(folder, 'pg', 'postmaster.pid');
}
