import type { z } from 'zod';
import type { Kernel } from '#kernel';
import { rejudges } from './afterwards.rules.ts';
import { type CalendarChange, tellDeadlines } from './port.ts';
import { refuse } from './refusals.ts';
import { NoWorkingTime } from './rules.ts';
import { claimVersion, publishVersion } from './store.ts';
import { workingTime } from './working-time.ts';

export interface Moved {
  /** How many open deadlines moved. */
  readonly moved: number;
}

/** What a change was, once its rows are written. */
export interface Written extends Omit<CalendarChange, 'closure'> {
  readonly closure: { readonly fromAt: number; readonly toAt: number } | null;
  readonly verb: string;
  readonly subject: { readonly kind: string; readonly id: string };
  readonly reason?: string | null;
  readonly detail?: Record<string, unknown>;
}

/**
 * One change of the calendar, in one transaction: its rows, the deadlines that it moves, the act. While `write` runs, the
 * calendar still reads as before.
 * Refuses `never-opens` where no working day would be left.
 */
export function changeCalendar(k: Kernel, write: (k: Kernel, version: string) => Promise<Written>): Promise<Moved> {
  return k.transaction(async (k) => {
    const version = await claimVersion(k);
    const { verb, subject, reason, detail, ...change } = await write(k, version);
    await publishVersion(k, version);
    try {
      // An obligation needs its deadline under both readings.
      const { time } = await workingTime(k);
      const now = k.clock.now();
      time.dueInDays(now, 9);
      const closure = change.closure && { ...change.closure, rejudges: rejudges(time, change.closure.fromAt, now) };
      const moved = await tellDeadlines(k, { ...change, closure });
      await k.acts.write({ verb, subject, reason: reason ?? null, detail: { ...detail, version, moved } });
      await k.live.tell('calendar', '');
      return { moved };
    } catch (error) {
      throw error instanceof NoWorkingTime ? refuse.neverOpens(error) : error;
    }
  });
}

/** How many open deadlines a change would move: it is made and taken back. Not inside another transaction, which it would undo. */
export async function previewOf(k: Kernel, change: (k: Kernel) => Promise<Moved>): Promise<Moved> {
  const seen: { answer?: Moved } = {};
  try {
    await k.transaction(async (k) => {
      seen.answer = { moved: (await change(k)).moved };
      throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
  return seen.answer as Moved;
}

class TakenBack extends Error {}

/** Reads what an operation was given; refuses `bad-calendar-input` with the shape's own words. */
export function checked<T>(shape: z.ZodType<T>, value: unknown): T {
  const read = shape.safeParse(value);
  if (read.success) return read.data;
  throw refuse.badInput(read.error.issues);
}
