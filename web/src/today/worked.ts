import type { CalendarDocument } from '#calendar/shapes';
import { weekdays } from '../i18n/week.ts';

const day = 86_400_000;
const furthest = 31;

/** The last day before `today` that was worked, 'YYYY-MM-DD'; the day before where none of the last 31 was. */
export function lastWorkedDay(
  { schedule, overrides, closures, holidays }: Pick<CalendarDocument, 'schedule' | 'overrides' | 'closures' | 'holidays'>,
  today: string,
): string {
  const free = new Set([
    ...holidays.items.map((one) => one.date),
    ...closures.filter((one) => one.from === null && one.to === null).map((one) => one.date),
  ]);
  const isWorked = (date: string): boolean => {
    if (free.has(date)) return false;
    const override = overrides.find((one) => one.date === date);
    const weekday = weekdays[(new Date(`${date}T12:00:00Z`).getUTCDay() + 6) % 7];
    return (override?.intervals ?? (weekday && schedule.week[weekday]) ?? []).length > 0;
  };
  const before = (days: number): string => new Date(Date.parse(`${today}T12:00:00Z`) - days * day).toISOString().slice(0, 10);
  const found = Array.from({ length: furthest }, (_, i) => before(i + 1)).find(isWorked);
  return found ?? before(1);
}

/** The day before a date. */
export function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) - day).toISOString().slice(0, 10);
}
