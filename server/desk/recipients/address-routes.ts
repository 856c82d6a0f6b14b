import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idShape } from '#kernel/shapes';
import { knownAddressShape } from '../shapes.ts';
import { findAddresses } from './find-addresses.ts';

export const addressRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/addresses',
    access: 'conversations.reply',
    summary: 'Addresses that hold what is being typed: of the conversation, of the institution, of whoever has written',
    query: z.strictObject({ q: z.string().max(200), conversation: idShape.optional() }),
    answer: z.object({ items: z.array(knownAddressShape), next: z.null() }),
    handle: async (k: Kernel, { query }) => ({ items: await findAddresses(k, query.q, query.conversation ?? null), next: null }),
  }),
];
