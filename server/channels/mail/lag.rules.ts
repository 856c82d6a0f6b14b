/** Lags in powers of two of a tenth of a second: coarse, small, and enough to see an hour that was slow. */
export function lagBucket(ms: number): number {
  return Math.max(0, Math.min(20, Math.ceil(Math.log2(Math.max(1, ms) / 100))));
}

/** Seconds that stand for a bucket: the middle between its ends, on the scale it is cut by. */
export function lagSeconds(bucket: number): number {
  return Math.round(2 ** (bucket - 0.5)) / 10;
}

/**
 * From when a mail could have been read, real ms: not before we were connected, and not after it was noticed. What lay there before is no lag
 * of the reading. Under a driven clock INTERNALDATE is of another time, and the moment when its server told of it stands for it.
 */
export function readableFrom(
  internalDate: number | null,
  { connectedAt, noticedAt, isDriven }: { readonly connectedAt: number; readonly noticedAt: number; readonly isDriven: boolean },
): number {
  if (isDriven || internalDate === null) return noticedAt;
  return Math.min(Math.max(internalDate, connectedAt), noticedAt);
}

export function hourOf(at: number): number {
  return Math.floor(at / 3_600_000) * 3_600_000;
}

export interface LagCount {
  readonly hour: number;
  readonly bucket: number;
  readonly mails: number;
}

/** Median seconds of each of the last 24 hours, oldest first; null where no mail came. */
export function medianByHour(counts: readonly LagCount[], now: number): (number | null)[] {
  const last = hourOf(now);
  return Array.from({ length: 24 }, (_, nr) => medianOf(counts.filter((one) => one.hour === last - (23 - nr) * 3_600_000)));
}

function medianOf(counts: readonly LagCount[]): number | null {
  const all = counts.reduce((sum, one) => sum + one.mails, 0);
  let seen = 0;
  for (const { bucket, mails } of [...counts].sort((a, b) => a.bucket - b.bucket)) {
    seen += mails;
    if (seen * 2 >= all) return lagSeconds(bucket);
  }
  return null;
}
