import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createZstdDecompress } from 'node:zlib';
import type pg from 'pg';
import type { Database } from '../db/database.ts';
import { migrate, type MigrationFile, readMigrations } from '../db/migrate.ts';
import { openLog } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { linesOf } from './check-files.ts';
import { copyIn } from './copy-stream.ts';
import type { Manifest } from './manifest.ts';
import { setSequence } from './store.ts';
import { layBare, type Laid, putBack } from './structure-store.ts';

/**
 * Fills an empty database: the schema as it was when the copy was made, its rows, then whatever is newer here. Answers the
 * hashes of the blobs that lie in files.
 */
export async function load(client: pg.Client, database: Database, from: string, manifest: Manifest): Promise<string[]> {
  const files = readMigrations();
  await migrate(client, asItWas(files, manifest));
  await client.query('begin');
  try {
    await client.query('set local statement_timeout = 0');
    const laid = await layBare(client, manifest.tables);
    for (const table of manifest.tables) await fillTable(client, from, table);
    await build(client, laid, manifest);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
  await migrate(client, files);
  await client.query('analyze');
  await loadJobs(database, from, manifest);
  return linesOf(from, manifest.blobs);
}

async function build(client: pg.Client, laid: Laid, manifest: Manifest): Promise<void> {
  await putBack(client, laid);
  for (const sequence of manifest.sequences) await setSequence(client, sequence);
}

function asItWas(files: readonly MigrationFile[], manifest: Manifest): MigrationFile[] {
  const known = new Map(files.map((file) => [file.name, file]));
  return manifest.migrations.map(({ name, sha256 }) => {
    const file = known.get(name);
    if (file?.sha256 === sha256) return file;
    throw new Refusal(
      'backup-newer',
      409,
      'La copia es de otra versión de Ventanilla, más nueva que esta. Restáurela con esa versión.',
      'The backup was made by another Ventanilla, newer than this one. Restore it with that version.',
      { migration: name },
    );
  });
}

async function fillTable(client: pg.Client, from: string, table: Manifest['tables'][number]): Promise<void> {
  const columns = table.columns.map((column) => `"${column}"`).join(', ');
  const source = createReadStream(path.join(from, table.file.name)).pipe(createZstdDecompress());
  await copyIn(client, `copy "${table.schema}"."${table.table}" (${columns}) from stdin`, source);
}

/** Jobs are asked for again as they were: what had begun when the copy was made begins anew. */
async function loadJobs(database: Database, from: string, manifest: Manifest): Promise<void> {
  const lines = await linesOf(from, manifest.jobs);
  if (lines.length === 0) return;
  const { startPgBoss } = await import('../jobs/boss.ts');
  const boss = await startPgBoss(database, false, openLog('error'));
  try {
    const jobs = lines.map(
      (line) => JSON.parse(line) as Record<string, unknown> & { queue: string; groupId?: string | null; groupTier?: string | null },
    );
    for (const { queue, groupId, groupTier, ...job } of jobs) {
      await boss.insert(queue, [
        { ...withoutNulls(job), ...(groupId && { group: { id: groupId, ...(groupTier && { tier: groupTier }) } }) },
      ]);
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

function withoutNulls(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}
