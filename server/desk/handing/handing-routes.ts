import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idShape } from '#kernel/shapes';
import { countHeldBy } from './handing-store.ts';
import { handAll } from './hand-all.ts';

/** What somebody holds, handed over whole. */
export const handingRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/hand-overs',
    access: 'conversations.assign',
    summary: 'How many conversations somebody holds that are not resolved',
    query: z.strictObject({ from: idShape }),
    answer: z.object({ conversations: z.number().int() }),
    handle: async (k: Kernel, { query }) => ({ conversations: await countHeldBy(k, query.from) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/hand-overs',
    access: 'conversations.assign',
    summary: 'All that somebody holds and that is not resolved passes to another person, or back to the queue, with its reason',
    body: z.strictObject({ from: idShape, to: idShape.nullable(), reason: z.string().trim().min(1).max(500) }),
    answer: z.object({ conversations: z.number().int() }),
    handle: async (k: Kernel, { body }) => ({ conversations: await handAll(k, body) }),
  }),
];
