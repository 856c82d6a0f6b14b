import { z } from 'zod';
import { timeShape } from '#calendar/shapes';

export const kinds = [
  'mentioned',
  'assigned',
  'passed-on',
  'taken-over',
  'returned',
  'wrote-again',
  'not-delivered',
  'due-soon',
  'late',
] as const;
export const kindShape = z.enum(kinds);

/** What a person chooses about: several kinds are one matter. */
export const topics = ['mention', 'assignment', 'loss', 'answer', 'delivery', 'due'] as const;
export const topicShape = z.enum(topics);

/** Outside the console: at once, with the next opening's mail, or not. */
export const mannerShape = z.enum(['now', 'digest', 'off']);

export const noticeShape = z.object({
  id: z.string(),
  kind: kindShape,
  topic: topicShape,
  at: z.string(),
  isRead: z.boolean(),
  /** Who did it; null where nobody is meant. */
  by: z.string().nullable(),
  /** Of how many conversations it speaks. */
  count: z.number().int(),
  trouble: z.enum(['held-back', 'bounced', 'rejected', 'uncertain']).nullable(),
  dueAt: z.string().nullable(),
  /** Where it leads; null: to one's own conversations. */
  conversation: z.object({ id: z.string(), number: z.string(), subject: z.string(), requester: z.string() }).nullable(),
});

const times = z
  .tuple([timeShape, timeShape])
  .refine(([from, to]) => from !== to, { error: 'El principio y el final no pueden ser la misma hora.' });

export const preferencesShape = z.strictObject({
  topics: z.strictObject(Object.fromEntries(topics.map((one) => [one, mannerShape])) as Record<Topic, typeof mannerShape>),
  /** Local times between which nothing leaves the console; over midnight where the second is earlier. */
  quiet: times.nullable(),
  byMail: z.boolean(),
  sound: z.boolean(),
});

export type Kind = z.infer<typeof kindShape>;
export type Topic = z.infer<typeof topicShape>;
export type Manner = z.infer<typeof mannerShape>;
export type NoticeItem = z.infer<typeof noticeShape>;
export type Trouble = NonNullable<NoticeItem['trouble']>;
export type Preferences = z.infer<typeof preferencesShape>;
