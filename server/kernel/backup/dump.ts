import { createHash } from 'node:crypto';
import { constants, copyFileSync, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import type pg from 'pg';
import { diskTrouble, placeOf } from '../blobs/files.ts';
import { Refusal } from '../refusal.ts';
import { keyFile, keyIdIn } from '../secrets/key-file.ts';
import { copyOut } from './copy-stream.ts';
import { type BackupFile, type Manifest, manifestName } from './manifest.ts';
import { countsOf, largeBlobs, migrationsOf, openJobs, sequencesOf, type Table, tablesOf } from './store.ts';

export interface Dumped {
  readonly bytes: number;
  readonly acts: number;
  readonly blobs: number;
}

export interface DumpOptions {
  /** The product's data directory, for blobs and the key. */
  readonly data: string;
  /** Blobs go to a folder `blobs` beside the copy that all copies there share; otherwise into the copy. */
  readonly sharesBlobs?: boolean;
}

/**
 * Writes one consistent copy of everything into a new folder: the rows of one instant (REPEATABLE READ), the blobs they name,
 * and beside them the key. The folder has its name only once it is whole and on disk. It hinders nobody who works meanwhile.
 */
export async function dump(client: pg.Client, to: string, options: DumpOptions): Promise<Dumped> {
  await refuseFilled(to);
  const part = `${to}.${process.pid}.part`;
  try {
    await mkdir(part, { recursive: true, mode: 0o700 });
    const { manifest, hashes } = await inOneInstant(client, () => write(client, part, options));
    await copyBlobs(hashes, options.data, path.join(options.sharesBlobs ? path.dirname(to) : part, 'blobs'));
    const bytes = await finish(part, manifest, options.data);
    await rm(to, { recursive: true, force: true });
    await rename(part, to);
    await syncFolder(path.dirname(to));
    return { bytes, acts: manifest.counts.acts, blobs: manifest.counts.blobs };
  } catch (error) {
    await rm(part, { recursive: true, force: true }).catch(() => {});
    throw diskTrouble(error, to);
  }
}

async function refuseFilled(to: string): Promise<void> {
  const there = await readdir(to).catch(() => []);
  if (there.length === 0) return;
  throw new Refusal(
    'folder-not-empty',
    409,
    `La carpeta ${to} no está vacía. Indique una carpeta nueva, por ejemplo con la fecha en el nombre.`,
    `The folder ${to} is not empty. Name a new folder, for example with the date in its name.`,
  );
}

async function inOneInstant<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('begin isolation level repeatable read read only');
  try {
    await client.query('set local statement_timeout = 0');
    await client.query('set local idle_in_transaction_session_timeout = 0');
    return await work();
  } finally {
    await client.query('commit').catch(() => {});
  }
}

async function write(client: pg.Client, folder: string, options: DumpOptions): Promise<{ manifest: Manifest; hashes: string[] }> {
  const tables: Manifest['tables'] = [];
  for (const table of await tablesOf(client)) tables.push(await writeTable(client, folder, table));
  const hashes = await largeBlobs(client);
  const jobs = await openJobs(client);
  const manifest: Manifest = {
    kind: 'ventanilla-backup',
    version: 1,
    madeAt:
      (await client.query<{ now: string }>(`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as now`))
        .rows[0]?.now ?? '',
    migrations: await migrationsOf(client),
    tables,
    sequences: await sequencesOf(client),
    jobs: await writeLines(
      folder,
      'jobs.jsonl.zst',
      jobs.map((job) => JSON.stringify(job)),
    ),
    blobs: await writeLines(folder, 'blobs.txt.zst', hashes),
    blobFolder: options.sharesBlobs ? '../blobs' : 'blobs',
    counts: { ...(await countsOf(client)), bytes: 0 },
    keyId: keyIdIn(options.data),
  };
  return { manifest, hashes };
}

async function writeTable(client: pg.Client, folder: string, table: Table): Promise<Manifest['tables'][number]> {
  const name = `"${table.schema}"."${table.table}"`;
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  let rows = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      // COPY's text form escapes line feeds within values: each one ends a row.
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows += 1;
      done(null, chunk);
    },
  });
  const source = copyOut(client, `copy (select ${columns} from ${name}) to stdout`);
  const file = await writeCompressed([source, count], path.join(folder, `${table.schema}.${table.table}.copy.zst`));
  return { ...table, rows, file };
}

function writeLines(folder: string, name: string, lines: readonly string[]): Promise<BackupFile> {
  return writeCompressed([Readable.from(lines.map((line) => Buffer.from(`${line}\n`)))], path.join(folder, name));
}

async function writeCompressed(source: readonly [Readable, ...Transform[]], file: string): Promise<BackupFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline([...source, createZstdCompress(), measure, createWriteStream(file, { mode: 0o600, flush: true })]);
  return { name: path.basename(file), sha256: hash.digest('hex'), bytes };
}

/** Those that an earlier copy in the same place brought already stay: what a blob holds never changes. */
async function copyBlobs(hashes: readonly string[], data: string, target: string): Promise<void> {
  for (const sha256 of hashes) {
    const to = path.join(target, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
    if (existsSync(to)) continue;
    mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
    const part = `${to}.part`;
    await copyFile(placeOf(data, sha256), part, constants.COPYFILE_FICLONE);
    const handle = await open(part, 'r+');
    await handle.sync();
    await handle.close();
    await rename(part, to);
  }
}

async function finish(folder: string, manifest: Manifest, data: string): Promise<number> {
  if (existsSync(keyFile(data))) {
    copyFileSync(keyFile(data), path.join(folder, 'secret.key'));
    await chmod(path.join(folder, 'secret.key'), 0o600);
  }
  const bytes = await sizeOf(folder);
  const text = JSON.stringify({ ...manifest, counts: { ...manifest.counts, bytes } }, null, 1);
  await writeFile(path.join(folder, manifestName), text, { mode: 0o600, flush: true });
  await syncFolder(folder);
  return bytes;
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (entry.isFile()) bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
  }
  return bytes;
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().catch(() => {});
  await handle.close();
}
