// Local days of Santo Domingo as whole numbers: day 0 is 1970-01-01. The zone keeps −04:00 all year (domain 1.1), so a
// day is always 86,400,000 ms and begins at 04:00 UTC; that makes the arithmetic exact without a zone database.

export const dayMs = 86_400_000;
export const zoneMs = 4 * 3_600_000;

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** The local day in which an instant (ms) falls. */
export function dayAt(at: number): number {
  return Math.floor((at - zoneMs) / dayMs);
}

/** The instant (ms) of a local day's midnight. */
export function midnight(day: number): number {
  return day * dayMs + zoneMs;
}

/** The instants (ms) between which a local day lies. */
export function spanOfDay(day: number): { readonly fromAt: number; readonly toAt: number } {
  return { fromAt: midnight(day), toAt: midnight(day + 1) };
}

/** 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday. */
export function weekdayIndex(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The day of a date 'YYYY-MM-DD'; null where the calendar has no such date. */
export function dayOf(date: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!parts) return null;
  const day = dayOfCivil(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return dateOf(day) === date ? day : null;
}

export function dayOfCivil(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / dayMs;
}

/** The date 'YYYY-MM-DD' of a day (civil-from-days, proleptic Gregorian). */
export function dateOf(day: number): string {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${year}-${two(month)}-${two(dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1)}`;
}

export function yearOf(day: number): number {
  return Number(dateOf(day).slice(0, 4));
}

/** Minutes since midnight of 'HH:MM', 24:00 allowed; null where it is no time of day. */
export function minuteOf(time: string): number | null {
  const parts = /^(\d{2}):(\d{2})$/.exec(time);
  if (!parts) return null;
  const minute = Number(parts[1]) * 60 + Number(parts[2]);
  return Number(parts[2]) < 60 && minute <= 1440 ? minute : null;
}

/** 'HH:MM' of minutes since midnight. */
export function timeOf(minute: number): string {
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
