import { dateOf, dayAt, dayOf, dayOfCivil, yearOf } from './civil.rules.ts';
import { type Agenda, agendaOf, type Calendar } from './day.rules.ts';
import { buildTable, emptyTable, firstYear, lastYear, type Table } from './table.rules.ts';

export type { Calendar, Closure, Opening, Override, Week } from './day.rules.ts';

/** The instant or the answer lies outside the years 1900–2299, or the schedule has not that much open time: there is no answer. */
export class NoWorkingTime extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoWorkingTime';
  }
}

/** Working time of one calendar. Instants in ms since 1970 UTC, answers exact to the ms. All throw NoWorkingTime. */
export interface WorkingTime {
  /** The earliest instant at which `hours` of open time have run since `from`: a deadline on a closing is that closing. */
  due(from: number, hours: number): number;
  /** The last closing of the n-th working day after the day on which the clock starts. */
  dueInDays(from: number, days: number): number;
  /** The latest instant with at least `hours` of open time between it and `to` (clause 5.5 counts backwards). */
  back(to: number, hours: number): number;
  /** Open seconds in [from, to), with fractions for ms; negative where `from` is after `to`. */
  elapsedSeconds(from: number, to: number): number;
  /** The n-th working day of a month 'YYYY-MM' and its last closing. */
  nthWorkingDay(month: string, n: number): { readonly date: string; readonly due: number };
  /** `from` where the schedule is open at it, else the next opening. */
  clockStarts(from: number): number;
  /** The first opening and the last closing of a date, ms; null where it is no working day. */
  workingDay(date: string): { readonly opensAt: number; readonly closesAt: number } | null;
  /** Working days after the local day of `from`, up to and with that of `to`; negative backwards. */
  workingDaysBetween(from: number, to: number): number;
  readonly agenda: Agenda;
}

/** The working time of a calendar; cheap to make, its table grows by the years that are asked for. */
export function workingTimeOf(calendar: Calendar): WorkingTime {
  const line: Timeline = { agenda: agendaOf(calendar), table: emptyTable };
  return {
    agenda: line.agenda,
    due: (from, hours) => due(line, from, hours),
    dueInDays: (from, days) => dueInDays(line, from, days),
    back: (to, hours) => back(line, to, hours),
    elapsedSeconds: (from, to) => elapsed(line, from, to) / 1000,
    nthWorkingDay: (month, n) => nthWorkingDay(line, month, n),
    clockStarts: (from) => clockStarts(line, from),
    workingDay: (date) => workingDay(line, date),
    workingDaysBetween: (from, to) => workingDaysBetween(line, from, to),
  };
}

interface Timeline {
  readonly agenda: Agenda;
  table: Table;
}

function due(line: Timeline, from: number, hours: number): number {
  const term = milliseconds(hours);
  if (term === 0) return from;
  const day = dayAt(from);
  for (let table = holding(line, day); ; table = longer(line)) {
    const at = forward(table, from, day, term);
    if (at !== null) return at;
  }
}

function back(line: Timeline, to: number, hours: number): number {
  const term = milliseconds(hours);
  if (term === 0) return to;
  const day = dayAt(to);
  for (let table = holding(line, day); ; table = earlier(line)) {
    const target = openBefore(table, to, day) - term;
    if (target < 0) continue;
    const index = lastAtMost(table.before, table.start.length, target);
    return (table.start[index] as number) + target - (table.before[index] as number);
  }
}

function elapsed(line: Timeline, from: number, to: number): number {
  holding(line, dayAt(from));
  const table = holding(line, dayAt(to));
  return openBefore(table, to, dayAt(to)) - openBefore(table, from, dayAt(from));
}

function clockStarts(line: Timeline, from: number): number {
  const day = dayAt(from);
  for (let table = holding(line, day); ; table = longer(line)) {
    const index = intervalAt(table, from, day);
    if (index < table.start.length) return Math.max(from, table.start[index] as number);
  }
}

function dueInDays(line: Timeline, from: number, days: number): number {
  if (!Number.isSafeInteger(days) || days < 0) throw new RangeError('days are counted in whole numbers from 0');
  const zero = dayAt(clockStarts(line, from));
  for (let table = holding(line, zero); ; table = longer(line)) {
    if (days === 0) return table.end[(table.first[zero - table.firstDay + 1] as number) - 1] as number;
    const index = (table.rank[zero - table.firstDay + 1] as number) + days - 1;
    if (index < table.closing.length) return table.closing[index] as number;
  }
}

