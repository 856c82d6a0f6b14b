import type { Kernel } from '#kernel';
import { changeCalendar, checked, type Moved } from './change.ts';
import { dayOf, spanOfDay } from './civil.rules.ts';
import type { Week } from './day.rules.ts';
import { readCalendarFile } from './file.ts';
import { refuse } from './refusals.ts';
import { type CalendarFile, dateShape, type NewOverride, newOverrideShape, weekShape } from './shapes.ts';
import { endFileRows, endOverride, insertClosure, replaceOverride, replaceSchedule } from './store.ts';
import { mainService, workingTime } from './working-time.ts';

/**
 * Sets a service's schedule from a calendar file. Overrides, closures and holidays of the file rule until the next file;
 * what persons declared one by one stays. Refuses `bad-calendar-file`, `never-opens`.
 */
export async function setSchedule(k: Kernel, file: unknown, service = mainService): Promise<Moved> {
  const { week, overrides = [], closures = [], holidays = null } = readCalendarFile(file);
  return changeCalendar(k, async (k, version) => {
    await endFileRows(k, service, version);
    await replaceSchedule(k, { service, week, holidays }, version);
    for (const { date, intervals, reason = '' } of overrides)
      await replaceOverride(k, { service, date, intervals, reason, ofFile: true, version });
    for (const { date, from = null, to = null, reason = '' } of closures) {
      await insertClosure(k, { service, date, from, to, reason, ofFile: true, version });
    }
    return scheduleChanged(service, { week, overrides, closures, holidays });
  });
}

/** Sets the weekly hours of a service alone. Refuses `bad-calendar-input`, `never-opens`. */
export async function changeWeek(k: Kernel, week: Week, service = mainService): Promise<Moved> {
  const read = checked(weekShape, week) as Week;
  return changeCalendar(k, async (k, version) => {
    const { rows } = await workingTime(k, service);
    await replaceSchedule(k, { service, week: read, holidays: rows.schedule.holidays }, version);
    return scheduleChanged(service, { before: rows.schedule.week, week: read });
  });
}

function scheduleChanged(service: string, detail: Record<string, unknown> | Required<Omit<CalendarFile, 'holidays'>>) {
  return {
    verb: 'schedule.changed',
    subject: { kind: 'schedule', id: service },
    detail: { ...detail },
    cause: `schedule: ${service}`,
    span: null,
    closure: null,
  };
}

/** Gives a date hours of its own, which win over weekday and holiday. Refuses `bad-calendar-input`. */
export async function declareOverride(k: Kernel, override: NewOverride, service = mainService): Promise<Moved & { readonly id: string }> {
  const { date, intervals, reason } = checked(newOverrideShape, override);
  let id = '';
  const { moved } = await changeCalendar(k, async (k, version) => {
    id = await replaceOverride(k, { service, date, intervals, reason, ofFile: false, version });
    return { verb: 'override.declared', reason, detail: { date, intervals }, ...dated('override', date, reason) };
  });
  return { id, moved };
}

/** The date goes by its weekday again. Refuses `unknown-override`. */
export async function annulOverride(k: Kernel, date: string, service = mainService): Promise<Moved> {
  const read = checked(dateShape, date);
  return changeCalendar(k, async (k, version) => {
    if (!(await endOverride(k, service, read, version))) throw refuse.unknownOverride();
    return { verb: 'override.annulled', ...dated('override-annulled', read, '') };
  });
}

function dated(kind: string, date: string, words: string) {
  return {
    subject: { kind: 'date', id: date },
    cause: `${kind}: ${date} ${words}`.trim(),
    span: spanOfDay(dayOf(date) as number),
    closure: null,
  };
}
