import type { Kernel } from '#kernel';
import { rejudges, spanOfClosure } from './afterwards.rules.ts';
import type { Calendar } from './day.rules.ts';
import { editedHolidays, type Holiday, holidaysOf, holidaysOfDates } from './holidays.rules.ts';
import { refuse } from './refusals.ts';
import { workingTimeOf, type WorkingTime } from './rules.ts';
import { type CalendarRows, closuresSaidSince, readCalendar, readStamp, type ScheduleRow } from './store.ts';

export const mainService = 'default';

export interface InForce {
  readonly time: WorkingTime;
  /** Of the calendar; grows with each change. */
  readonly version: string;
  readonly rows: CalendarRows & { readonly schedule: ScheduleRow };
}

/** By stamp (new at each change, also of another process) and service; a few, for a change is rare. */
const kept = new Map<string, InForce>();
const keptAtMost = 16;

/**
 * The working time of a service and the version of its calendar: one small query where nothing changed since the last time.
 * Refuses `unknown-service`.
 */
export async function workingTime(k: Kernel, service = mainService): Promise<InForce> {
  const { stamp } = await readStamp(k);
  return kept.get(`${stamp} ${service}`) ?? load(k, service);
}

/** The working time that an earlier version gave: what was judged by it is explained by it. */
export async function workingTimeAt(k: Kernel, version: string, service = mainService): Promise<InForce> {
  const now = await workingTime(k, service);
  return now.version === version ? now : inForceOf(await readCalendar(k, service, version), service);
}

/**
 * The working time by which what was settled under a version is judged: of that version, with the closures that were declared or
 * taken back in time since then. Whatever else changed moves only what is open (domain 1.6).
 */
export async function workingTimeOfSettled(k: Kernel, version: string, service = mainService): Promise<InForce> {
  const now = await workingTime(k, service);
  if (now.version === version) return now;
  const rows = await readCalendar(k, service, version);
  const closures = new Map(rows.closures.map((one) => [one.id, one]));
  for (const { sinceVersion, untilVersion, endedAt, ...closure } of await closuresSaidSince(k, service, version)) {
    const judged = async (since: string, saidAt: number) =>
      rejudges((await workingTimeAt(k, since, service)).time, spanOfClosure(closure).fromAt, saidAt);
    if (Number(sinceVersion) > Number(version) && (await judged(sinceVersion, closure.declaredAt))) closures.set(closure.id, closure);
    if (untilVersion !== null && endedAt !== null && (await judged(untilVersion, endedAt))) closures.delete(closure.id);
  }
  return inForceOf({ ...rows, closures: [...closures.values()] }, service);
}

async function load(k: Kernel, service: string): Promise<InForce> {
  const inForce = inForceOf(await readCalendar(k, service), service);
  const [oldest] = kept.keys();
  if (kept.size >= keptAtMost && oldest !== undefined) kept.delete(oldest);
  kept.set(`${inForce.rows.stamp} ${service}`, inForce);
  return inForce;
}

function inForceOf(rows: CalendarRows, service: string): InForce {
  const { schedule } = rows;
  if (!schedule) throw refuse.unknownService(service);
  return { time: workingTimeOf(calendarOf({ ...rows, schedule })), version: rows.number, rows: { ...rows, schedule } };
}

function calendarOf(rows: InForce['rows']): Calendar {
  return {
    week: rows.schedule.week,
    overrides: rows.overrides,
    closures: rows.closures.map(({ from, to, ...closure }) => ({ ...closure, ...(from !== null && { from }), ...(to !== null && { to }) })),
    holidays: { years: editedYears(rows), othersByLaw: rows.schedule.holidays === null },
  };
}

function editedYears(rows: InForce['rows']): ReadonlyMap<number, readonly Holiday[]> {
  const years = new Map(rows.schedule.holidays ? holidaysOfDates(rows.schedule.holidays) : []);
  for (const edit of rows.edits) {
    const year = Number(edit.date.slice(0, 4));
    years.set(year, editedHolidays(years.get(year) ?? unedited(rows, year), [edit]));
  }
  return years;
}

/** The list of a year before any person's edit. */
export function unedited(rows: InForce['rows'], year: number): readonly Holiday[] {
  const { holidays } = rows.schedule;
  return holidays ? (holidaysOfDates(holidays).get(year) ?? []) : holidaysOf(year);
}
