import { z } from 'zod';
import { Refusal } from '#kernel';
import type { Calendar } from './day.rules.ts';
import { holidaysOfDates } from './holidays.rules.ts';
import { workingTimeOf, type WorkingTime } from './rules.ts';
import { type CalendarFile, calendarFileShape } from './shapes.ts';

/**
 * Reads a calendar file: one entry of `schedules` of the working-time cases, with optional `holidays: [dates]`.
 * Refuses `bad-calendar-file` with the place that is wrong.
 */
export function readCalendarFile(json: unknown): CalendarFile {
  const read = calendarFileShape.safeParse(json);
  if (read.success) return read.data;
  const words = z.prettifyError(read.error).replaceAll('\n', ' ');
  throw new Refusal(
    'bad-calendar-file',
    400,
    `El archivo de horario no se entiende: ${words}. Escriba los días como {"week": {"mon": [["08:00", "16:00"]]}}.`,
    `The calendar file is not understood: ${words}. Write the days as {"week": {"mon": [["08:00", "16:00"]]}}.`,
  );
}

/** The working time of a calendar file; without a `holidays` list, the shipped lists and for other years the law. Refuses `bad-calendar-file`. */
export function calendarFromFile(json: unknown): WorkingTime {
  return workingTimeOf(calendarOfFile(readCalendarFile(json)));
}

export function calendarOfFile({ week, overrides = [], closures = [], holidays }: CalendarFile): Calendar {
  return {
    week,
    overrides,
    closures,
    holidays: holidays ? { years: holidaysOfDates(holidays), othersByLaw: false } : { years: new Map(), othersByLaw: true },
  };
}

const day = [['08:00', '16:00']] as const;

/** Monday to Friday, 08:00 to 16:00, with the holidays of the law: what rules until a person says otherwise. */
export function defaultWorkingTime(): WorkingTime {
  return calendarFromFile({ week: { mon: [...day], tue: [...day], wed: [...day], thu: [...day], fri: [...day] } });
}
