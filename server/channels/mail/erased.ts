import type { Kernel } from '#kernel';
import { emptyReceipts, unborne } from './erased-store.ts';

/** The desk has erased messages at a person's request: their originals go, and what the receipts say of them. */
export async function erased(k: Kernel, messages: readonly string[]): Promise<void> {
  const gone = await k.transaction(async (k) => {
    const originals = await emptyReceipts(k, messages);
    return k.blobs.forget(() => unborne(k, originals, messages));
  });
  await k.blobs.sweep(gone);
}
