import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { refuse } from '../refusals.ts';
import { forward, replyInSide } from './forward.ts';

const addresses = z.array(z.string().max(320)).max(50);
const answer = z.object({ id: z.string(), delivery: z.literal('queued') });
/** The seconds in which it can be taken back from the console, real ms. */
const undoFor = 10_000;

export const sideRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/conversations/:id/forwards',
    access: 'conversations.reply',
    summary:
      'Hands the conversation, or one message of it, to somebody outside: what they answer comes as a side thread. Needs Idempotency-Key',
    params: idParams,
    body: z.strictObject({
      to: addresses.min(1),
      cc: addresses.default([]),
      text: z.string().max(100_000).default(''),
      message: idShape.optional(),
      attachments: z.array(idShape).max(100).default([]),
    }),
    answer,
    status: 201,
    handle: async (k: Kernel, { params, body, request }) => {
      const { id } = await forward(k, params.id, { ...body, message: body.message ?? null, ...senderOf(k, request) });
      return { id, delivery: 'queued' as const };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/sides/:id/messages',
    access: 'conversations.reply',
    summary: 'Goes on in a side thread. Needs Idempotency-Key',
    params: idParams,
    body: z.strictObject({ to: addresses.default([]), cc: addresses.default([]), text: z.string().max(100_000) }),
    answer,
    status: 201,
    handle: async (k: Kernel, { params, body, request }) => {
      const { id } = await replyInSide(k, params.id, { ...body, ...senderOf(k, request) });
      return { id, delivery: 'queued' as const };
    },
  }),
];

function senderOf(k: Kernel, request: { readonly headers: Readonly<Record<string, unknown>> }): { key: string; undoFor: number } {
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || key.trim() === '' || key.length > 200) throw refuse.keyMissing();
  return { key, undoFor: k.actor.kind === 'person' ? undoFor : 0 };
}
