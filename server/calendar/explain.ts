import { iso, type Kernel } from '#kernel';
import { yearOf, dayAt } from './civil.rules.ts';
import type { Closure } from './day.rules.ts';
import { daysOfTerm, type DayOfTerm } from './explain.rules.ts';
import { refuse } from './refusals.ts';
import { NoWorkingTime, type WorkingTime } from './rules.ts';
import type { DayRow, Explanation } from './shapes.ts';
import { type ClosureRow, confirmationsOf } from './store.ts';
import { type InForce, workingTime, workingTimeAt, workingTimeOfSettled } from './working-time.ts';

export type Reading = 'schedule-hours' | 'working-days';

/** `version` of the calendar that judged the deadline, and whether it has ended; the calendar in force where none is given. */
export interface Under {
  readonly reading: Reading;
  readonly version?: string;
  readonly isSettled?: boolean;
}

/**
 * The arithmetic of a deadline, day by day, the reading in force first and the other beside it. A term in days has the one
 * reading. `openedAt` in ms. Refuses `no-deadline`.
 */
export async function explainDeadline(
  k: Kernel,
  openedAt: number,
  term: { hours: number } | { days: number },
  under: Under,
): Promise<Explanation> {
  const { time, version, rows } = await judged(k, under);
  const days = 'days' in term ? term.days : Math.ceil(term.hours / 24);
  const hours = 'hours' in term ? term.hours : null;
  try {
    const clockStartsAt = time.clockStarts(openedAt);
    const readings = readingsOf(under.reading, hours).map((reading) => {
      const dueAt = reading === 'schedule-hours' && hours !== null ? time.due(openedAt, hours) : time.dueInDays(openedAt, days);
      return { reading, dueAt: iso(dueAt), rows: daysOfTerm(time.agenda, openedAt, clockStartsAt, dueAt).map(shown), until: dueAt };
    });
    return {
      openedAt: iso(openedAt),
      clockStartsAt: iso(clockStartsAt),
      hours,
      days,
      reading: readings[0]?.reading ?? under.reading,
      readings: readings.map(({ until: _, ...reading }) => reading),
      schedule: { week: mutable(rows.schedule.week), since: iso(rows.schedule.setAt), by: rows.schedule.setBy },
      unconfirmedYears: await unconfirmed(k, time, openedAt, Math.max(...readings.map((one) => one.until))),
      laterClosures: await declaredLater(k, { version, rows }, readings[0]?.rows ?? []),
      version,
    };
  } catch (error) {
    throw error instanceof NoWorkingTime ? refuse.noDeadline(error) : error;
  }
}

function judged(k: Kernel, { version, isSettled = false }: Under): Promise<InForce> {
  if (version === undefined) return workingTime(k);
  return isSettled ? workingTimeOfSettled(k, version) : workingTimeAt(k, version);
}

function readingsOf(inForce: Reading, hours: number | null): Reading[] {
  if (hours === null) return ['working-days'];
  return inForce === 'schedule-hours' ? ['schedule-hours', 'working-days'] : ['working-days', 'schedule-hours'];
}

function shown(row: DayOfTerm): DayRow {
  return { ...row, closures: row.closures.map(said) };
}

function said({ from, to, reason, declaredBy, declaredAt }: Closure | ClosureRow): DayRow['closures'][number] {
  return {
    from: from ?? null,
    to: to ?? null,
    reason: reason || null,
    declaredBy: declaredBy ?? null,
    declaredAt: declaredAt === undefined ? null : iso(declaredAt),
  };
}

/** Who looks for the closure of a day must find it, also where the deadline was judged before it was declared (domain 1.6). */
async function declaredLater(
  k: Kernel,
  judged: Pick<InForce, 'version' | 'rows'>,
  days: readonly DayRow[],
): Promise<Explanation['laterClosures']> {
  const now = await workingTime(k);
  if (now.version === judged.version) return [];
  const known = new Set(judged.rows.closures.map(({ id }) => id));
  const dates = new Set(days.map(({ date }) => date));
  return now.rows.closures
    .filter(({ id, date }) => !known.has(id) && dates.has(date))
    .map((closure) => ({ date: closure.date, ...said(closure) }));
}

/** Years whose list is computed by the rule and that no person has confirmed. */
async function unconfirmed(k: Kernel, time: WorkingTime, from: number, to: number): Promise<number[]> {
  const years = [...new Set([yearOf(dayAt(from)), yearOf(dayAt(to))])].filter((year) =>
    time.agenda.holidays(year).some((one) => one.source === 'computed'),
  );
  const confirmed = await confirmationsOf(k, years);
  return years.filter((year) => !confirmed.some((one) => one.year === year));
}

/** A week as the shapes of the interface have it, which know no readonly. */
export function mutable(week: {
  readonly [weekday: string]: readonly (readonly [string, string])[] | undefined;
}): Explanation['schedule']['week'] {
  return Object.fromEntries(
    Object.entries(week).map(([day, openings]) => [day, (openings ?? []).map(([from, to]) => [from, to] as [string, string])]),
  );
}
