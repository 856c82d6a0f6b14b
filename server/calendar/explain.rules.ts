import { dateOf, dayAt, midnight, timeOf, weekdayIndex, weekdays, type Weekday } from './civil.rules.ts';
import { type Agenda, type Closure, holidayOn, type Minutes, openOn, scheduledOn } from './day.rules.ts';
import type { Holiday } from './holidays.rules.ts';

/** One day of a deadline's arithmetic. */
export interface DayOfTerm {
  readonly date: string;
  readonly weekday: Weekday;
  readonly kind: 'first' | 'full' | 'last' | 'only' | 'off' | 'holiday' | 'closed';
  readonly scheduled: [string, string][];
  readonly counted: [string, string][];
  readonly seconds: number;
  readonly total: number;
  readonly workingDay: number | null;
  readonly holiday: Holiday | null;
  readonly override: { readonly reason: string | null } | null;
  readonly closures: readonly Closure[];
}

/** A term that closures stretch over years is cut: nobody reads on. */
const daysAtMost = 400;

/** The days from an opening to its deadline (ms), each with what of it counted and why. */
export function daysOfTerm(agenda: Agenda, openedAt: number, clockStartsAt: number, dueAt: number): DayOfTerm[] {
  const first = dayAt(openedAt);
  // A deadline at 24:00 belongs to the day that it ends.
  const last = Math.min(Math.max(first, dayAt(dueAt - 1)), first + daysAtMost);
  const rows: DayOfTerm[] = [];
  let total = 0;
  let workingDays = 0;
  for (let day = first; day <= last; day++) {
    const holiday = holidayOn(agenda, day) ?? null;
    const open = openOn(agenda, day, holiday !== null);
    const counted = clipped(open, midnight(day), openedAt, dueAt);
    const seconds = counted.reduce((sum, [from, to]) => sum + (to - from) / 1000, 0);
    total += seconds;
    const isWorkingDay = day > dayAt(clockStartsAt) && open.length > 0 && holiday === null && weekdayIndex(day) < 5;
    if (isWorkingDay) workingDays++;
    rows.push({
      date: dateOf(day),
      weekday: weekdays[weekdayIndex(day)] as Weekday,
      kind: kindOf({
        scheduled: scheduledOn(agenda, day, holiday !== null),
        open,
        counted,
        holiday,
        isLast: day === last,
        isCut: isCutBefore(open, day, openedAt),
      }),
      scheduled: scheduledOn(agenda, day, holiday !== null).map(([from, to]) => [timeOf(from), timeOf(to)]),
      counted: counted.map(([from, to]) => [timeWithin(day, from), timeWithin(day, to)]),
      seconds,
      total,
      workingDay: isWorkingDay ? workingDays : null,
      holiday,
      override:
        agenda.calendar.overrides.filter((one) => one.date === dateOf(day)).map((one) => ({ reason: one.reason || null }))[0] ?? null,
      closures: agenda.calendar.closures.filter((one) => one.date === dateOf(day)),
    });
  }
  return rows;
}

interface Seen {
  readonly scheduled: Minutes;
  readonly open: Minutes;
  readonly counted: readonly unknown[];
  readonly holiday: Holiday | null;
  readonly isLast: boolean;
  readonly isCut: boolean;
}

function kindOf({ scheduled, open, counted, holiday, isLast, isCut }: Seen): DayOfTerm['kind'] {
  if (counted.length === 0) {
    if (scheduled.length === 0) return holiday ? 'holiday' : 'off';
    return open.length === 0 ? 'closed' : 'off';
  }
  if (isCut) return isLast ? 'only' : 'first';
  return isLast ? 'last' : 'full';
}

function isCutBefore(open: Minutes, day: number, openedAt: number): boolean {
  const opens = open[0]?.[0];
  return opens !== undefined && openedAt > midnight(day) + opens * 60_000;
}

/** Openings of a day within [from, to), as instants. */
function clipped(open: Minutes, start: number, from: number, to: number): [number, number][] {
  return open
    .map(([a, b]): [number, number] => [Math.max(start + a * 60_000, from), Math.min(start + b * 60_000, to)])
    .filter(([a, b]) => a < b);
}

/** 'HH:MM' of an instant within a day, seconds where it has any; 24:00 for its end. */
function timeWithin(day: number, at: number): string {
  const seconds = Math.floor((at - midnight(day)) / 1000);
  const rest = seconds % 60;
  return `${timeOf(Math.floor(seconds / 60))}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** When the opening that holds an instant ends, ms; null where it is closed then. */
export function closesAt(agenda: Agenda, at: number): number | null {
  const day = dayAt(at);
  const held = openOn(agenda, day, holidayOn(agenda, day) !== undefined).find(
    ([a, b]) => midnight(day) + a * 60_000 <= at && at < midnight(day) + b * 60_000,
  );
  return held ? midnight(day) + held[1] * 60_000 : null;
}
