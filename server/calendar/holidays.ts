import { z } from 'zod';
import type { Kernel } from '#kernel';
import { changeCalendar, checked, type Moved } from './change.ts';
import { dayOf, spanOfDay } from './civil.rules.ts';
import { refuse } from './refusals.ts';
import { dateShape, yearShape } from './shapes.ts';
import { endHolidayEdit, forgetConfirmation, replaceHolidayEdit, writeConfirmation } from './store.ts';
import { unedited, workingTime } from './working-time.ts';

const nameShape = z.string().trim().min(1, 'Escriba el nombre del feriado.').max(120);

/** A person says that the list of a year is right: who and when are kept with the dates. */
export async function confirmHolidays(k: Kernel, year: number): Promise<void> {
  const read = checked(yearShape, year);
  await k.transaction(async (k) => {
    const { time } = await workingTime(k);
    const dates = time.agenda.holidays(read).map((one) => one.date);
    await writeConfirmation(k, read, dates);
    await k.acts.write({ verb: 'holidays.confirmed', subject: { kind: 'year', id: String(read) }, detail: { dates } });
    await k.live.tell('calendar', '');
  });
}

/** Adds a day that is not worked, or puts back one that was taken out. Refuses `known-holiday`, `bad-calendar-input`. */
export async function addHoliday(k: Kernel, holiday: { readonly date: string; readonly name: string }): Promise<Moved> {
  const date = checked(dateShape, holiday.date);
  const name = checked(nameShape, holiday.name);
  return changeList(k, date, async (k, { isListed, isHoliday, version }) => {
    if (isHoliday) throw refuse.knownHoliday();
    if (isListed) await endHolidayEdit(k, date, version);
    else await replaceHolidayEdit(k, { date, name }, version);
    return { verb: 'holiday.added', name };
  });
}

/** Takes a day out of the list of its year: it is worked. Refuses `unknown-holiday`. */
export async function removeHoliday(k: Kernel, date: string): Promise<Moved> {
  const read = checked(dateShape, date);
  return changeList(k, read, async (k, { isListed, isHoliday, version }) => {
    if (!isHoliday) throw refuse.unknownHoliday();
    if (isListed) await replaceHolidayEdit(k, { date: read, name: null }, version);
    else await endHolidayEdit(k, read, version);
    return { verb: 'holiday.removed', name: '' };
  });
}

interface Standing {
  /** Whether the list has the date before any edit. */
  readonly isListed: boolean;
  /** Whether it is a holiday now. */
  readonly isHoliday: boolean;
  readonly version: string;
}

function changeList(
  k: Kernel,
  date: string,
  write: (k: Kernel, standing: Standing) => Promise<{ verb: string; name: string }>,
): Promise<Moved> {
  return changeCalendar(k, async (k, version) => {
    const year = Number(date.slice(0, 4));
    const { time, rows } = await workingTime(k);
    const on = (one: { date: string }) => one.date === date;
    const { verb, name } = await write(k, {
      isListed: unedited(rows, year).some(on),
      isHoliday: time.agenda.holidays(year).some(on),
      version,
    });
    await forgetConfirmation(k, year);
    return {
      verb,
      subject: { kind: 'date', id: date },
      detail: { name },
      cause: `${verb}: ${date} ${name}`.trim(),
      span: spanOfDay(dayOf(date) as number),
      closure: null,
    };
  });
}
