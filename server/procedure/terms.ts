import { type InForce, lockAgainstChanges, type WorkingTime, workingTime, workingTimeOfSettled } from '#calendar';
import type { Kernel } from '#kernel';
import { agreedDeadlines, dayDeadlinesOf, type Deadlines, deadlinesOf, workingDaysDeadlines } from './deadline.rules.ts';
import { type Reading, termOf } from './rules.ts';
import type { ObligationRow } from './store.ts';

/** What an obligation keeps of how its deadline came about: a term of its own, or a moment that was agreed on. */
export type Inputs = Readonly<Record<string, unknown>>;

/** What judges: a calendar and a reading. */
export interface Judge {
  readonly time: WorkingTime;
  readonly version: string;
  readonly reading: Reading;
  /** The deadlines of a clause's term from an instant; null where the term is a day's own and that day is not worked. */
  deadlines(clause: string, basis: 'text' | 'target', openedAt: number, inputs?: Inputs): Deadlines | null;
  /** Whole seconds of working time from opening to settlement; 0 where an answer came before its question. */
  worked(openedAt: number, settledAt: number): number;
}

/**
 * For writing deadlines: until the transaction ends nothing that gives them can change, so that a change that comes
 * meanwhile waits and then finds what was written.
 */
export async function judgeForWriting(k: Kernel): Promise<Judge> {
  await lockAgainstChanges(k);
  // The reading may have been changed by another process a moment ago, of which this one has not heard yet.
  k.settings.staleHere();
  return judgeInForce(k);
}

/** The calendar and the reading in force. */
export async function judgeInForce(k: Kernel): Promise<Judge> {
  return judgeOf(await workingTime(k), await k.settings.get<Reading>('procedure.reading'));
}

/**
 * What judged these rows: an open one goes by what is in force; a settled one stays under its reading and its calendar, in which
 * only a closure declared in time after it counts anew (domain 1.6).
 */
export async function judgesOf(k: Kernel, rows: readonly ObligationRow[], inForce: Judge): Promise<(row: ObligationRow) => Judge> {
  const settled = rows.filter((row) => row.settledAt !== null);
  const judges = new Map<string, Judge>();
  for (const version of new Set(settled.map((row) => row.calendarVersion))) {
    const calendar = await workingTimeOfSettled(k, version);
    for (const reading of readings) judges.set(`${version} ${reading}`, judgeOf(calendar, reading));
  }
  return (row) => (row.settledAt === null ? inForce : (judges.get(`${row.calendarVersion} ${row.reading}`) ?? inForce));
}

const readings: readonly Reading[] = ['schedule-hours', 'working-days'];

function judgeOf({ time, version }: Pick<InForce, 'time' | 'version'>, reading: Reading): Judge {
  return {
    time,
    version,
    reading,
    deadlines(clause, basis, openedAt, inputs = {}) {
      const { term } = termOf(clause, basis);
      if (typeof inputs.agreedDueAt === 'number') return agreedDeadlines(time, openedAt, inputs.agreedDueAt);
      if (term.kind === 'each-working-day' || term.kind === 'before-opening') return dayDeadlinesOf(time, openedAt, term.kind);
      if (term.kind === 'working-days')
        return workingDaysDeadlines(time, openedAt, typeof inputs.days === 'number' ? inputs.days : term.days);
      if (term.kind !== 'working-hours') throw new Error(`${clause} has a term that nothing here counts: ${term.kind}`);
      return deadlinesOf(time, openedAt, typeof inputs.hours === 'number' ? inputs.hours : term.hours, reading);
    },
    worked: (openedAt, settledAt) => Math.floor(time.elapsedSeconds(openedAt, Math.max(openedAt, settledAt))),
  };
}
