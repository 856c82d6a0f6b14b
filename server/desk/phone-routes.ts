import { z } from 'zod';
import { defineRoute, type Kernel, readInstant, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { annulPhoneAnswer, answeredByPhone } from './by-phone.ts';

/** What was answered by telephone. */
export const phoneRoutes: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/conversations/:id/phone-answers',
    access: 'conversations.reply',
    summary: 'Records that the requester was answered by telephone: it ends the wait, counted apart',
    params: idParams,
    body: z.strictObject({
      text: z.string().max(100_000),
      at: z
        .string()
        .refine((text) => readInstant(text) !== null, 'Escriba un instante con su diferencia: 2026-11-27T10:24:00-04:00.')
        .optional(),
    }),
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: async (k: Kernel, { params, body }) => ({
      id: await answeredByPhone(k, params.id, { text: body.text, at: body.at === undefined ? null : readInstant(body.at) }),
    }),
  }),
  defineRoute({
    method: 'POST',
    path: '/messages/:id/annulment',
    access: 'conversations.reply',
    summary: 'Takes a recorded telephone answer back, with a reason: the wait goes on',
    params: idParams,
    body: z.strictObject({ reason: z.string().max(1000) }),
    handle: async (k: Kernel, { params, body }) => {
      await annulPhoneAnswer(k, params.id, body.reason);
      return {};
    },
  }),
];
