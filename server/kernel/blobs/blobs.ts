import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Kernel } from '../kernel.ts';
import { Refusal } from '../refusal.ts';
import { placeOf, writeLarge } from './files.ts';
import { deleteBlobs, insertBlobs, lockBlobs, readBlobs, sizeOfBlob } from './store.ts';

/** Bytes kept as they came, named by their sha-256 (hex, lower case). */
export interface Blobs {
  /** Keeps bytes for good and answers their sha-256 (hex). Small ones in the transaction; large ones first in a file that is safe on disk. */
  put(bytes: Uint8Array): Promise<string>;
  /** The same for many, in one statement; the answers in their order. */
  putMany(list: readonly Uint8Array[]): Promise<string[]>;
  /** The bytes; refuses `blob-unknown`, and `blob-damaged` where they are no longer what they were. */
  get(sha256: string): Promise<Buffer>;
  /** The same for many, in one statement; the answers in their order. */
  getMany(list: readonly string[]): Promise<Buffer[]>;
  /** The same as a stream, unchecked. */
  open(sha256: string): Promise<Readable>;
  /** The file of a large one; null where it lies in the database. */
  path(sha256: string): string | null;
  /**
   * Gives up those that `find` answers, once nobody can be keeping bytes at the same time; answers them. Whoever asks has made sure that nothing
   * points to them. In a transaction; after its commit, `sweep` removes the files.
   */
  forget(find: () => Promise<readonly string[]>): Promise<readonly string[]>;
  /** Removes the files of those that are kept no longer. */
  sweep(list: readonly string[]): Promise<void>;
  /** In bytes; refuses `blob-unknown`. */
  size(sha256: string): Promise<number>;
}

/** At 64 kB a row is still as quick as a file, and needs no second place (joints 12). */
export const smallest = 64 * 1024;

export function blobsOf(k: Pick<Kernel, 'db' | 'config'>): Blobs {
  const { data } = k.config;
  const putMany = async (list: readonly Uint8Array[]) => {
    const blobs = list.map((bytes) => ({ sha256: sha256Of(bytes), bytes }));
    for (const { sha256, bytes } of blobs) if (bytes.length > smallest) await writeLarge(data, sha256, bytes);
    await insertBlobs(
      k.db,
      blobs.map(({ sha256, bytes }) => ({ sha256, size: bytes.length, content: bytes.length > smallest ? null : bytes })),
    );
    return blobs.map((one) => one.sha256);
  };
  const getMany = async (list: readonly string[]) => {
    const rows = await readBlobs(k.db, list);
    return Promise.all(
      list.map(async (sha256) => {
        const row = rows.get(sha256);
        if (!row) throw unknown(sha256);
        const bytes = row.content ?? (await fromFile(data, sha256));
        if (sha256Of(bytes) !== sha256) throw damaged(sha256);
        return bytes;
      }),
    );
  };
  return {
    putMany,
    put: async (bytes) => (await putMany([bytes]))[0] as string,
    getMany,
    get: async (sha256) => (await getMany([sha256]))[0] as Buffer,
    async open(sha256) {
      const file = placeOf(data, sha256);
      if (existsSync(file)) return createReadStream(file);
      const row = (await readBlobs(k.db, [sha256])).get(sha256);
      if (!row) throw unknown(sha256);
      if (!row.content) throw damaged(sha256);
      return Readable.from([row.content]);
    },
    path(sha256) {
      const file = placeOf(data, sha256);
      return existsSync(file) ? file : null;
    },
    async forget(find) {
      await lockBlobs(k.db);
      const gone = await find();
      await deleteBlobs(k.db, gone);
      return gone;
    },
    async sweep(list) {
      const kept = await readBlobs(k.db, list);
      for (const sha256 of list) if (!kept.has(sha256)) await rm(placeOf(data, sha256), { force: true });
    },
    async size(sha256) {
      const size = await sizeOfBlob(k.db, sha256);
      if (size === null) throw unknown(sha256);
      return size;
    },
  };
}

async function fromFile(data: string, sha256: string): Promise<Buffer> {
  try {
    return await readFile(placeOf(data, sha256));
  } catch (error) {
    throw damaged(sha256, error);
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function unknown(sha256: string): Refusal {
  return new Refusal('blob-unknown', 404, 'Ese contenido no está guardado aquí.', 'That content is not stored here.', { sha256 });
}

function damaged(sha256: string, cause?: unknown): Refusal {
  return new Refusal(
    'blob-damaged',
    500,
    `El archivo guardado ${sha256.slice(0, 12)}… falta o está dañado. Devuelva la carpeta «blobs» desde la última copia y compruébelo con «ventanilla verify».`,
    `The stored file ${sha256.slice(0, 12)}… is missing or damaged. Put the "blobs" folder back from the last backup and check it with "ventanilla verify".`,
    { sha256 },
    { cause },
  );
}
