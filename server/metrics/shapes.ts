import { z } from 'zod';
import { figureIds } from './figure.rules.ts';

export const figureShape = z.enum(figureIds);
const name = z.string().trim().min(1).max(200);

/** Which facts: dates are local and both inclusive, the running month where neither is given. Filters narrow. */
export const wishQuery = {
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
  mailbox: name.optional(),
  /** An account's id; 'none': nobody has it; 'elsewhere': answered outside the product; 'area': by an area. */
  operator: z
    .string()
    .regex(/^(?:\d{1,18}|none|elsewhere|area)$/)
    .optional(),
  /** By its name: conversations that were handed to it. */
  area: name.optional(),
};
export const wishShape = z.strictObject(wishQuery);
export type Wish = z.infer<typeof wishShape>;

const seconds = z.number().nullable();
/** One line of figures; `counts` has a number for each figure that the line can have. */
export const lineShape = z.object({
  /** Of the operator or mailbox; an area's name; empty for the whole. */
  id: z.string(),
  name: z.string(),
  counts: z.partialRecord(figureShape, z.number().int()),
  /** Working seconds to the first human answer (of an area to its own): median and p90; null without facts. */
  p50: seconds,
  p90: seconds,
  /** In time: met/(met + late); null without facts. */
  rate: z.number().nullable(),
  answeredRate: z.number().nullable(),
});
export type Line = z.infer<typeof lineShape>;

const choice = z.object({ id: z.string(), name: z.string() });
export const figuresShape = z.object({
  at: z.string(),
  from: z.string(),
  to: z.string(),
  reading: z.enum(['schedule-hours', 'working-days']),
  total: lineShape,
  operators: z.array(lineShape),
  mailboxes: z.array(lineShape),
  areas: z.array(lineShape),
  /** What can be chosen in this period. */
  choices: z.object({ operators: z.array(choice), mailboxes: z.array(choice), areas: z.array(choice) }),
});
export type Figures = z.infer<typeof figuresShape>;

export const rowShape = z.object({
  id: z.string(),
  at: z.string(),
  conversation: z.object({ id: z.string(), number: z.string(), subject: z.string() }),
  requester: z.object({ name: z.string(), email: z.string() }),
  mailbox: z.string().nullable(),
  operator: choice,
  area: z.string().nullable(),
  openedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  settledAt: z.string().nullable(),
  settledBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  /** Of working time: to the answer, or of what waits until now. */
  seconds,
});
export type FigureRow = z.infer<typeof rowShape>;
