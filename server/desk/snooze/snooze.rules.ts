import type { WorkingTime } from '#calendar/rules';

export const snoozeChoices = ['today', 'nextDay', 'monday', 'beforeDue'] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number];

/** What a conversation still owes, and until when it can be seen to in peace. Instants in ms. */
export interface Owed {
  readonly dueAt: number;
  readonly warnAt: number;
}

const hour = 3_600_000;
const day = 24 * hour;
// Nobody knows in half a year why something was put off.
const longest = 183 * day;
const shortest = 60_000;

export type SnoozeTrouble = 'past' | 'far' | 'overdue' | 'after-due';

/** Why it cannot be put off until then; null where it can. A deadline that is owed is never slept through (ms). */
export function snoozeTrouble(until: number, owed: readonly Owed[], now: number): SnoozeTrouble | null {
  if (until < now + shortest) return 'past';
  if (until > now + longest) return 'far';
  const due = earliestDue(owed);
  if (due === null) return null;
  return due <= now ? 'overdue' : until > due ? 'after-due' : null;
}

/** When it wakes: as was said, but earlier where a deadline has come before that since. */
export function wakesAt(until: number, owed: readonly Owed[], now: number): number {
  const before = owed.filter(({ dueAt }) => dueAt < until);
  return before.length === 0 ? until : Math.max(now, Math.min(...before.map(({ warnAt }) => warnAt)));
}

export function earliestDue(owed: readonly Owed[]): number | null {
  return owed.length === 0 ? null : Math.min(...owed.map(({ dueAt }) => dueAt));
}

/** The moments that are offered, by the schedule: those that do not exist (no afternoon is left) are absent. `midnight`: of a date after today's, in days. */
export function choicesAt(
  now: number,
  owed: readonly Owed[],
  { time, midnight, weekday }: { readonly time: WorkingTime; midnight(daysOn: number): number; readonly weekday: number },
): Partial<Record<SnoozeChoice, number>> {
  const nextDay = time.clockStarts(midnight(1));
  const monday = time.clockStarts(midnight(((7 - weekday) % 7) + 1));
  const today = laterToday(now, time, midnight(0), midnight(1));
  const calm = owed.length === 0 ? null : Math.min(...owed.map(({ warnAt }) => warnAt));
  return {
    ...(today !== null && { today }),
    nextDay,
    ...(monday !== nextDay && { monday }),
    ...(calm !== null && calm > now + shortest && { beforeDue: calm }),
  };
}

/** One in the afternoon, where that is still to come and worked; else in two working hours, where the day has them. */
function laterToday(now: number, time: WorkingTime, from: number, to: number): number | null {
  const afternoon = from + 13 * hour;
  const at = now < afternoon - hour ? time.clockStarts(afternoon) : time.due(now, 2);
  return at < to && at >= now + shortest ? at : null;
}
