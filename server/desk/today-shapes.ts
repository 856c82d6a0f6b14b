import { z } from 'zod';

const someoneShape = z.object({ id: z.string(), name: z.string() });

export const scopeShape = z.enum(['mine', 'all']);

/** Something that is owed, with what mends it. */
export const dueItemShape = z.object({
  /** Of the obligation; of a place of the rota that is owed later `rota-2026-11-25-mail`. */
  id: z.string(),
  /** answer: a requester waits · area: an area owes · rota: nobody is on duty */
  kind: z.enum(['answer', 'area', 'rota']),
  clause: z.string(),
  basis: z.enum(['text', 'target']),
  obligation: z.string().nullable(),
  dueAt: z.string(),
  isOverdue: z.boolean(),
  /** Working seconds to the deadline, negative after it. */
  remainingSeconds: z.number().int(),
  /** Of the working time of the term, what is left: 0–1. */
  share: z.number(),
  conversation: z
    .object({
      id: z.string(),
      number: z.string(),
      subject: z.string(),
      requester: z.string(),
      mailbox: z.string().nullable(),
      assignee: someoneShape.nullable(),
    })
    .nullable(),
  area: z.object({ name: z.string(), escalation: z.string(), reminders: z.number().int() }).nullable(),
  rota: z
    .object({
      date: z.string(),
      duty: z.enum(['mail', 'chat']),
      /** Owed before the opening of that day, not by a closing. */
      isBeforeOpening: z.boolean(),
      proposed: someoneShape.nullable(),
    })
    .nullable(),
});

export const dueGroupShape = z.object({
  items: z.array(dueItemShape),
  total: z.number().int(),
  /** There are more than were counted. */
  isMore: z.boolean(),
  /** Of them, terms of the text of the procedure; the others are targets of ours. */
  texts: z.number().int(),
});

export const todayShape = z.object({
  at: z.string(),
  reading: z.enum(['schedule-hours', 'working-days']),
  overdue: dueGroupShape,
  today: dueGroupShape,
  week: dueGroupShape,
  /** What comes first after this week. */
  next: dueItemShape.nullable(),
});

export const shiftShape = z.object({
  at: z.string(),
  reading: z.enum(['schedule-hours', 'working-days']),
  /** What the reader is on duty for today. */
  duties: z.array(z.enum(['mail', 'chat'])),
  /** Whoever else is on duty today, by duty. */
  others: z.object({ mail: someoneShape.nullable(), chat: someoneShape.nullable() }),
  isWorkingDay: z.boolean(),
  counts: z.object({
    toAnswer: z.number().int(),
    unassigned: z.number().int(),
    overdue: z.number().int(),
    mine: z.number().int(),
    answeredToday: z.number().int(),
  }),
  /** What expires first of what is theirs, and of what the duty of the day owes. */
  next: dueGroupShape,
  /** From today on. */
  turns: z.array(z.object({ date: z.string(), duties: z.array(z.enum(['mail', 'chat'])) })),
  absences: z.array(z.object({ id: z.string(), from: z.string(), to: z.string(), kind: z.string(), reason: z.string().nullable() })),
  /** Spells of 5.3 due this month that the reader ended; median working seconds, null without any. */
  figures: z.object({ month: z.string(), met: z.number().int(), late: z.number().int(), medianSeconds: z.number().nullable() }),
});

export type DueItem = z.infer<typeof dueItemShape>;
export type DueGroup = z.infer<typeof dueGroupShape>;
export type Today = z.infer<typeof todayShape>;
export type Shift = z.infer<typeof shiftShape>;
