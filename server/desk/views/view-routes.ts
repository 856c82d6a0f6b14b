import { z } from 'zod';
import { defineRoute, type Kernel } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { filterOf } from '../filter.ts';
import { asker } from '../present.ts';
import { changeView, mayChange, orderViews, removeView, returnView, saveView } from './save-view.ts';
import { countSavedViews, type SavedViewRow, savedViewsFor } from './saved-view-store.ts';
import { newViewShape, savedViewShape, viewChangeShape } from './view-shapes.ts';

const list = defineRoute({
  method: 'GET',
  path: '/views',
  access: 'conversations.read',
  summary: 'Lists that were kept under a name: one’s own, then those of all, each in their order',
  answer: z.object({ items: z.array(savedViewShape), next: z.null() }),
  handle: async (k: Kernel) => ({ items: (await savedViewsFor(k, k.actor.accountId)).map((one) => shown(k, one)), next: null }),
});

const counts = defineRoute({
  method: 'GET',
  path: '/views/counts',
  access: 'conversations.read',
  summary: 'How many conversations each of them holds; 1000 means 1,000 or more',
  answer: z.object({ items: z.array(z.object({ id: z.string(), count: z.number().int() })), next: z.null() }),
  handle: async (k: Kernel) => {
    const views = await savedViewsFor(k, k.actor.accountId);
    const lists = views.map(({ id, view, filter }) => ({ id, view, filter: filterOf(filter) }));
    return { items: await countSavedViews(k, lists, asker(k)), next: null };
  },
});

const add = defineRoute({
  method: 'POST',
  path: '/views',
  access: 'conversations.read',
  summary: 'Keeps a list under a name; `shared` for everybody, with `views.share`',
  body: newViewShape,
  answer: z.object({ id: z.string() }),
  status: 201,
  handle: async (k: Kernel, { body }) => ({ id: await saveView(k, body) }),
});

const change = defineRoute({
  method: 'PATCH',
  path: '/views/:id',
  access: 'conversations.read',
  summary: 'Another name or another list for a view of one’s own, or with `views.share` for one of all',
  params: idParams,
  body: viewChangeShape,
  answer: z.object({}),
  handle: (k: Kernel, { params, body }) => changeView(k, params.id, body).then(() => ({})),
});

const drop = defineRoute({
  method: 'DELETE',
  path: '/views/:id',
  access: 'conversations.read',
  summary: 'Takes a view out of the column; what it listed stays',
  params: idParams,
  answer: z.object({}),
  handle: (k: Kernel, { params }) => removeView(k, params.id).then(() => ({})),
});

const bringBack = defineRoute({
  method: 'POST',
  path: '/views/:id/return',
  access: 'conversations.read',
  summary: 'Brings a removed view back to its place',
  params: idParams,
  body: z.strictObject({}),
  answer: z.object({}),
  handle: (k: Kernel, { params }) => returnView(k, params.id).then(() => ({})),
});

const order = defineRoute({
  method: 'PUT',
  path: '/views/order',
  access: 'conversations.read',
  summary: 'The order of one’s own views, or with `views.share` of those of all',
  body: z.strictObject({ ids: z.array(idShape).min(1).max(100) }),
  answer: z.object({}),
  handle: (k: Kernel, { body }) => orderViews(k, body.ids).then(() => ({})),
});

function shown(k: Kernel, row: SavedViewRow): z.infer<typeof savedViewShape> {
  const { id, name, accountId, madeBy, view, filter } = row;
  return { id, name, shared: accountId === null, mayChange: mayChange(k, row), madeBy, view, filter };
}

export const viewRoutes = [list, counts, add, change, drop, bringBack, order];
