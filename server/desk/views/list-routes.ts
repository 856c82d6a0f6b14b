import { z } from 'zod';
import { defineRoute, type Kernel } from '#kernel';
import { filterOf, filterParts } from '../filter.ts';
import { conditionWith, countList, mailboxesOf, mostCounted } from '../list-store.ts';
import { asker } from '../present.ts';
import { viewShape } from '../shapes.ts';

const { order: _, ...narrowing } = filterParts;

const count = defineRoute({
  method: 'GET',
  path: '/conversations/count',
  access: 'conversations.read',
  summary: 'How many conversations a view holds once it is narrowed; `most` (1,000) means so many or more',
  query: z.strictObject({
    view: viewShape.default('all'),
    ...narrowing,
    most: z.coerce.number().int().min(1).max(20_000).default(mostCounted),
  }),
  answer: z.object({ count: z.number().int() }),
  handle: async (k: Kernel, { query }) => ({
    count: await countList(k, conditionWith(query.view, asker(k), filterOf(query)).condition, query.most),
  }),
});

const mailboxes = defineRoute({
  method: 'GET',
  path: '/conversations/mailboxes',
  access: 'conversations.read',
  summary: 'The addresses at which conversations came, for narrowing a list to one of them',
  answer: z.object({ items: z.array(z.object({ address: z.string() })), next: z.null() }),
  handle: async (k: Kernel) => ({ items: (await mailboxesOf(k)).map((address) => ({ address })), next: null }),
});

export const listRoutes = [count, mailboxes];
