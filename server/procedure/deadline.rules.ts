import { dateOf, dayAt } from '#calendar/civil.rules';
import type { WorkingTime } from '#calendar/rules';
import { daysOfHours, type Reading } from './rules.ts';

export interface Deadlines {
  readonly dueAt: number;
  /** Under the reading that is not in force. */
  readonly otherDueAt: number;
  /** When the last quarter of the working time between opening and due begins (domain 1.7). */
  readonly warnAt: number;
}

/** The deadlines of a term of working hours from an instant (ms), under both readings of «horas laborables» (domain 1.3). */
export function deadlinesOf(time: WorkingTime, openedAt: number, hours: number, reading: Reading): Deadlines {
  const byHours = time.due(openedAt, hours);
  const byDays = time.dueInDays(openedAt, daysOfHours(hours));
  const inForce = reading === 'schedule-hours';
  const dueAt = inForce ? byHours : byDays;
  const worked = inForce ? hours * 3600 : time.elapsedSeconds(openedAt, dueAt);
  return { dueAt, otherDueAt: inForce ? byDays : byHours, warnAt: worked > 0 ? time.due(openedAt, (worked * 0.75) / 3600) : dueAt };
}

/** The deadlines of a term of whole working days, by whatever reading: the last closing of the n-th after the day on which the clock starts (domain 1.3). */
export function workingDaysDeadlines(time: WorkingTime, openedAt: number, days: number): Deadlines {
  return agreedDeadlines(time, openedAt, time.dueInDays(openedAt, days));
}

/** The deadlines of a moment that was agreed on: the same under both readings. */
export function agreedDeadlines(time: WorkingTime, openedAt: number, dueAt: number): Deadlines {
  const worked = time.elapsedSeconds(openedAt, dueAt);
  return { dueAt, otherDueAt: dueAt, warnAt: worked > 0 ? time.due(openedAt, (worked * 0.75) / 3600) : dueAt };
}

/**
 * The deadlines of what is owed on each working day (6.2), for the day of an instant: its last closing, or its first opening where the term is
 * «before opening». Both readings agree. Null where the day is not worked.
 */
export function dayDeadlinesOf(time: WorkingTime, openedAt: number, kind: 'each-working-day' | 'before-opening'): Deadlines | null {
  const day = time.workingDay(dateOf(dayAt(openedAt)));
  return day && agreedDeadlines(time, openedAt, kind === 'before-opening' ? day.opensAt : day.closesAt);
}
