import { type Kernel, may } from '#kernel';
import { filterOf } from '../filter.ts';
import { conditionWith } from '../list-store.ts';
import { asker } from '../present.ts';
import { refuse as deskRefuse } from '../refusals.ts';
import { find } from '../search.ts';
import { bulkActs } from './acts.ts';
import { bulkById, bulkByKey, dropWaiting, insertBulk, insertItems, namedOnes, setBulkState } from './bulk-store.ts';
import { refuse } from './refusals.ts';
import type { NewBulk } from './shapes.ts';

export const most = 10_000;
export const bulkJob = 'desk.bulk';

/**
 * Asks for one act on many conversations, named or all of a list at this moment; a job works it off. The same key again is the same
 * act. Answers its id. Refuses `only-persons`, `forbidden`, `bad-detail`, `nothing-selected` (409), `too-many` (409), `key-used` (409).
 */
export async function askBulk(k: Kernel, body: NewBulk): Promise<string> {
  const accountId = k.actor.accountId;
  if (accountId === null) throw deskRefuse.onlyPersons();
  const { act, key, detail } = body;
  if (!may(k.actor.roles, bulkActs[act].needs)) throw refuse.mayNot();
  if (!bulkActs[act].detail.safeParse(detail).success) throw refuse.badDetail();
  const asked = JSON.stringify({ ...body, key: '' });
  const ids = body.where && body.where.q.trim() !== '' ? await foundBy(k, body.where) : body.ids;
  return k.transaction(async (k) => {
    const id = await insertBulk(k, { accountId, key, asked, act, detail });
    if (id === null) return earlier(k, { accountId, key, asked });
    const condition = ids ? namedOnes(ids) : listedBy(k, body.where as Where);
    const total = await insertItems(k, id, { condition, most });
    if (total === 0) throw refuse.none();
    if (total > most) throw refuse.tooMany(most);
    await k.jobs.send(bulkJob, { bulk: id }, { singletonKey: id });
    await k.acts.write({ verb: 'bulk.asked', subject: { kind: 'bulk', id }, detail: { act, total, ...detail } });
    await k.live.tell('bulk', id);
    return id;
  });
}

/** Puts back what each was. What had not begun is dropped; what changed meanwhile is left. Again is harmless. Refuses `unknown-bulk`. */
export function undoBulk(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const bulk = await bulkById(k, id, 'update');
    if (!bulk || bulk.accountId !== k.actor.accountId) throw refuse.unknownBulk();
    if (bulk.state === 'undoing' || bulk.state === 'undone') return;
    await dropWaiting(k, id);
    await setBulkState(k, id, 'undoing');
    await k.jobs.send(bulkJob, { bulk: id }, { singletonKey: id });
    await k.acts.write({ verb: 'bulk.undone', subject: { kind: 'bulk', id }, detail: { act: bulk.act, total: bulk.total } });
    await k.live.tell('bulk', id);
  });
}

type Where = NonNullable<NewBulk['where']>;

async function earlier(k: Kernel, { accountId, key, asked }: { accountId: string; key: string; asked: string }): Promise<string> {
  const before = await bulkByKey(k, accountId, key);
  if (!before || before.asked !== asked) throw refuse.keyUsed();
  return before.id;
}

function listedBy(k: Kernel, where: Where) {
  return conditionWith(where.view, asker(k), filterOf(where)).condition;
}

async function foundBy(k: Kernel, where: Where): Promise<string[]> {
  const { rows } = await find(k, { typed: where.q, view: where.view, filter: filterOf(where), limit: most + 1 });
  if (rows.length > most) throw refuse.tooMany(most);
  return rows.map((row) => row.id);
}
