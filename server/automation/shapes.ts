import { z } from 'zod';
import { idShape } from '#kernel/shapes';

const words = z.array(z.string().trim().min(1).max(100)).min(1).max(30);
const isNot = z.boolean().default(false);

/** One thing that has to hold of a message. Words: any of them, whole, whatever their accents and capitals. */
export const conditionShape = z.discriminatedUnion('field', [
  z.strictObject({ field: z.enum(['subject', 'text', 'either']), words, isNot }),
  /** Addresses, or domains with their at sign. */
  z.strictObject({ field: z.literal('sender'), among: words, isNot }),
  /** Addresses of ours. */
  z.strictObject({ field: z.literal('mailbox'), among: words, isNot }),
  /** It brings a file; it begins a conversation; it came when nobody attends. */
  z.strictObject({ field: z.enum(['attachment', 'first', 'outside']), is: z.boolean() }),
]);

/** One thing to do. None of them answers a requester nor ends an obligation: that is for people. */
export const actionShape = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('tag'), tag: idShape }),
  z.strictObject({ do: z.literal('assign'), account: idShape }),
  z.strictObject({ do: z.literal('own-term'), kind: z.enum(['information', 'complaint']) }),
  z.strictObject({ do: z.literal('note'), text: z.string().trim().min(1).max(2000) }),
]);

export const conditionsShape = z.array(conditionShape).min(1).max(20);
export const actionsShape = z.array(actionShape).min(1).max(10);

export const ruleWordsShape = z.strictObject({
  name: z.string().trim().min(1).max(80),
  conditions: conditionsShape,
  actions: actionsShape,
  isLast: z.boolean().default(false),
});

export const ruleShape = z.object({
  id: z.string(),
  name: z.string(),
  isOn: z.boolean(),
  conditions: conditionsShape,
  actions: actionsShape,
  isLast: z.boolean(),
  version: z.number().int(),
  changedAt: z.string(),
  changedBy: z.string(),
  /** Why it stopped by itself. */
  stoppedWhy: z.enum(['too-many']).nullable(),
  /** Messages it acted on in the last thirty days. */
  acted: z.number().int(),
  lastAt: z.string().nullable(),
});

const messageShape = z.object({
  conversation: z.object({ id: z.string(), number: z.string(), subject: z.string() }),
  from: z.string(),
  at: z.string(),
});

export const rehearsalShape = z.object({
  /** Messages of the last thirty days that were looked at, the newest up to 500. */
  looked: z.number().int(),
  matched: z.number().int(),
  /** The newest that it would have acted on. */
  items: z.array(messageShape),
});

export const runShape = z.object({
  id: z.string(),
  conversation: z.object({ id: z.string(), number: z.string(), subject: z.string() }),
  at: z.string(),
  outcome: z.enum(['done', 'refused', 'held']),
  version: z.number().int(),
  /** What was done, or why it was not; Spanish and English. */
  said: z.array(z.object({ es: z.string(), en: z.string() })),
});

export type Condition = z.infer<typeof conditionShape>;
export type Action = z.infer<typeof actionShape>;
export type RuleWords = z.infer<typeof ruleWordsShape>;
export type RuleItem = z.infer<typeof ruleShape>;
export type Rehearsal = z.infer<typeof rehearsalShape>;
export type RunItem = z.infer<typeof runShape>;
