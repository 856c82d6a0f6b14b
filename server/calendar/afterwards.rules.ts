import { dayOf, midnight, minuteOf } from './civil.rules.ts';
import type { WorkingTime } from './rules.ts';

/** A closure declared up to so many working days after its date judges anew what was settled in it (domain 1.6). */
const rejudgedWithin = 10;

/** The instants (ms) of a closure: half-open, the whole day where it names no hours. */
export function spanOfClosure({ date, from, to }: { readonly date: string; readonly from: string | null; readonly to: string | null }) {
  const at = (time: string) => midnight(dayOf(date) as number) + (minuteOf(time) as number) * 60_000;
  return { fromAt: at(from ?? '00:00'), toAt: at(to ?? '24:00') };
}

/** Whether what is said of a closure at an instant comes afterwards and in time to judge settled deadlines anew; `time` as it ruled then. */
export function rejudges(time: WorkingTime, closureFromAt: number, saidAt: number): boolean {
  return closureFromAt < saidAt && time.workingDaysBetween(closureFromAt, saidAt) <= rejudgedWithin;
}
