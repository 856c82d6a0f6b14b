import { iso, type Kernel } from '#kernel';
import { dayAt, yearOf } from './civil.rules.ts';
import { closesAt } from './explain.rules.ts';
import { mutable } from './explain.ts';
import { NoWorkingTime, type WorkingTime } from './rules.ts';
import type { CalendarDocument } from './shapes.ts';
import { confirmationsOf } from './store.ts';
import { type InForce, mainService, unedited, workingTime } from './working-time.ts';

/** What rules for a service: hours, exceptions, and the holidays of a year with their confirmation; the running year where none is given. */
export async function showCalendar(
  k: Kernel,
  { service = mainService, year }: { service?: string | undefined; year?: number | undefined } = {},
): Promise<CalendarDocument> {
  const now = k.clock.now();
  const inForce = await workingTime(k, service);
  const { time, version, rows } = inForce;
  return {
    service,
    version,
    schedule: { week: mutable(rows.schedule.week), since: iso(rows.schedule.setAt), by: rows.schedule.setBy },
    overrides: rows.overrides.map((one) => ({
      ...one,
      intervals: one.intervals.map(([from, to]) => [from, to]),
      declaredAt: iso(one.declaredAt),
    })),
    closures: rows.closures.map((one) => ({ ...one, declaredAt: iso(one.declaredAt) })),
    holidays: await holidaysOfYear(k, inForce, year ?? yearOf(dayAt(now))),
    askFor: await askFor(k, time, now),
    now: opening(time, now),
  };
}

async function holidaysOfYear(k: Kernel, { time, rows }: InForce, year: number): Promise<CalendarDocument['holidays']> {
  const items = time.agenda.holidays(year);
  const [confirmation] = await confirmationsOf(k, [year]);
  return {
    year,
    source: items.some((one) => one.source === 'computed') ? 'computed' : 'official',
    confirmed: confirmation ? { at: iso(confirmation.confirmedAt), by: confirmation.confirmedBy } : null,
    items: items.map((one) => ({ ...one })),
    removed: unedited(rows, year)
      .filter((one) => !items.some((item) => item.date === one.date))
      .map((one) => one.date),
  };
}

/** In December a person is asked for the next year; before that for the running one, where its list is only computed. */
export async function askFor(k: Kernel, time: WorkingTime, now: number): Promise<number | null> {
  const day = dayAt(now);
  const year = yearOf(day);
  const asked = yearOf(day + 31) > year ? [year, year + 1] : [year];
  const confirmed = await confirmationsOf(k, asked);
  const open = asked.filter(
    (one) => !confirmed.some((row) => row.year === one) && time.agenda.holidays(one).some((holiday) => holiday.source === 'computed'),
  );
  return open[0] ?? null;
}

function opening(time: WorkingTime, now: number): CalendarDocument['now'] {
  const closes = closesAt(time.agenda, now);
  if (closes !== null) return { isOpen: true, changesAt: iso(closes) };
  try {
    return { isOpen: false, changesAt: iso(time.clockStarts(now)) };
  } catch (error) {
    if (error instanceof NoWorkingTime) return { isOpen: false, changesAt: null };
    throw error;
  }
}
