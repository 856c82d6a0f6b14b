import type { RelatedItem } from '#desk/shapes';
import { get, type Page, post, remove } from '../../api.ts';

export type { RelatedItem } from '#desk/shapes';

export const relatedKey = (id: string) => ['desk', 'related', id] as const;
export const fetchRelated = (id: string) => get<Page<RelatedItem>>(`/conversations/${id}/related`);

/** Shows another conversation in this one; answers the merge. */
export const merge = (id: string, wish: { readonly conversation: string; readonly evenIfOthers: boolean }) =>
  post<{ id: string }>(`/conversations/${id}/merges`, wish);
export const split = (id: string, messages: readonly string[]) =>
  post<{ id: string; conversation: string }>(`/conversations/${id}/splits`, { messages });
export const undoSplit = (id: string) => remove(`/splits/${id}`);
export const unmerge = (merged: string) => remove(`/merges/${merged}`);
