import { z } from 'zod';

export const linkTokenShape = z.string().min(1).max(200);
/** Made by the page for each answer: the same again is the same answer. */
export const pageKeyShape = z.string().min(8).max(100);
const endedShape = z.object({
  by: z.string(),
  at: z.string(),
  how: z.enum(['answered', 'returned', 'ended']),
});

/** What an area sees behind its link. */
export const areaPageShape = z.object({
  institution: z.object({ name: z.string(), acronym: z.string().nullable(), department: z.string().nullable() }).nullable(),
  area: z.object({ name: z.string() }),
  conversation: z.object({ number: z.string(), subject: z.string(), mailbox: z.string().nullable(), receivedAt: z.string() }),
  requester: z.object({ name: z.string() }),
  note: z.string(),
  by: z.object({ name: z.string() }),
  askedAt: z.string(),
  dueAt: z.string(),
  /** Of the working time of the term, what is left: 0–1; null once it has ended. */
  share: z.number().nullable(),
  isOverdue: z.boolean(),
  /** Working seconds to the deadline, negative after it; null once it has ended. */
  remainingSeconds: z.number().int().nullable(),
  to: z.enum(['requester', 'operator']),
  state: z.enum(['open', 'answered', 'returned', 'ended', 'expired']),
  ended: endedShape.nullable(),
  /** When the link stops opening. */
  linkUntil: z.string(),
  reminders: z.array(z.object({ kind: z.enum(['half', 'quarter', 'due']), at: z.string() })),
  messages: z.array(
    z.object({
      id: z.string(),
      direction: z.enum(['in', 'out']),
      from: z.object({ name: z.string() }),
      text: z.string(),
      receivedAt: z.string(),
      attachments: z.array(z.object({ name: z.string(), size: z.number(), url: z.string() })),
    }),
  ),
});

export const areaEndShape = z.object({ state: z.enum(['answered', 'returned']), at: z.string() });

/** What a requester sees of the matter. */
export const statusPageShape = z.object({
  institution: z.object({ name: z.string(), acronym: z.string().nullable(), department: z.string().nullable() }).nullable(),
  number: z.string(),
  subject: z.string(),
  requester: z.object({ name: z.string() }),
  /** received: with us · area: with an area · answered · closed */
  state: z.enum(['received', 'area', 'answered', 'closed']),
  /** The area that has it; null where none does. */
  area: z.object({ name: z.string() }).nullable(),
  steps: z.array(
    z.object({
      kind: z.enum(['received', 'escalated', 'reminded', 'returned', 'reviewing', 'answered']),
      state: z.enum(['done', 'now', 'next']),
      at: z.string().nullable(),
      /** The area, or whoever passed it on. */
      area: z.string().nullable(),
      by: z.string().nullable(),
    }),
  ),
  /** The deadline of our answer; null where nothing waits. */
  dueAt: z.string().nullable(),
  answers: z.array(z.object({ at: z.string(), from: z.object({ name: z.string() }), text: z.string() })),
  /** What was promised has passed without an answer. */
  isOverdue: z.boolean(),
  linkUntil: z.string(),
});

export type AreaPage = z.infer<typeof areaPageShape>;
export type StatusPage = z.infer<typeof statusPageShape>;
