import { defineRoute, type Kernel } from '#kernel';
import { idParams } from '#kernel/shapes';
import { z } from 'zod';
import { mailHead, wholeText } from './whole.ts';

const text = defineRoute({
  method: 'GET',
  path: '/messages/:id/text',
  access: 'conversations.read',
  summary: 'The words of a message to their end, however long',
  params: idParams,
  answer: z.object({ text: z.string() }),
  handle: async (k: Kernel, { params }) => ({ text: await wholeText(k, params.id) }),
});

const headers = defineRoute({
  method: 'GET',
  path: '/messages/:id/headers',
  access: 'conversations.raw',
  summary: 'The header section of a mail as it came; reading it is an act',
  params: idParams,
  answer: z.object({ headers: z.string() }),
  handle: async (k: Kernel, { params }) => ({ headers: await mailHead(k, params.id) }),
});

export const paperRoutes = [text, headers];
