import { workingTime } from '#calendar';
import { type Kernel, localDate } from '#kernel';
import { isAway } from './rules.ts';
import type { Duty } from './shapes.ts';
import { absencesBetween } from './absence-store.ts';
import { entriesBetween } from './entry-store.ts';

export interface Operator {
  readonly id: string;
  readonly name: string;
}

export interface Operators {
  readonly mail: Operator | null;
  readonly chat: Operator | null;
}

/** Who is on duty on a date 'YYYY-MM-DD'; null where nobody available is set. */
export async function operatorsOn(k: Kernel, date: string): Promise<Operators> {
  const [entries, absences] = await Promise.all([entriesBetween(k, date, date), absencesBetween(k, date, date)]);
  const holder = (duty: Duty): Operator | null => {
    const entry = entries.find((one) => one.duty === duty);
    if (!entry?.accountId || isAway(absences, entry.accountId, date)) return null;
    return { id: entry.accountId, name: entry.name ?? '' };
  };
  return { mail: holder('mail'), chat: holder('chat') };
}

/** The operator of the day on which work that comes at an instant (ms) starts: of that day while the schedule is open, else of the next opening's. */
export async function operatorFor(k: Kernel, duty: Duty, at: number): Promise<Operator | null> {
  const { time } = await workingTime(k);
  return (await operatorsOn(k, localDate(time.clockStarts(at))))[duty];
}

/** Whoever is away on a date. */
export async function awayOn(k: Kernel, date: string): Promise<string[]> {
  return (await absencesBetween(k, date, date)).map((one) => one.accountId);
}

/** Who takes what somebody holds who is away on a date, by the absent one's id; a substitute who is away too is none. */
export async function substitutesOn(k: Kernel, date: string): Promise<Map<string, Operator>> {
  const absences = await absencesBetween(k, date, date);
  return new Map(
    absences.flatMap(({ accountId, substituteId, substituteName }) =>
      substituteId === null || isAway(absences, substituteId, date) ? [] : [[accountId, { id: substituteId, name: substituteName ?? '' }]],
    ),
  );
}
