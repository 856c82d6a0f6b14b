import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { zstdDecompress } from 'node:zlib';
import { Refusal } from '../refusal.ts';
import type { BackupFile, Manifest } from './manifest.ts';

const unpack = promisify(zstdDecompress);

/** Reads a copy's files against its manifest, and its blobs against their names. Refuses `backup-damaged`. */
export async function checkFiles(folder: string, manifest: Manifest): Promise<void> {
  for (const file of [manifest.jobs, manifest.blobs, ...manifest.tables.map((table) => table.file)]) {
    if ((await hashOf(path.join(folder, file.name))) !== file.sha256) throw damaged(file.name);
  }
  const blobs = path.resolve(folder, manifest.blobFolder);
  for (const sha256 of await linesOf(folder, manifest.blobs)) {
    if ((await hashOf(path.join(blobs, sha256.slice(0, 2), sha256.slice(2, 4), sha256))) !== sha256) throw damaged(sha256);
  }
}

export async function linesOf(folder: string, file: BackupFile): Promise<string[]> {
  const text = (await unpack(await readFile(path.join(folder, file.name)))).toString('utf8');
  return text.split('\n').filter((line) => line !== '');
}

async function hashOf(file: string): Promise<string | null> {
  if (!existsSync(file)) return null;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

function damaged(name: string): Refusal {
  return new Refusal(
    'backup-damaged',
    422,
    `La copia está dañada: ${name} falta o no es lo que se guardó. No se tocó nada. Use otra copia.`,
    `The backup is damaged: ${name} is missing or not what was written. Nothing was touched. Use another backup.`,
    { file: name },
  );
}
