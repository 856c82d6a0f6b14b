import type { WorkingTime } from '#calendar';

/** The first opening after `now` (ms): of the day that follows while the schedule is open. `date`: the local day of `now`. */
export function nextOpening(time: Pick<WorkingTime, 'clockStarts' | 'workingDay'>, now: number, date: string): number {
  const starts = time.clockStarts(now);
  if (starts > now) return starts;
  // Open: the pause at noon is no opening of the day.
  return time.clockStarts(Math.max(now + 1, time.workingDay(date)?.closesAt ?? 0));
}

const longest = 366 * 86_400_000;

/** Whether an answer may be asked to leave at `at`: in the future, and within a year. */
export function isFuture(at: number, now: number): boolean {
  return at > now && at - now <= longest;
}
