import { createHash } from 'node:crypto';

/** One line of the scoreboard. `value` and `against` are medians of the rounds, in `unit`. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The limit or peer measured in turn with ours in the same run; null where the line is an absolute one. */
  readonly against: number | null;
  /** value / against. */
  readonly ratio: number | null;
  readonly floor: string;
  readonly goal: string;
  /** Whether the floor holds. */
  readonly met: boolean;
}

export interface Bench {
  readonly name: string;
  run(): Promise<Figure[]>;
}

/** A bound of a line: what it says and whether a measurement keeps it. */
export interface Bound {
  readonly text: string;
  holds(value: number, ratio: number | null): boolean;
}

export const atMost = (most: number, unit: string): Bound => ({ text: `≤ ${most} ${unit}`, holds: (value) => value <= most });
export const atLeast = (least: number, unit: string): Bound => ({ text: `≥ ${least} ${unit}`, holds: (value) => value >= least });
export const ratioAtMost = (most: number): Bound => ({ text: `≤ ${most} ×`, holds: (_, ratio) => ratio !== null && ratio <= most });
export const ratioAtLeast = (least: number): Bound => ({ text: `≥ ${least} ×`, holds: (_, ratio) => ratio !== null && ratio >= least });
export const both = (one: Bound, other: Bound): Bound => ({
  text: `${one.text}, ${other.text}`,
  holds: (value, ratio) => one.holds(value, ratio) && other.holds(value, ratio),
});
/** A line that is shown beside and has no floor of its own. */
export const shown: Bound = { text: '–', holds: () => true };

export function figure(
  name: string,
  unit: string,
  ours: readonly number[],
  peers: readonly number[] | null,
  floor: Bound,
  goal: Bound,
): Figure {
  const value = median(ours);
  const against = peers === null ? null : median(peers);
  const ratio = against === null || against === 0 ? null : value / against;
  return {
    name,
    value: tidy(value),
    unit,
    against: against === null ? null : tidy(against),
    ratio: ratio === null ? null : tidy(ratio),
    floor: floor.text,
    goal: goal.text,
    met: floor.holds(value, ratio),
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? (sorted[middle] as number) : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** A figure is the median of so many rounds; BENCH_ROUNDS lowers it while working. */
export const rounds = Number(process.env.BENCH_ROUNDS ?? 5);

/** What each round measured, one round after the other. */
export async function inRounds<T>(measure: (round: number) => Promise<T>): Promise<T[]> {
  const seen: T[] = [];
  for (let round = 0; round < rounds; round++) seen.push(await measure(round));
  return seen;
}

/** Nearest rank: sorted[ceil(p·n)−1]. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] as number;
}

export function tidy(value: number): number {
  return Number(value.toPrecision(4));
}

/** How fast this machine is just now: one thread's sha256 over 64 MB in 64 kB blocks, MB/s. Runs compare by ratio only. */
export function yardstick(): number {
  const block = Buffer.alloc(65_536, 7);
  const began = performance.now();
  for (let round = 0; round < 1024; round++) createHash('sha256').update(block).digest();
  return Math.round(64_000 / (performance.now() - began));
}

/** Milliseconds that some work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Rounds of ours and the limit in turn, so that a busy minute falls on both. */
export async function inTurn(
  rounds: number,
  ours: () => Promise<number>,
  limit: () => Promise<number>,
): Promise<{ ours: number[]; limit: number[] }> {
  const seen = { ours: [] as number[], limit: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    seen.limit.push(await limit());
    seen.ours.push(await ours());
  }
  return seen;
}
