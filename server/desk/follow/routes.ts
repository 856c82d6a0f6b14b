import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { follow, unfollow } from './follow.ts';

/** Keeping an eye on a conversation that is not one's own. */
export const followRoutes: readonly Route[] = [
  defineRoute({
    method: 'PUT',
    path: '/conversations/:id/following',
    access: 'conversations.follow',
    summary: 'Follows the conversation: it stands under «Seguidas»',
    params: idParams,
    body: z.strictObject({}),
    answer: z.object({}),
    handle: (k: Kernel, { params }) => follow(k, params.id).then(() => ({})),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/conversations/:id/following',
    access: 'conversations.follow',
    summary: 'Follows it no more',
    params: idParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => unfollow(k, params.id).then(() => ({})),
  }),
];
