import { dayOf, dayOfCivil, midnight, weekdayIndex } from './civil.rules.ts';
import { type Agenda, openOn } from './day.rules.ts';

/**
 * The open intervals of some years as epoch ms, with prefix sums. A day finds its first interval by its number, so that an
 * instant costs no search; a term of a few days is found by stepping on. (Measured: `bench/deadline.ts`.)
 */
export interface Table {
  readonly firstYear: number;
  readonly lastYear: number;
  readonly firstDay: number;
  /** One past the last day. */
  readonly endDay: number;
  /** Of each day, and one past the last: the index of the first interval that begins on or after it. */
  readonly first: Int32Array;
  readonly start: Float64Array;
  readonly end: Float64Array;
  /** Open ms before each interval, counted from the table's beginning; one more entry at the end holds the sum. */
  readonly before: Float64Array;
  /** Of each day, and one past the last: how many working days came before it. */
  readonly rank: Int32Array;
  /** The last closing of each working day, ms. */
  readonly closing: Float64Array;
}

export const firstYear = 1900;
export const lastYear = 2299;

export const emptyTable: Table = {
  firstYear: 0,
  lastYear: -1,
  firstDay: 0,
  endDay: 0,
  first: new Int32Array(1),
  start: new Float64Array(0),
  end: new Float64Array(0),
  before: new Float64Array(1),
  rank: new Int32Array(1),
  closing: new Float64Array(0),
};

/** The table of whole years, both included. */
export function buildTable(agenda: Agenda, fromYear: number, toYear: number): Table {
  const firstDay = dayOfCivil(fromYear, 1, 1);
  const endDay = dayOfCivil(toYear + 1, 1, 1);
  const holidays = holidayDays(agenda, fromYear, toYear);
  const first = new Int32Array(endDay - firstDay + 1);
  const rank = new Int32Array(endDay - firstDay + 1);
  const start: number[] = [];
  const end: number[] = [];
  const closing: number[] = [];
  for (let day = firstDay; day < endDay; day++) {
    first[day - firstDay] = start.length;
    rank[day - firstDay] = closing.length;
    const isHoliday = holidays.has(day);
    const open = openOn(agenda, day, isHoliday);
    for (const [from, to] of open) {
      start.push(midnight(day) + from * 60_000);
      end.push(midnight(day) + to * 60_000);
    }
    // Monday to Friday, no holiday, with some open time left (domain 1.3); an override opens a holiday but makes no working day of it.
    if (open.length > 0 && !isHoliday && weekdayIndex(day) < 5) closing.push(end.at(-1) as number);
  }
  first[endDay - firstDay] = start.length;
  rank[endDay - firstDay] = closing.length;
  return {
    firstYear: fromYear,
    lastYear: toYear,
    firstDay,
    endDay,
    first,
    start: Float64Array.from(start),
    end: Float64Array.from(end),
    before: sums(start, end),
    rank,
    closing: Float64Array.from(closing),
  };
}

function sums(start: readonly number[], end: readonly number[]): Float64Array {
  const before = new Float64Array(start.length + 1);
  for (let index = 0; index < start.length; index++) {
    before[index + 1] = (before[index] as number) + (end[index] as number) - (start[index] as number);
  }
  return before;
}

function holidayDays(agenda: Agenda, fromYear: number, toYear: number): Set<number> {
  const days = new Set<number>();
  for (let year = fromYear; year <= toYear; year++) {
    for (const holiday of agenda.holidays(year)) days.add(dayOf(holiday.date) ?? Number.NaN);
  }
  return days;
}
