import { dateOf, dayOf, minuteOf, type Weekday, weekdayIndex, weekdays, yearOf } from './civil.rules.ts';
import { type Holiday, holidaysOf } from './holidays.rules.ts';

/** From–to of a day, 'HH:MM', half-open; 24:00 is the end of the day. */
export type Opening = readonly [from: string, to: string];
export type Week = { readonly [weekday in Weekday]?: readonly Opening[] | undefined };

export interface Override {
  readonly date: string;
  readonly intervals: readonly Opening[];
  readonly reason?: string | undefined;
}

export interface Closure {
  readonly date: string;
  /** Absent: from the day's beginning. */
  readonly from?: string | undefined;
  /** Absent: until the day's end. */
  readonly to?: string | undefined;
  readonly reason?: string | undefined;
  readonly declaredBy?: string;
  readonly declaredAt?: number;
}

/** What working time is computed from: plain data, of one service. */
export interface Calendar {
  readonly week: Week;
  readonly overrides: readonly Override[];
  readonly closures: readonly Closure[];
  readonly holidays: {
    /** The lists of some years. */
    readonly years: ReadonlyMap<number, readonly Holiday[]>;
    /** Whether the other years follow the shipped lists and the law, or have none. */
    readonly othersByLaw: boolean;
  };
}

/** Minutes since midnight, half-open, sorted, apart from one another. */
export type Minutes = readonly (readonly [from: number, to: number])[];

/** A calendar read for computing: days as numbers, times as minutes. */
export interface Agenda {
  readonly calendar: Calendar;
  /** Of each weekday, Monday first. */
  readonly week: readonly Minutes[];
  readonly overrides: ReadonlyMap<number, Minutes>;
  readonly closures: ReadonlyMap<number, Minutes>;
  holidays(year: number): readonly Holiday[];
}

export function agendaOf(calendar: Calendar): Agenda {
  const { years, othersByLaw } = calendar.holidays;
  const closures = new Map<number, Minutes>();
  for (const closure of calendar.closures) {
    const day = dayOf(closure.date);
    if (day === null) continue;
    closures.set(
      day,
      joined([...(closures.get(day) ?? []), [minuteOf(closure.from ?? '00:00') ?? 0, minuteOf(closure.to ?? '24:00') ?? 1440]]),
    );
  }
  return {
    calendar,
    week: weekdays.map((weekday) => minutesOf(calendar.week[weekday] ?? [])),
    // Of two overrides of a date the later one holds.
    overrides: new Map(calendar.overrides.map((one) => [dayOf(one.date) ?? Number.NaN, minutesOf(one.intervals)])),
    closures,
    holidays: (year) => years.get(year) ?? (othersByLaw ? holidaysOf(year) : []),
  };
}

/** What is scheduled for a day before closures: an override wins over weekday and holiday (domain 1.1). */
export function scheduledOn(agenda: Agenda, day: number, isHoliday: boolean): Minutes {
  const override = agenda.overrides.get(day);
  if (override) return override;
  return isHoliday ? [] : (agenda.week[weekdayIndex(day)] as Minutes);
}

/** What is open on a day: what is scheduled without what is closed. */
export function openOn(agenda: Agenda, day: number, isHoliday: boolean): Minutes {
  const scheduled = scheduledOn(agenda, day, isHoliday);
  const closed = agenda.closures.get(day);
  return closed ? without(scheduled, closed) : scheduled;
}

/** The holiday of a day, if it is one. */
export function holidayOn(agenda: Agenda, day: number): Holiday | undefined {
  const date = dateOf(day);
  return agenda.holidays(yearOf(day)).find((one) => one.date === date);
}

/** Openings as minutes: sorted, overlapping and touching ones joined, empty and unreadable ones dropped. */
export function minutesOf(openings: readonly Opening[]): Minutes {
  return joined(openings.map(([from, to]) => [minuteOf(from) ?? 0, minuteOf(to) ?? 0] as const));
}

function joined(pieces: Minutes): Minutes {
  const sorted = pieces.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0]);
  const result: [number, number][] = [];
  for (const [from, to] of sorted) {
    const last = result.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

function without(open: Minutes, closed: Minutes): Minutes {
  let left = open;
  for (const [from, to] of closed) {
    left = left.flatMap(([a, b]): Minutes => [[a, Math.min(b, from)] as const, [Math.max(a, to), b] as const].filter(([x, y]) => x < y));
  }
  return left;
}
