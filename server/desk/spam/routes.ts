import { z } from 'zod';
import { defineRoute, iso, type Kernel, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { markSpam, releaseSpam } from './mark.ts';
import { blockSender, forgetSender } from './senders.ts';
import { senderRules } from './sender-store.ts';
import { senderShape } from './shapes.ts';

/** What is unwanted, and from whom. */
export const spamRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/conversations/:id/spam',
    access: 'conversations.setAside',
    summary:
      'Marks it as unwanted with a reason: what it owes is set aside, counted apart. `teaches`: its sender’s next mail goes there too',
    params: idParams,
    body: z.strictObject({ reason: z.string().max(1000) }),
    answer: z.object({ teaches: z.boolean() }),
    handle: async (k: Kernel, { params, body }) => ({ teaches: await markSpam(k, params.id, body.reason) }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/conversations/:id/spam',
    access: 'conversations.setAside',
    summary: 'Releases it: its 5.3 opens from its receipt, late where it is late',
    params: idParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => releaseSpam(k, params.id).then(() => ({})),
  }),
  defineRoute({
    method: 'GET',
    path: '/senders',
    access: 'conversations.read',
    summary: 'What was said of senders and decides where their next mail goes, the last said first',
    answer: z.object({ items: z.array(senderShape), next: z.null() }),
    handle: async (k: Kernel) => ({
      items: (await senderRules(k)).map(({ conversationId, saidAt, saidBy, lastHitAt, ...rule }) => ({
        ...rule,
        conversation: conversationId,
        by: saidBy,
        at: iso(saidAt),
        lastHitAt: lastHitAt === null ? null : iso(lastHitAt),
      })),
      next: null,
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/senders',
    access: 'senders.block',
    summary: 'Blocks an address, or a domain with those below it: its mail goes to «No deseados», never away',
    body: z.strictObject({ sender: z.string().max(320), reason: z.string().trim().max(500).optional() }),
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: async (k: Kernel, { body }) => ({ id: await blockSender(k, body.sender, body.reason || null) }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/senders/:id',
    access: 'senders.block',
    summary: 'Takes back what was said of a sender',
    params: idParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => forgetSender(k, params.id).then(() => ({})),
  }),
];
