import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import type { NewView, SavedView, ViewChange } from '#desk/shapes';
import { get, type Page, patch, post, put, remove } from '../../api.ts';
import { useLive } from '../../shell/live/live.ts';
import { useMay } from '../../shell/session.ts';
import { inboxPath } from '../address.ts';
import { countsKey, type View } from '../api.ts';
import { type Filter, filterAt, noFilter, parts, withFilter } from '../filter.ts';

export type { SavedView } from '#desk/shapes';

const viewsKey = ['desk', 'views'] as const;
const addressName = 'vista';

export const addView = (body: NewView) => post<{ id: string }>('/views', body);
export const changeView = (id: string, body: ViewChange) => patch(`/views/${id}`, body);
export const removeView = (id: string) => remove(`/views/${id}`);
export const returnView = (id: string) => post(`/views/${id}/return`);
export const orderViews = (ids: readonly string[]) => put('/views/order', { ids });

const fetchViews = async () => (await get<Page<SavedView>>('/views')).items;
const fetchViewCounts = async () => (await get<Page<{ id: string; count: number }>>('/views/counts')).items;

/** One's own views and those of all, in their order. */
export function useSavedViews(): readonly SavedView[] {
  const may = useMay();
  return useQuery({ queryKey: viewsKey, queryFn: fetchViews, enabled: may('conversations.read') }).data ?? [];
}

/** Keeps them true while somebody else changes them. */
export function useViewsNews(): void {
  const refresh = useViewsRefresh();
  useLive('views', () => void refresh());
}

export function useViewsRefresh(): () => Promise<unknown> {
  const client = useQueryClient();
  return () => Promise.all([client.invalidateQueries({ queryKey: viewsKey }), client.invalidateQueries({ queryKey: savedCountsKey })]);
}

// Under the key of the counts: what changes those changes these.
const savedCountsKey = [...countsKey, 'saved'] as const;

/** How many each holds, by id; 1,000 stands for «1,000 o más». */
export function useSavedCounts(isWanted: boolean): ReadonlyMap<string, number> {
  const { data } = useQuery({ queryKey: savedCountsKey, queryFn: fetchViewCounts, enabled: isWanted, refetchInterval: 60_000 });
  return new Map((data ?? []).map(({ id, count }) => [id, count]));
}

export function filterOfSaved(saved: SavedView): Filter {
  return { ...noFilter, ...(saved.filter as Partial<Filter>) };
}

/** The parts that are set, as they are kept. */
export function keptFilter(filter: Filter): SavedView['filter'] {
  return Object.fromEntries(parts.filter((part) => filter[part] !== '').map((part) => [part, filter[part]]));
}

/** Where a saved view is shown: its filter written out, so that the link says the same whatever becomes of the view. */
export function savedPath(saved: SavedView): string {
  return `${inboxPath(saved.view)}?${withFilter(new URLSearchParams({ [addressName]: saved.id }), filterOfSaved(saved))}`;
}

export interface OpenView {
  readonly saved: SavedView;
  /** Another view or other filters than those that were kept. */
  readonly isChanged: boolean;
}

/** The saved view that the address names, if it is still there. */
export function useOpenView(view: View): OpenView | null {
  const [address] = useSearchParams();
  const saved = useSavedViews().find(({ id }) => id === address.get(addressName));
  if (!saved) return null;
  const [now, kept] = [filterAt(address), filterOfSaved(saved)];
  return { saved, isChanged: saved.view !== view || parts.some((part) => now[part] !== kept[part]) };
}
