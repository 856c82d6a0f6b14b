/** Bytes of mail that may be in memory at once, for all mailboxes of a process. A mail larger than the whole goes alone. */
export interface Budget {
  take(bytes: number): Promise<void>;
  give(bytes: number): void;
}

export function openBudget(most: number): Budget {
  const waiting: { bytes: number; go: () => void }[] = [];
  let used = 0;
  const fits = (bytes: number) => used === 0 || used + bytes <= most;
  return {
    take(bytes) {
      if (waiting.length === 0 && fits(bytes)) {
        used += bytes;
        return Promise.resolve();
      }
      return new Promise((resolve) => waiting.push({ bytes, go: resolve }));
    },
    give(bytes) {
      used -= bytes;
      // In order of asking, or a large mail would wait for ever behind small ones.
      while (waiting[0] && fits(waiting[0].bytes)) {
        const next = waiting.shift() as { bytes: number; go: () => void };
        used += next.bytes;
        next.go();
      }
    },
  };
}
