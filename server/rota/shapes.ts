import { z } from 'zod';

export const dutyShape = z.enum(['mail', 'chat']);
export const absenceKindShape = z.enum(['vacation', 'leave', 'sick', 'training', 'other']);

export const someoneShape = z.object({ id: z.string(), name: z.string() });

export const entryShape = z.object({
  person: someoneShape,
  setAt: z.string(),
  setBy: z.string(),
  reason: z.string().nullable(),
});

export const rotaDayShape = z.object({
  date: z.string(),
  isWorking: z.boolean(),
  /** Why it is not worked: the holiday's name, or null at a weekend or closure. */
  holiday: z.string().nullable(),
  mail: entryShape.nullable(),
  chat: entryShape.nullable(),
  /** Duties of a working day that nobody available holds. */
  gaps: z.array(dutyShape),
});

export const absenceShape = z.object({
  id: z.string(),
  person: someoneShape,
  from: z.string(),
  to: z.string(),
  kind: absenceKindShape,
  reason: z.string().nullable(),
  substitute: someoneShape.nullable(),
  saidAt: z.string(),
  saidBy: z.string(),
});

export const designationShape = z.object({
  id: z.string(),
  person: someoneShape,
  since: z.string(),
  until: z.string().nullable(),
  reason: z.string().nullable(),
  madeBy: z.string(),
});

export const shareShape = z.object({
  person: someoneShape,
  mail: z.number().int(),
  chat: z.number().int(),
  /** Duties that an even share by the days one is available would give. */
  expected: z.number().int(),
});

export const rotaChangeShape = z.object({
  at: z.string(),
  by: z.string(),
  date: z.string(),
  duty: dutyShape,
  before: z.string().nullable(),
  after: z.string().nullable(),
  reason: z.string().nullable(),
});

export const proposedShape = z.object({ date: z.string(), duty: dutyShape, person: someoneShape });

export const rotaShape = z.object({
  from: z.string(),
  to: z.string(),
  today: z.string(),
  /** From when on each working day owes its operators; null while the service has not begun (docs/decisions/0011). */
  since: z.string().nullable(),
  days: z.array(rotaDayShape),
  people: z.array(someoneShape),
  share: z.array(shareShape),
  absences: z.array(absenceShape),
  designations: z.array(designationShape),
  /** The last first. */
  changes: z.array(rotaChangeShape),
  /** For the gaps from today on; nothing of it holds until it is confirmed. */
  proposal: z.array(proposedShape),
});

export const dutyTodayShape = z.object({
  /** Today where it is worked, and the next working day. */
  days: z.array(rotaDayShape),
  proposal: z.array(proposedShape),
  /** What the reader is on duty for today. */
  mine: z.array(dutyShape),
});

export type Duty = z.infer<typeof dutyShape>;
export type AbsenceKind = z.infer<typeof absenceKindShape>;
export type RotaView = z.infer<typeof rotaShape>;
export type RotaDay = z.infer<typeof rotaDayShape>;
export type Proposed = z.infer<typeof proposedShape>;
export type DutyToday = z.infer<typeof dutyTodayShape>;
