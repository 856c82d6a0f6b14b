import { isDeepStrictEqual } from 'node:util';
import { type Kernel, Refusal } from '#kernel';
import { bulkActs } from './acts.ts';
import {
  beginOne,
  bulkById,
  type BulkRow,
  hasItems,
  type ItemRow,
  nextItems,
  type Outcome,
  setBulkState,
  undoOne,
  writeOutcomes,
} from './bulk-store.ts';
import { refuse } from './refusals.ts';

/** So many in one transaction: short enough that nobody waits for their rows, and each portion is a step of what the console shows. */
const portionSize = 50;

/** Works off what is left of it, portion by portion, each in a transaction: whoever is killed between two is followed by the next. */
export async function workBulk(k: Kernel, id: string): Promise<void> {
  while (await portion(k, id)) {
    // Until nothing is left.
  }
}

/** Answers whether there may be more. */
function portion(k: Kernel, id: string): Promise<boolean> {
  return k.transaction(async (k) => {
    const bulk = await bulkById(k, id, 'share');
    if (bulk?.state !== 'working' && bulk?.state !== 'undoing') return false;
    const isUndoing = bulk.state === 'undoing';
    const from = isUndoing ? 'done' : 'waiting';
    const items = await nextItems(k, id, { state: from, limit: portionSize });
    if (items.length > 0) await writeOutcomes(k, id, await outcomesOf(k.as(bulk.actor), bulk, items));
    else if (!(await hasItems(k, id, from))) await end(k.as(bulk.actor), bulk);
    await k.live.tell('bulk', id);
    return items.length > 0;
  });
}

async function end(k: Kernel, bulk: BulkRow): Promise<void> {
  await bulkActs[bulk.act].ended?.(k, bulk);
  await setBulkState(k, bulk.id, bulk.state === 'undoing' ? 'undone' : 'done');
}

async function outcomesOf(k: Kernel, bulk: BulkRow, items: readonly ItemRow[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const item of items) outcomes.push(await (bulk.state === 'undoing' ? takeBack(k, bulk, item) : doOne(k, bulk, item)));
  return outcomes;
}

async function doOne(k: Kernel, { act, detail }: BulkRow, { conversationId }: ItemRow): Promise<Outcome> {
  const { look, do: work } = bulkActs[act];
  return apart(k, 'refused', conversationId, async () => {
    const before = await look(k, conversationId);
    await work(k, conversationId, detail);
    return { conversationId, state: 'done', before, after: await look(k, conversationId) };
  });
}

async function takeBack(k: Kernel, { act }: BulkRow, { conversationId, before, after }: ItemRow): Promise<Outcome> {
  const { look, restore } = bulkActs[act];
  return apart(k, 'left', conversationId, async () => {
    if (!isDeepStrictEqual(await look(k, conversationId), after)) throw refuse.changedMeanwhile();
    if (!isDeepStrictEqual(before, after)) await restore(k, conversationId, before);
    return { conversationId, state: 'undone' };
  });
}

/** A refusal is this one's alone: the others of the portion stand. */
async function apart(k: Kernel, refused: 'refused' | 'left', conversationId: string, work: () => Promise<Outcome>): Promise<Outcome> {
  await beginOne(k);
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await undoOne(k);
    const { code, es, en } = error;
    return { conversationId, state: refused, reason: { code, es, en } };
  }
}
