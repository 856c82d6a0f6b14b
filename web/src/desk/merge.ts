import type { Order } from '#desk/shapes';
import type { ConversationItem, ListPage } from './api.ts';

/** Whether `a` stands after `b` in an order (contract: by due, nulls last, then id; or by last movement). */
function isAfter(order: Order, a: ConversationItem, b: ConversationItem): boolean {
  if (order === 'last') return a.lastAt !== b.lastAt ? a.lastAt < b.lastAt : Number(a.id) < Number(b.id);
  const [dueA, dueB] = [a.dueAt ?? '9', b.dueAt ?? '9'];
  return dueA !== dueB ? dueA > dueB : Number(a.id) > Number(b.id);
}

/**
 * The pages of a list after its first page was asked for again. What a newcomer pushed off the first page stays at its end, so that
 * nothing falls between two pages; what changed (`refs`) and is not in the fresh page has left it. Later pages only lose what moved
 * up; the caller asks for them again when it is quiet.
 */
export function withFreshTop(order: Order, pages: readonly ListPage[], fresh: ListPage, refs: readonly string[]): ListPage[] {
  const [top, ...rest] = pages;
  const last = fresh.items.at(-1);
  if (!top || !last || fresh.next === null) return [fresh];
  const isFresh = new Set(fresh.items.map((item) => item.id));
  const isChanged = new Set(refs);
  const pushedOff = top.items.filter((item) => !isFresh.has(item.id) && !isChanged.has(item.id) && isAfter(order, item, last));
  return [
    { ...fresh, items: [...fresh.items, ...pushedOff], next: rest.length > 0 || pushedOff.length > 0 ? top.next : fresh.next },
    ...rest.map((page) => ({ ...page, items: page.items.filter((item) => !isFresh.has(item.id)) })),
  ];
}
