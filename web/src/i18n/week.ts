import type { CalendarDocument } from '#calendar/shapes';
import type { Language } from './words.ts';

export type Week = CalendarDocument['schedule']['week'];
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

const names: Record<Language, Record<Weekday, string>> = {
  es: { mon: 'lun', tue: 'mar', wed: 'mié', thu: 'jue', fri: 'vie', sat: 'sáb', sun: 'dom' },
  en: { mon: 'Mon', tue: 'Tue', wed: 'Wed', thu: 'Thu', fri: 'Fri', sat: 'Sat', sun: 'Sun' },
};

/** `lun` · `Mon`. */
export function weekdayName(day: Weekday, language: Language): string {
  return names[language][day];
}

/** `8:00 am` from `08:00`; midnight at the end of a day is `12:00 am`. */
export function timeOfDay(time: string, language: Language): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (language === 'es' && hour === 12 && minute === 0) return '12 m';
  return `${hour % 12 || 12}:${String(minute).padStart(2, '0')} ${hour % 24 < 12 ? 'am' : 'pm'}`;
}

function openings(week: Week, day: Weekday, language: Language): string {
  const to = language === 'es' ? ' a ' : ' to ';
  return (week[day] ?? [])
    .map(([from, until]) => `${timeOfDay(from, language)}${to}${timeOfDay(until, language)}`)
    .join(language === 'es' ? ' y ' : ' and ');
}

/** `lun a vie, 8:00 am a 4:00 pm`; days with other hours follow after a semicolon. */
export function weekInWords(week: Week, language: Language): string {
  const runs: { from: Weekday; to: Weekday; hours: string }[] = [];
  for (const day of weekdays) {
    const hours = openings(week, day, language);
    const run = runs.at(-1);
    if (run && run.hours === hours) run.to = day;
    else runs.push({ from: day, to: day, hours });
  }
  const span = ({ from, to }: { from: Weekday; to: Weekday }): string =>
    from === to ? names[language][from] : `${names[language][from]} ${language === 'es' ? 'a' : 'to'} ${names[language][to]}`;
  return runs
    .filter(({ hours }) => hours !== '')
    .map((run) => `${span(run)}, ${run.hours}`)
    .join('; ');
}

/** Hours of work in a week. */
export function hoursOf(week: Week): number {
  const minutes = (time: string): number => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return hour * 60 + minute;
  };
  return weekdays.flatMap((day) => week[day] ?? []).reduce((sum, [from, until]) => sum + minutes(until) - minutes(from), 0) / 60;
}
