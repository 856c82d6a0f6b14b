import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { type Kernel, openKernel, readConfig } from '#kernel';
import { loadModules } from '../server/modules.ts';
import { openEmbedded } from '../server/kernel/db/embedded.ts';
import type { Dovecot } from '../tests/world/dovecot.ts';
import { quitAndWait } from '../tests/world/cluster.ts';
import { type RunningServer, startServer } from '../tests/world/server.ts';
import { temporaryFolder } from '../tests/world/temporary.ts';

const root = path.dirname(import.meta.dirname);

/** A durable cluster (fsync as it comes), with the settings of the product's own, for ours and the bare path alike. */
export async function benchCluster() {
  const folder = temporaryFolder('bench-pg');
  const { connection } = await openEmbedded(folder.path);
  const url = (database: string) => `postgres://${connection.user}@/${database}?host=${encodeURIComponent(connection.host)}`;
  const administer = async (text: string) => {
    const client = new pg.Client({ connectionString: url('postgres') });
    await client.connect();
    await client.query(text);
    await client.end();
  };
  return {
    url,
    create: (name: string) => administer(`create database ${name} template template0`),
    drop: (name: string) => administer(`drop database if exists ${name} with (force)`),
    remove() {
      quitAndWait(folder.path);
      folder.remove();
    },
  };
}

export interface Product {
  readonly databaseUrl: string;
  readonly data: string;
  /** A command of the command line; answers its JSON. */
  cli<T>(...args: string[]): Promise<T>;
  /** The same with a secret on its standard input. */
  cliWith<T>(secret: string, ...args: string[]): Promise<T>;
  serve(env?: NodeJS.ProcessEnv, node?: string): Promise<RunningServer>;
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  remove(): Promise<void>;
}

/** The product on a database of its own in the cluster, migrated, without a server yet. */
export async function newProduct(cluster: Awaited<ReturnType<typeof benchCluster>>, name: string): Promise<Product> {
  await cluster.create(name);
  const folder = temporaryFolder('bench-data');
  const databaseUrl = cluster.url(name);
  const cliWith = async <T>(secret: string, ...args: string[]): Promise<T> => {
    const env = { ...process.env, DATABASE_URL: databaseUrl, VENTANILLA_DATA: folder.path };
    const child = spawn(process.execPath, [path.join(root, 'cli', 'main.ts'), ...args, '--json'], {
      cwd: root,
      env,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    child.stdin.end(secret);
    let said = '';
    for await (const chunk of child.stdout) said += chunk;
    const answer = JSON.parse(said) as T & { error?: string };
    if (answer?.error) throw new Error(`${args.join(' ')}: ${answer.error}`);
    return answer;
  };
  const cli = <T>(...args: string[]) => cliWith<T>('', ...args);
  await cli('settings', 'get');
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  db.on('error', () => {});
  return {
    databaseUrl,
    data: folder.path,
    cli,
    cliWith,
    serve: (env = {}, node = process.execPath) => startServer({ data: folder.path, databaseUrl, env: asNpmStarts(env), node }),
    query: async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []) => (await db.query<T>(text, values)).rows,
    async remove() {
      await db.end();
      await cluster.drop(name);
      folder.remove();
    },
  };
}

/** The variables and flags that `npm start` gives the server, with those of a figure added. */
function asNpmStarts(more: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };
  const said = scripts.start.split(' ');
  const variables = said.slice(0, said.indexOf('node')).map((one) => one.split('=') as [string, string]);
  const flags = said.filter((one) => one.startsWith('--'));
  return { ...Object.fromEntries(variables), ...more, NODE_OPTIONS: [...flags, more.NODE_OPTIONS ?? ''].join(' ').trim() };
}

/** The product's doors in this process, for what a figure asks of an operation itself. */
export async function openDoors(product: Product): Promise<{ k: Kernel; close(): Promise<void> }> {
  const config = readConfig({ DATABASE_URL: product.databaseUrl, VENTANILLA_DATA: product.data, VENTANILLA_LOG: 'warn' });
  return openKernel(config, await loadModules());
}

/** Adds a Dovecot mailbox whose mail has opened obligations since long ago. */
export function addMailbox(product: Product, dovecot: Dovecot, smtpPort: number, user = dovecot.user): Promise<unknown> {
  const imap = `imap://${encodeURIComponent(user)}:${dovecot.password}@127.0.0.1:${dovecot.port}`;
  return product.cli(
    'mailbox',
    'add',
    user,
    '--imap',
    imap,
    '--smtp',
    `smtp://127.0.0.1:${smtpPort}`,
    '--since',
    '2020-01-01T00:00:00-04:00',
  );
}

/** How many messages stand in conversations. */
export async function messagesIn(product: Product): Promise<number> {
  const [row] = await product.query<{ count: string }>("select count(*) from desk.message where direction = 'in'");
  return Number(row?.count ?? 0);
}

export async function untilMessages(product: Product, count: number, within: number): Promise<void> {
  const deadline = performance.now() + within;
  for (;;) {
    if ((await messagesIn(product)) >= count) return;
    if (performance.now() > deadline)
      throw new Error(`waited ${within} ms in vain for ${count} messages; there are ${await messagesIn(product)}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
