import type { Bulk, NewBulk } from '#desk/shapes';
import { get, type Page, post } from '../../api.ts';
import type { Wish } from '../api.ts';
import { keptFilter } from '../views/saved.ts';

export type { Bulk, BulkActName } from '#desk/shapes';

export const bulksKey = ['desk', 'bulk'] as const;
/** What one asked for lately, the latest first. */
export const fetchBulks = async () => (await get<Page<Bulk>>('/bulk')).items;
export const askBulk = (body: NewBulk) => post<Bulk>('/conversations/bulk', body);
export const undoBulk = (id: string) => post(`/bulk/${id}/undo`);

/** How many a list holds, up to one more than can be acted on at once. */
export const mostAtOnce = 10_000;
export async function fetchTotal({ view, filter: { order: _, ...filter } }: Wish): Promise<number> {
  return (await get<{ count: number }>('/conversations/count', { view, ...filter, most: mostAtOnce + 1 })).count;
}

/** A list as the server is to take it, all of it. */
export function whereOf({ view, q, filter }: Wish): NonNullable<NewBulk['where']> {
  const { order: _, ...kept } = keptFilter(filter);
  return { view, q, ...kept };
}
