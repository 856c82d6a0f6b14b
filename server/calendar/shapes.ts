import { z } from 'zod';
import { dayOf, minuteOf } from './civil.rules.ts';

export const dateShape = z.string().refine((date) => dayOf(date) !== null && date >= '1900-01-01' && date < '2300-01-01', {
  error: 'La fecha se escribe AAAA-MM-DD y debe existir, por ejemplo 2026-11-24.',
});
export const timeShape = z.string().refine((time) => minuteOf(time) !== null, { error: 'La hora se escribe HH:MM, entre 00:00 y 24:00.' });
export const openingShape = z
  .tuple([timeShape, timeShape])
  .refine(([from, to]) => from < to, { error: 'El cierre debe ser después de la apertura.' });

/** As a file may hold them: what overlaps is one time of work. */
const looseOpenings = z.array(openingShape).max(48);
/** As a person enters them: an overlap is a slip. */
export const openingsShape = looseOpenings.refine(
  (openings) =>
    [...openings]
      .sort((a, b) => (a[0] < b[0] ? -1 : 1))
      .every(([from], index, sorted) => index === 0 || (sorted[index - 1]?.[1] ?? '') <= from),
  {
    error: 'Los tramos de un día no pueden encimarse.',
  },
);

export const weekShape = weekOf(openingsShape);
const looseWeek = weekOf(looseOpenings);

function weekOf<T extends z.ZodType>(openings: T) {
  const one = openings.optional();
  return z.strictObject({ mon: one, tue: one, wed: one, thu: one, fri: one, sat: one, sun: one });
}

export const reasonShape = z.string().trim().min(1, 'Escriba el motivo.').max(500);

export const overrideShape = z.strictObject({ date: dateShape, intervals: looseOpenings, reason: z.string().max(500).optional() });

export const closureShape = z
  .strictObject({ date: dateShape, from: timeShape.optional(), to: timeShape.optional(), reason: z.string().max(500).optional() })
  .refine(({ from = '00:00', to = '24:00' }) => from < to, { error: 'El cierre debe terminar después de empezar.' });

/** One entry of `schedules` in the working-time cases; what `--calendar` and `schedule set` read. */
export const calendarFileShape = z.strictObject({
  week: looseWeek,
  overrides: z.array(overrideShape).optional(),
  closures: z.array(closureShape).optional(),
  holidays: z.array(dateShape).optional(),
});

/** A closure as a person declares it: the reason is a must. */
export const newClosureShape = z
  .strictObject({ date: dateShape, from: timeShape.optional(), to: timeShape.optional(), reason: reasonShape })
  .refine(({ from = '00:00', to = '24:00' }) => from < to, { error: 'El cierre debe terminar después de empezar.' });

export const newOverrideShape = z.strictObject({ date: dateShape, intervals: openingsShape, reason: reasonShape });

export const serviceShape = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/, 'El servicio se escribe en minúsculas, por ejemplo default.');
export const yearShape = z.coerce.number().int().min(1990).max(2100);

export const holidayShape = z.object({
  date: z.string(),
  name: z.string(),
  /** The day of the calendar; where it differs it is worked. */
  legalDate: z.string(),
  source: z.enum(['official', 'computed', 'own']),
});

export const closureItemShape = z.object({
  id: z.string(),
  date: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string(),
  declaredBy: z.string(),
  declaredAt: z.string(),
});

export const overrideItemShape = z.object({
  id: z.string(),
  date: z.string(),
  intervals: z.array(z.tuple([z.string(), z.string()])),
  reason: z.string(),
  declaredBy: z.string(),
  declaredAt: z.string(),
});

export const calendarShape = z.object({
  service: z.string(),
  version: z.string(),
  schedule: z.object({ week: looseWeek, since: z.string(), by: z.string() }),
  overrides: z.array(overrideItemShape),
  closures: z.array(closureItemShape),
  holidays: z.object({
    year: z.number().int(),
    /** Whether every day of the list agrees with the announced calendar, or comes from the rule of the law. */
    source: z.enum(['official', 'computed']),
    confirmed: z.object({ at: z.string(), by: z.string() }).nullable(),
    items: z.array(holidayShape),
    /** Days of the list that a person took out. */
    removed: z.array(z.string()),
  }),
  /** The year whose list waits for a person's word, if any. */
  askFor: z.number().int().nullable(),
  /** Whether the schedule is open now, until when, or when it opens next (null: never). */
  now: z.object({ isOpen: z.boolean(), changesAt: z.string().nullable() }),
});

export const readingShape = z.enum(['schedule-hours', 'working-days']);

const explainedClosureShape = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string().nullable(),
  declaredBy: z.string().nullable(),
  declaredAt: z.string().nullable(),
});

/** One day of a deadline's arithmetic. Times of day 'HH:MM'. */
export const dayRowShape = z.object({
  date: z.string(),
  weekday: z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']),
  /** first: from the arrival · full · last: until the deadline · only: both · off: outside the schedule · holiday · closed: by a closure */
  kind: z.enum(['first', 'full', 'last', 'only', 'off', 'holiday', 'closed']),
  scheduled: z.array(z.tuple([z.string(), z.string()])),
  /** What of the day counted. */
  counted: z.array(z.tuple([z.string(), z.string()])),
  seconds: z.number(),
  /** Seconds counted up to the end of this day. */
  total: z.number(),
  /** Its number among the working days after day zero; null where it counts as none. */
  workingDay: z.number().int().nullable(),
  holiday: holidayShape.nullable(),
  override: z.object({ reason: z.string().nullable() }).nullable(),
  closures: z.array(explainedClosureShape),
});

export const explanationShape = z.object({
  openedAt: z.string(),
  /** The opening instant, or the next opening where it fell outside the schedule. */
  clockStartsAt: z.string(),
  /** The term in working hours (null where it is set in days), and in working days. */
  hours: z.number().nullable(),
  days: z.number().int(),
  /** The reading in force. */
  reading: readingShape,
  /** The reading in force first, each with its days. */
  readings: z.array(z.object({ reading: readingShape, dueAt: z.string(), rows: z.array(dayRowShape) })),
  schedule: z.object({ week: looseWeek, since: z.string(), by: z.string() }),
  /** Years of the span whose holidays no person has confirmed yet. */
  unconfirmedYears: z.array(z.number().int()),
  /** Closures of the span that rule now but not in the version that judged the deadline: declared later, they left it as it was. */
  laterClosures: z.array(explainedClosureShape.extend({ date: z.string() })),
  version: z.string(),
});

export const previewShape = z.object({ moved: z.number().int() });

export type CalendarFile = z.infer<typeof calendarFileShape>;
export type NewClosure = z.infer<typeof newClosureShape>;
export type NewOverride = z.infer<typeof newOverrideShape>;
export type CalendarDocument = z.infer<typeof calendarShape>;
export type DayRow = z.infer<typeof dayRowShape>;
export type Explanation = z.infer<typeof explanationShape>;
