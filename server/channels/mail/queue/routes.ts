import { z } from 'zod';
import { defineRoute, type Kernel, pageQuery } from '#kernel';
import { idShape } from '#kernel/shapes';
import { queueItemShape } from '../shapes.ts';
import { listQueue } from './queue.ts';
import { queueStates } from './queue-store.ts';

const list = defineRoute({
  method: 'GET',
  path: '/outgoing',
  access: 'outgoing.read',
  summary:
    'Mail of ours that has not arrived, newest first: it waits, is being tried, is uncertain, held back, refused, has come back or was cancelled',
  query: z.strictObject({ state: z.enum(queueStates).optional(), mailbox: idShape.optional(), ...pageQuery }),
  answer: z.object({
    items: z.array(queueItemShape),
    /** Up to 1,000 each. */
    counts: z.record(z.enum(queueStates), z.number().int()),
    next: z.string().nullable(),
  }),
  handle: (k: Kernel, { query }) => listQueue(k, query),
});

export const queueRoutes = [list];
