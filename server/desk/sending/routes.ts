import { defineRoute, type Kernel } from '#kernel';
import { idParams } from '#kernel/shapes';
import { z } from 'zod';
import { cancelSending } from './cancel.ts';
import { sendNow } from './hurry.ts';

const hurry = defineRoute({
  method: 'POST',
  path: '/messages/:id/sending',
  access: 'outgoing.change',
  summary: 'Tries now what waits in the queue, or once more what the server refused',
  params: idParams,
  body: z.strictObject({}),
  answer: z.object({}),
  handle: (k: Kernel, { params }) => sendNow(k, params.id).then(() => ({})),
});

const cancel = defineRoute({
  method: 'DELETE',
  path: '/messages/:id/sending',
  access: 'outgoing.change',
  summary: 'Takes what never left out of the queue; it stays in its conversation as not sent',
  params: idParams,
  answer: z.object({}),
  handle: (k: Kernel, { params }) => cancelSending(k, params.id).then(() => ({})),
});

export const sendingRoutes = [hurry, cancel];
