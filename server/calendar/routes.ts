import { z } from 'zod';
import { defineRoute, type Kernel, readInstant } from '#kernel';
import { previewOf } from './change.ts';
import { annulClosure, declareClosure, previewClosure } from './closures.ts';
import { calculate, type DeadlineQuestion } from './deadline.ts';
import { addHoliday, confirmHolidays, removeHoliday } from './holidays.ts';
import { refuse } from './refusals.ts';
import { annulOverride, changeWeek, declareOverride } from './schedule.ts';
import { calendarShape, dateShape, newClosureShape, newOverrideShape, previewShape, serviceShape, weekShape, yearShape } from './shapes.ts';
import { showCalendar } from './show.ts';
import { workingTime } from './working-time.ts';

const movedShape = z.object({ moved: z.number().int() });
const madeShape = z.object({ id: z.string(), moved: z.number().int() });
const byDate = z.strictObject({ date: dateShape });
const byYear = z.strictObject({ year: yearShape });
const holidayBody = z.strictObject({ date: dateShape, name: z.string().trim().min(1).max(120) });
const weekBody = z.strictObject({ week: weekShape });

const show = defineRoute({
  method: 'GET',
  path: '/calendar',
  access: 'calendar.read',
  summary: 'Weekly hours, exceptions, and the holidays of a year with their confirmation',
  query: z.strictObject({ service: serviceShape.optional(), year: yearShape.optional() }),
  answer: calendarShape,
  handle: (k: Kernel, { query }) => showCalendar(k, query),
});

const putSchedule = defineRoute({
  method: 'PUT',
  path: '/calendar/schedule',
  access: 'calendar.change',
  summary: 'Set the weekly hours; open deadlines move',
  body: weekBody,
  answer: movedShape,
  handle: (k: Kernel, { body }) => changeWeek(k, body.week),
});

const postClosure = defineRoute({
  method: 'POST',
  path: '/calendar/closures',
  access: 'calendar.change',
  summary: 'Declare a closure for a day or a part of one, also afterwards',
  body: newClosureShape,
  answer: madeShape,
  status: 201,
  handle: (k: Kernel, { body }) => declareClosure(k, body),
});

const deleteClosure = defineRoute({
  method: 'DELETE',
  path: '/calendar/closures/:id',
  access: 'calendar.change',
  summary: 'Take a closure back; it stays to be read',
  params: z.strictObject({ id: z.string() }),
  answer: movedShape,
  handle: (k: Kernel, { params }) => annulClosure(k, params.id),
});

const putOverride = defineRoute({
  method: 'PUT',
  path: '/calendar/overrides/:date',
  access: 'calendar.change',
  summary: 'Give a date hours of its own, which win over weekday and holiday',
  params: byDate,
  body: newOverrideShape.omit({ date: true }),
  answer: madeShape,
  handle: (k: Kernel, { params, body }) => declareOverride(k, { ...body, date: params.date }),
});

const deleteOverride = defineRoute({
  method: 'DELETE',
  path: '/calendar/overrides/:date',
  access: 'calendar.change',
  summary: 'Let a date go by its weekday again',
  params: byDate,
  answer: movedShape,
  handle: (k: Kernel, { params }) => annulOverride(k, params.date),
});

const confirmYear = defineRoute({
  method: 'POST',
  path: '/calendar/holidays/:year/confirm',
  access: 'calendar.change',
  summary: 'Say that the list of holidays of a year is right',
  params: byYear,
  answer: calendarShape,
  handle: async (k: Kernel, { params }) => {
    await confirmHolidays(k, params.year);
    return showCalendar(k, { year: params.year });
  },
});

const postHoliday = defineRoute({
  method: 'POST',
  path: '/calendar/holidays',
  access: 'calendar.change',
  summary: 'Add a day that is not worked, or put one back',
  body: holidayBody,
  answer: movedShape,
  status: 201,
  handle: (k: Kernel, { body }) => addHoliday(k, body),
});

const deleteHoliday = defineRoute({
  method: 'DELETE',
  path: '/calendar/holidays/:date',
  access: 'calendar.change',
  summary: 'Take a day out of the list: it is worked',
  params: byDate,
  answer: movedShape,
  handle: (k: Kernel, { params }) => removeHoliday(k, params.date),
});

const preview = defineRoute({
  method: 'POST',
  path: '/calendar/preview',
  access: 'calendar.change',
  summary: 'How many open deadlines a change would move; nothing is kept',
  body: z.union([
    z.strictObject({ closure: newClosureShape }),
    z.strictObject({ annul: z.string() }),
    z.strictObject({ schedule: weekBody }),
    z.strictObject({ override: newOverrideShape }),
    z.strictObject({ holiday: holidayBody }),
    z.strictObject({ withoutHoliday: dateShape }),
  ]),
  answer: previewShape,
  handle: (k: Kernel, { body }) => {
    if ('closure' in body) return previewClosure(k, body.closure);
    if ('annul' in body) return previewOf(k, (k) => annulClosure(k, body.annul));
    if ('schedule' in body) return previewOf(k, (k) => changeWeek(k, body.schedule.week));
    if ('override' in body) return previewOf(k, (k) => declareOverride(k, body.override));
    if ('holiday' in body) return previewOf(k, (k) => addHoliday(k, body.holiday));
    return previewOf(k, (k) => removeHoliday(k, body.withoutHoliday));
  },
});

const instantShape = z.string().transform((text, context) => {
  const at = readInstant(text);
  if (at === null) context.addIssue('El instante se escribe con su zona, por ejemplo 2026-11-24T10:40:00-04:00.');
  return at ?? Number.NaN;
});

const deadlineQuery = z.strictObject({
  from: instantShape.optional(),
  to: instantShape.optional(),
  hours: z.coerce.number().min(0).max(1e6).optional(),
  back: z.enum(['true', 'false']).optional(),
  days: z.coerce.number().int().min(0).max(1e5).optional(),
  month: z.string().optional(),
  workingDay: z.coerce.number().int().min(1).max(31).optional(),
});

const deadline = defineRoute({
  method: 'GET',
  path: '/deadline',
  access: 'calendar.read',
  summary: 'Calculate working time: from and hours (back), from and days, from and to, or month and workingDay',
  query: deadlineQuery,
  answer: z.object({ due: z.string().optional(), seconds: z.number().optional(), date: z.string().optional() }),
  handle: async (k: Kernel, { query }) => {
    const question = questionOf(query);
    if (!question) throw refuse.badQuestion();
    return calculate((await workingTime(k)).time, question);
  },
});

/** The one question that was asked; null where it is none, or more than one. */
function questionOf({ from, to, hours, back, days, month, workingDay }: z.infer<typeof deadlineQuery>): DeadlineQuestion | null {
  const asked = [to, hours, days, month].filter((one) => one !== undefined).length;
  if (asked !== 1 || (from === undefined) !== (month !== undefined)) return null;
  if (month !== undefined) return workingDay === undefined ? null : { kind: 'nth', month, n: workingDay };
  const start = from as number;
  if (to !== undefined) return { kind: 'elapsed', from: start, to };
  if (days !== undefined) return { kind: 'days', from: start, days };
  return { kind: back === 'true' ? 'back' : 'hours', from: start, hours: hours as number };
}

export const routes = [
  show,
  putSchedule,
  postClosure,
  deleteClosure,
  putOverride,
  deleteOverride,
  confirmYear,
  postHoliday,
  deleteHoliday,
  preview,
  deadline,
];
