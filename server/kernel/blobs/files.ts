import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Refusal } from '../refusal.ts';

export function blobFolder(data: string): string {
  return path.join(data, 'blobs');
}

/** blobs/ab/cd/<sha-256>. Anything but a hash is no name of ours. */
export function placeOf(data: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('Not a sha-256');
  return path.join(blobFolder(data), sha256.slice(0, 2), sha256.slice(2, 4), sha256);
}

let written = 0;

/** The file is whole and on disk, its name too, before anybody may refer to it. What a crash leaves is overwritten or swept. */
export async function writeLarge(data: string, sha256: string, bytes: Uint8Array): Promise<void> {
  const file = placeOf(data, sha256);
  if (existsSync(file)) return;
  const folder = path.dirname(file);
  written += 1;
  const part = `${file}.${process.pid}.${written}.part`;
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const handle = await open(part, 'w', 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
    await syncFolder(folder);
  } catch (error) {
    await rm(part, { force: true }).catch(() => {});
    throw diskTrouble(error, data);
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What the disk said, in words; the same error where it is of another kind. */
export function diskTrouble(error: unknown, data: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Refusal(
      'disk-full',
      507,
      `El disco de ${data} está lleno. Libere espacio: Ventanilla sigue sola y no se ha perdido nada.`,
      `The disk of ${data} is full. Free some space: Ventanilla goes on by itself and nothing is lost.`,
      {},
      { cause: error },
    );
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new Refusal(
      'data-not-writable',
      500,
      `No se puede escribir en ${data}. Dé permiso de escritura a la cuenta que usa Ventanilla.`,
      `${data} can't be written. Give the account that runs Ventanilla permission to write.`,
      {},
      { cause: error },
    );
  }
  return error;
}
