import { z } from 'zod';
import { defineRoute, iso, type Kernel } from '#kernel';
import { idParams } from '#kernel/shapes';
import { numberOf } from '../present.ts';
import { askBulk, undoBulk } from './ask.ts';
import { bulkById, type BulkRow, bulksOf, progressOf, toldItems } from './bulk-store.ts';
import { refuse } from './refusals.ts';
import { type Bulk, bulkShape, newBulkShape } from './shapes.ts';

const ask = defineRoute({
  method: 'POST',
  path: '/conversations/bulk',
  access: 'conversations.take',
  summary:
    'One act on many conversations: those of `ids`, or all of a list now (`where`), 10,000 at most. Worked off by a job; the same key is the same act',
  body: newBulkShape,
  bodyLimit: 1024 * 1024,
  answer: bulkShape,
  status: 202,
  handle: async (k: Kernel, { body }) => shown(k, (await bulkById(k, await askBulk(k, body))) as BulkRow),
});

const mine = defineRoute({
  method: 'GET',
  path: '/bulk',
  access: 'conversations.take',
  summary: 'What one asked to be done to many, while it goes on and ten minutes after it was asked, the latest first',
  answer: z.object({ items: z.array(bulkShape), next: z.null() }),
  handle: async (k: Kernel) => {
    const rows = k.actor.accountId === null ? [] : await bulksOf(k, k.actor.accountId, k.clock.now() - 600_000);
    return { items: await Promise.all(rows.map((row) => shown(k, row))), next: null };
  },
});

const one = defineRoute({
  method: 'GET',
  path: '/bulk/:id',
  access: 'conversations.take',
  summary: 'How far it is, and those that were refused or left, with the reason',
  params: idParams,
  answer: bulkShape,
  handle: async (k: Kernel, { params }) => {
    const row = await bulkById(k, params.id);
    if (!row || row.accountId !== k.actor.accountId) throw refuse.unknownBulk();
    return shown(k, row);
  },
});

const undo = defineRoute({
  method: 'POST',
  path: '/bulk/:id/undo',
  access: 'conversations.take',
  summary: 'Puts back what each was; what changed meanwhile is left and told. While it goes on, what had not begun is dropped',
  params: idParams,
  body: z.strictObject({}),
  answer: z.object({}),
  handle: (k: Kernel, { params }) => undoBulk(k, params.id).then(() => ({})),
});

const mostTold = 200;

async function shown(k: Kernel, { id, act, detail, state, total, askedAt }: BulkRow): Promise<Bulk> {
  const [progress, told] = await Promise.all([progressOf(k, id), toldItems(k, id, mostTold)]);
  return {
    id,
    act,
    detail,
    state,
    total,
    ...progress,
    askedAt: iso(askedAt),
    told: told.map((item) => ({ ...item, number: numberOf(item.id) })),
  };
}

export const bulkRoutes = [ask, mine, one, undo];
