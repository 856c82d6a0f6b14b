import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { leaveNow } from './depart.ts';

export const laterRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/messages/:id/leaving',
    access: 'conversations.reply',
    summary: 'Sends at once an answer of one’s own that waits for its hour',
    params: idParams,
    body: z.strictObject({}),
    answer: z.object({}),
    handle: (k: Kernel, { params }) => leaveNow(k, params.id).then(() => ({})),
  }),
];
