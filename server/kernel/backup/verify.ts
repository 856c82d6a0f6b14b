import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { verifyActs } from '../acts/verify.ts';
import { placeOf } from '../blobs/files.ts';
import { checkBlobs } from '../blobs/store.ts';
import type { Kernel } from '../kernel.ts';

export interface Verdict {
  readonly ok: boolean;
  readonly acts: number;
  readonly blobs: number;
  /** The first thing that is not what it was, in Spanish. */
  readonly firstWrong?: string;
}

/** Recomputes every seal of the acts and the hash of every blob. */
export async function verify(k: Kernel): Promise<Verdict> {
  const acts = await verifyActs(k.db);
  const blobs = await verifyBlobs(k);
  const firstWrong = acts.firstWrong ?? blobs.firstWrong;
  return {
    ok: acts.ok && blobs.firstWrong === undefined,
    acts: acts.acts,
    blobs: blobs.blobs,
    ...(firstWrong !== undefined && { firstWrong }),
  };
}

async function verifyBlobs(k: Kernel): Promise<{ blobs: number; firstWrong?: string }> {
  let blobs = 0;
  let from = '';
  let firstWrong: string | undefined;
  for (;;) {
    const page = await checkBlobs(k.db, from, 500);
    for (const { sha256, isWhole } of page) {
      const isRight = isWhole ?? (await hashOfFile(placeOf(k.config.data, sha256))) === sha256;
      if (!isRight) firstWrong ??= `el original ${sha256} falta o está dañado`;
    }
    blobs += page.length;
    from = page.at(-1)?.sha256 ?? from;
    if (page.length < 500) return { blobs, ...(firstWrong !== undefined && { firstWrong }) };
  }
}

async function hashOfFile(file: string): Promise<string | null> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}
