import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { doingShape, presentShape } from '../shapes.ts';
import { beAt, leave } from './presence.ts';

const tab = z.string().regex(/^[\w-]{8,40}$/, 'Envíe de 8 a 40 letras, cifras o guiones.');

/** Who has a conversation open. */
export const presenceRoutes: readonly Route[] = [
  defineRoute({
    method: 'PUT',
    path: '/conversations/:id/presence',
    access: 'conversations.read',
    summary: 'One has it open in a tab (again every eight seconds; after twenty without a sign one is gone); answers who else has',
    params: idParams,
    body: z.strictObject({ tab, doing: doingShape }),
    answer: z.object({ items: z.array(presentShape) }),
    handle: async (k: Kernel, { params, body }) => ({ items: await beAt(k, params.id, body) }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/conversations/:id/presence',
    access: 'conversations.read',
    summary: 'One has left it in that tab',
    params: idParams,
    body: z.strictObject({ tab }),
    answer: z.object({}),
    handle: (k: Kernel, { params, body }) => leave(k, params.id, body.tab).then(() => ({})),
  }),
];
