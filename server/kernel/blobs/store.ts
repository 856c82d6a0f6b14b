import { sql } from 'kysely';
import { writeAhead } from '../db/ahead.ts';
import type { Db } from '../db/database.ts';
import { byKey } from '../db/prepared.ts';

export interface BlobRow {
  readonly sha256: string;
  readonly size: number;
  readonly content: Uint8Array | null;
}

export async function insertBlobs(db: Db, blobs: readonly BlobRow[]): Promise<void> {
  // In the order of their hashes: two transactions that bring the same ones wait for each other instead of locking up.
  const one = [...new Map(blobs.map((blob) => [blob.sha256, blob])).values()].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  if (one.length === 0) return;
  const values = one.map(
    (blob) =>
      sql`(${Buffer.from(blob.sha256, 'hex')}::bytea, ${blob.size}::bigint, ${blob.content === null ? null : bufferOf(blob.content)}::bytea)`,
  );
  await writeAhead(db, sql`insert into kernel.blob (sha256, size, content) values ${sql.join(values)} on conflict (sha256) do nothing`);
}

/** The rows of those that are known, by hash (hex); without their bytes where these lie in a file. */
export async function readBlobs(db: Db, hashes: readonly string[]): Promise<Map<string, { readonly content: Buffer | null }>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await byKey<{ sha256: Buffer; content: Buffer | null }>`
    select sha256, content from kernel.blob where sha256 = any(${hashes.map((one) => Buffer.from(one, 'hex'))}::bytea[])`.execute(db);
  return new Map(rows.map(({ sha256, content }) => [sha256.toString('hex'), { content }]));
}

export async function sizeOfBlob(db: Db, sha256: string): Promise<number | null> {
  const { rows } = await sql<{ size: string }>`select size from kernel.blob where sha256 = ${Buffer.from(sha256, 'hex')}`.execute(db);
  return rows[0] ? Number(rows[0].size) : null;
}

/** Hashes after `from`, in order, with whether the bytes in the row are still theirs (null: they lie in a file). */
export async function checkBlobs(
  db: Db,
  from: string,
  limit: number,
): Promise<{ sha256: string; size: number; isWhole: boolean | null }[]> {
  const { rows } = await sql<{ sha256: string; size: string; isWhole: boolean | null }>`
    select encode(sha256, 'hex') as sha256, size, sha256(content) = sha256 and octet_length(content) = size as "isWhole"
    from kernel.blob b where b.sha256 > ${Buffer.from(from, 'hex')} order by b.sha256 limit ${limit}`.execute(db);
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** Until the transaction ends nobody keeps bytes, and whoever was about to has been waited for. */
export async function lockBlobs(db: Db): Promise<void> {
  await sql`lock table kernel.blob in share row exclusive mode`.execute(db);
}

export async function deleteBlobs(db: Db, hashes: readonly string[]): Promise<void> {
  await sql`delete from kernel.blob where sha256 = any(${hashes.map((one) => Buffer.from(one, 'hex'))}::bytea[])`.execute(db);
}

function bufferOf(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