function nthWorkingDay(line: Timeline, month: string, n: number): { readonly date: string; readonly due: number } {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new RangeError('a month is written YYYY-MM');
  const [year, number] = month.split('-').map(Number) as [number, number];
  const first = dayOfCivil(year, number, 1);
  const end = dayOfCivil(year, number + 1, 1);
  holding(line, first);
  const table = holding(line, end);
  const index = (table.rank[first - table.firstDay] as number) + n - 1;
  if (!(n >= 1 && index < (table.rank[end - table.firstDay] as number)))
    throw new NoWorkingTime(`${month} no tiene un día laborable número ${n}`);
  const closing = table.closing[index] as number;
  // A closing at 24:00 is the midnight of the day after.
  return { date: dateOf(dayAt(closing - 1)), due: closing };
}

function workingDay(line: Timeline, date: string): { readonly opensAt: number; readonly closesAt: number } | null {
  const day = dayOf(date);
  if (day === null) throw new RangeError('a date is written YYYY-MM-DD');
  const table = holding(line, day);
  const at = day - table.firstDay;
  if (table.rank[at] === table.rank[at + 1]) return null;
  return { opensAt: table.start[table.first[at] as number] as number, closesAt: table.closing[table.rank[at] as number] as number };
}

function workingDaysBetween(line: Timeline, from: number, to: number): number {
  holding(line, dayAt(from));
  const table = holding(line, dayAt(to));
  const upTo = (at: number) => table.rank[dayAt(at) - table.firstDay + 1] as number;
  return upTo(to) - upTo(from);
}

/** A term in whole ms: three quarters of 24 h count, a fraction of a ms does not. */
function milliseconds(hours: number): number {
  const term = Math.round(hours * 3_600_000);
  if (!(term >= 0 && term <= Number.MAX_SAFE_INTEGER)) throw new RangeError('a term is a number of hours from 0');
  return term;
}

/** The first interval that is not over at an instant: the one that holds it, else the next. */
function intervalAt(table: Table, at: number, day: number): number {
  let index = table.first[day - table.firstDay] as number;
  while (index < table.end.length && (table.end[index] as number) <= at) index++;
  return index;
}

/** Open ms from the table's beginning to an instant. */
function openBefore(table: Table, at: number, day: number): number {
  const index = intervalAt(table, at, day);
  const start = index < table.start.length ? (table.start[index] as number) : at;
  return (table.before[index] as number) + (start < at ? at - start : 0);
}

/** Where `term` ms of open time have run since an instant; null where the table ends before. */
function forward(table: Table, from: number, day: number, term: number): number | null {
  const { before, start } = table;
  let index = intervalAt(table, from, day);
  if (index >= start.length) return null;
  const opened = start[index] as number;
  const target = (before[index] as number) + (from > opened ? from - opened : 0) + term;
  if ((before[start.length] as number) < target) return null;
  // 24 h are three intervals on: a few steps settle most questions, a search the others.
  const stepsEnd = Math.min(index + 16, start.length);
  while (index < stepsEnd && (before[index + 1] as number) < target) index++;
  if (index === stepsEnd) {
    // Sums grow strictly: the entry that equals the target is the end of the interval before it.
    index = lastAtMost(before, start.length + 1, target);
    if (before[index] === target) index--;
  }
  return (start[index] as number) + target - (before[index] as number);
}

/** The last of the first `length` entries that is at most the target; the first entry is 0. */
function lastAtMost(sorted: Float64Array, length: number, target: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((sorted[middle] as number) <= target) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The table, made to hold a day. */
function holding(line: Timeline, day: number): Table {
  if (!(day >= line.table.firstDay && day < line.table.endDay)) line.table = grown(line, day);
  return line.table;
}

/** A table grown by at least as many years as there were, so that the work stays in proportion to the answer. */
function grown({ agenda, table }: Timeline, day: number): Table {
  const year = yearOf(day);
  if (!(year >= firstYear && year <= lastYear)) throw new NoWorkingTime(`el tiempo laborable se lleva de ${firstYear} a ${lastYear}`);
  const size = table.lastYear - table.firstYear + 1;
  if (size === 0) return buildTable(agenda, Math.max(firstYear, year - 1), Math.min(lastYear, year + 1));
  const from = day < table.firstDay ? Math.max(firstYear, Math.min(year, table.firstYear - size)) : table.firstYear;
  const to = day >= table.endDay ? Math.min(lastYear, Math.max(year, table.lastYear + size)) : table.lastYear;
  return buildTable(agenda, from, to);
}

function longer(line: Timeline): Table {
  if (line.table.lastYear >= lastYear) throw new NoWorkingTime(`el horario no tiene tanto tiempo abierto hasta ${lastYear}`);
  return holding(line, line.table.endDay);
}

function earlier(line: Timeline): Table {
  if (line.table.firstYear <= firstYear) throw new NoWorkingTime(`el horario no tiene tanto tiempo abierto desde ${firstYear}`);
  return holding(line, line.table.firstDay - 1);
}
