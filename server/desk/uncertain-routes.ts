import { defineRoute, type Kernel } from '#kernel';
import { idParams } from '#kernel/shapes';
import { z } from 'zod';
import { believeSent, sendAgain } from './settle-uncertain.ts';

const resend = defineRoute({
  method: 'POST',
  path: '/messages/:id/resending',
  access: 'conversations.reply',
  summary: 'Sends once more what is uncertain (the same mail: it may arrive twice), or what a newer message held back',
  params: idParams,
  body: z.strictObject({}),
  answer: z.object({}),
  handle: (k: Kernel, { params }) => sendAgain(k, params.id).then(() => ({})),
});

const believe = defineRoute({
  method: 'POST',
  path: '/messages/:id/departure',
  access: 'conversations.reply',
  summary: 'A person says that what is uncertain left, and when; it ends the wait on that word',
  params: idParams,
  body: z.strictObject({ at: z.iso.datetime({ offset: true }).optional() }),
  answer: z.object({}),
  handle: (k: Kernel, { params, body }) => believeSent(k, params.id, body.at === undefined ? null : Date.parse(body.at)).then(() => ({})),
});

export const uncertainRoutes = [resend, believe];
