import { z } from 'zod';
import { emailShape, nameShape } from '#kernel/shapes';

export const answersShape = z.enum(['requester', 'operator']);

const hoursShape = z.number().int().min(1).max(1000);

export const areaShape = z.object({
  id: z.string(),
  name: z.string(),
  mail: z.string(),
  head: z.string().nullable(),
  /** Who is told that the area's term has passed. */
  headMail: z.string().nullable(),
  /** The area's own term, in working hours; null: 24. */
  hours: z.number().int().nullable(),
  answers: answersShape,
  active: z.boolean(),
});

export const newAreaShape = z.strictObject({
  name: nameShape,
  mail: emailShape,
  head: z.string().trim().max(200).nullish(),
  headMail: emailShape.nullish(),
  hours: hoursShape.nullish(),
  answers: answersShape.default('requester'),
});

export const areaChangeShape = z.strictObject({
  name: nameShape.optional(),
  mail: emailShape.optional(),
  head: z.string().trim().max(200).nullish(),
  headMail: emailShape.nullish(),
  hours: hoursShape.nullish(),
  answers: answersShape.optional(),
  active: z.boolean().optional(),
});

export const personShape = z.object({
  /** The account's id: what `assignee` takes. */
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  /** Whether a conversation can be given to them. */
  assignable: z.boolean(),
});

export type Area = z.infer<typeof areaShape>;
export type Person = z.infer<typeof personShape>;
