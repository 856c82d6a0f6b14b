import { type Kernel, may } from '#kernel';
import { refuse as deskRefuse } from '../refusals.ts';
import { refuse } from './refusals.ts';
import {
  holdSavedView,
  insertSavedView,
  namesakes,
  placeSavedViews,
  type SavedViewRow,
  savedViewsFor,
  updateSavedView,
} from './saved-view-store.ts';
import type { NewView, ViewChange } from './view-shapes.ts';

/** How many may be kept for one person, and how many for all: each is counted at every change. */
const most = 40;

/** Keeps a list under a name, for oneself or for all. Refuses `only-persons`, `forbidden`, `view-name-taken` (409), `too-many-views` (409). */
export function saveView(k: Kernel, { name, shared, view, filter }: NewView): Promise<string> {
  return k.transaction(async (k) => {
    const accountId = keptFor(k, shared);
    await checkRoom(k, { accountId, name, exceptId: null });
    const id = await insertSavedView(k, { name, accountId, view, filter });
    await told(k, 'view.saved', { id, name, accountId });
    return id;
  });
}

/** Another name, another list, or kept for others than before. Refuses as `saveView`, and `unknown-view`. */
export function changeView(k: Kernel, id: string, { name, shared, view, filter }: ViewChange): Promise<void> {
  return k.transaction(async (k) => {
    const before = await heldView(k, id);
    const accountId = shared === undefined ? before.accountId : keptFor(k, shared);
    const after = { ...before, accountId, name: name ?? before.name, view: view ?? before.view, filter: filter ?? before.filter };
    await checkRoom(k, { accountId, name: after.name, exceptId: id });
    await updateSavedView(k, after);
    await told(k, 'view.changed', { ...after, before: before.name });
  });
}

/** Takes it out of the column. Again is harmless. Refuses `unknown-view`, `forbidden`. */
export function removeView(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const view = await heldView(k, id, true);
    if (view.removedAt !== null) return;
    await updateSavedView(k, { ...view, removedAt: k.clock.now() });
    await told(k, 'view.removed', view);
  });
}

/** Brings a removed one back to its place. Refuses `unknown-view`, `forbidden`, `view-name-taken` (409). */
export function returnView(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const view = await heldView(k, id, true);
    if (view.removedAt === null) return;
    await checkRoom(k, { accountId: view.accountId, name: view.name, exceptId: id });
    await updateSavedView(k, { ...view, removedAt: null });
    await told(k, 'view.returned', view);
  });
}

/** Puts views of one column in this order; those that are not named stand where they stood. Refuses `unknown-view`, `forbidden`. */
export function orderViews(k: Kernel, ids: readonly string[]): Promise<void> {
  return k.transaction(async (k) => {
    const known = new Map((await savedViewsFor(k, k.actor.accountId)).map((one) => [one.id, one]));
    for (const id of ids) checkMayChange(k, known.get(id));
    await placeSavedViews(k, ids);
    await told(k, 'view.ordered', { id: ids[0] ?? '0', name: ids.map((id) => known.get(id)?.name).join(', '), accountId: null });
  });
}

/** Whether whoever asks may change it: one's own, or with `views.share` those of all. */
export function mayChange(k: Kernel, { accountId }: Pick<SavedViewRow, 'accountId'>): boolean {
  return accountId === null ? may(k.actor.roles, 'views.share') : accountId === k.actor.accountId;
}

async function heldView(k: Kernel, id: string, isRemovedToo = false): Promise<SavedViewRow> {
  const view = await holdSavedView(k, id);
  const there = view && (isRemovedToo || view.removedAt === null) ? view : undefined;
  checkMayChange(k, there);
  return there;
}

/** Another person's own is as if it were not there. */
function checkMayChange(k: Kernel, view: SavedViewRow | undefined): asserts view is SavedViewRow {
  if (!view || (view.accountId !== null && view.accountId !== k.actor.accountId)) throw refuse.unknownView();
  if (!mayChange(k, view)) throw refuse.mayNotShare();
}

function keptFor(k: Kernel, isShared: boolean): string | null {
  if (!isShared && k.actor.accountId === null) throw deskRefuse.onlyPersons();
  if (isShared && !may(k.actor.roles, 'views.share')) throw refuse.mayNotShare();
  return isShared ? null : k.actor.accountId;
}

interface Room {
  readonly accountId: string | null;
  readonly name: string;
  readonly exceptId: string | null;
}

async function checkRoom(k: Kernel, { accountId, ...one }: Room): Promise<void> {
  const { total, isTaken } = await namesakes(k, accountId, one);
  if (isTaken) throw refuse.nameTaken(one.name);
  if (total >= most) throw refuse.tooMany(most);
}

interface Said {
  readonly id: string;
  readonly name: string;
  readonly accountId: string | null;
  readonly before?: string;
}

async function told(k: Kernel, verb: string, { id, name, accountId, before }: Said): Promise<void> {
  const detail = { name, shared: accountId === null, ...(before !== undefined && before !== name && { before }) };
  await k.acts.write({ verb, subject: { kind: 'view', id }, detail });
  await k.live.tell('views', id);
}
