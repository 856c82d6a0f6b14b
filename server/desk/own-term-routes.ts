import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { setOwnTerm } from './own-term.ts';

/** Conversations with a term of their own. */
export const ownTermRoutes: readonly Route[] = [
  defineRoute({
    method: 'PUT',
    path: '/conversations/:id/own-term',
    access: 'conversations.reply',
    summary: 'Says that it asks for public information (Law 200-04) or complains; null takes it back',
    params: idParams,
    body: z.strictObject({ kind: z.enum(['information', 'complaint']).nullable(), reason: z.string().trim().max(1000).nullish() }),
    handle: async (k: Kernel, { params, body }) => {
      await setOwnTerm(k, params.id, body.kind, body.reason || null);
      return {};
    },
  }),
];
