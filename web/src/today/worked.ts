import type { CalendarDocument } from '#calendar/shapes';
import { weekdays } from '../i18n/week.ts';
import { later, weekdayOf } from '../rota/span.ts';

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
    const weekday = weekdays[(weekdayOf(date) + 6) % 7];
    return (override?.intervals ?? (weekday && schedule.week[weekday]) ?? []).length > 0;
  };
  const found = Array.from({ length: furthest }, (_, i) => later(today, -1 - i)).find(isWorked);
  return found ?? later(today, -1);
}
