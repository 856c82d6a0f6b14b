import { lockAgainstChanges, type WorkingTime, workingTime } from '#calendar';
import type { Kernel } from '#kernel';
import { type Deadlines, deadlinesOf } from './deadline.rules.ts';
import { type Reading, termOf } from './rules.ts';

/** What judges now: the calendar and the reading in force. */
export interface Judge {
  readonly time: WorkingTime;
  readonly version: string;
  readonly reading: Reading;
  /** Deadlines of a clause whose term is in working hours; under the reading in force unless another is asked for. */
  deadlines(clause: string, basis: 'text' | 'target', openedAt: number, reading?: Reading): Deadlines & { readonly hours: number };
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

export async function judgeInForce(k: Kernel): Promise<Judge> {
  const { time, version } = await workingTime(k);
  const reading = await k.settings.get<Reading>('procedure.reading');
  return {
    time,
    version,
    reading,
    deadlines(clause, basis, openedAt, asked = reading) {
      const { term } = termOf(clause, basis);
      if (term.kind !== 'working-hours') throw new Error(`${clause} has no term in working hours`);
      return { ...deadlinesOf(time, openedAt, term.hours, asked), hours: term.hours };
    },
    worked: (openedAt, settledAt) => Math.floor(time.elapsedSeconds(openedAt, Math.max(openedAt, settledAt))),
  };
}
