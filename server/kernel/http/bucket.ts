export interface Rate {
  /** How many may come at once. */
  readonly burst: number;
  /** How many are given back each minute. */
  readonly perMinute: number;
}

interface Bucket {
  left: number;
  at: number;
}

export interface Buckets {
  /** Takes one from the bucket of a key: 0 where it may pass, else the seconds until one is there again. */
  take(key: string, rate: Rate, now: number): number;
  readonly size: number;
}

/** Token buckets in memory, `most` at a time: the one that rested longest makes room. Instants in real ms. */
export function openBuckets(most = 50_000): Buckets {
  const buckets = new Map<string, Bucket>();
  return {
    get size() {
      return buckets.size;
    },
    take(key, rate, now) {
      const found = buckets.get(key);
      const left = found ? Math.min(rate.burst, found.left + (Math.max(0, now - found.at) * rate.perMinute) / 60_000) : rate.burst;
      // Put back at the end: the map's order is then the order of last use.
      buckets.delete(key);
      if (!found && buckets.size >= most) buckets.delete(buckets.keys().next().value as string);
      buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now });
      return left >= 1 ? 0 : Math.max(1, Math.ceil(((1 - left) * 60) / rate.perMinute));
    },
  };
}
