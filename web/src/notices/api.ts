import type { NoticeItem, Preferences } from '#notices/shapes';
import { get, type Page, post, put } from '../api.ts';

export type { Manner, NoticeItem, Preferences, Topic } from '#notices/shapes';
export type NoticePage = Page<NoticeItem> & { readonly unread: number };
type Which = { readonly ids: readonly string[] } | { readonly conversation: string } | { readonly until: string };

/** What the bell knows; the whole list is kept under a longer key. */
export const noticesKey = ['notices'] as const;
export const preferencesKey = ['notices', 'preferences'] as const;

export const fetchNotices = (cursor?: string) => get<NoticePage>('/notices', { limit: 30, cursor });
export const markRead = (which: Which) => post<{ unread: number }>('/notices/reading', which);
export const fetchPreferences = () => get<Preferences>('/notices/preferences');
export const changePreferences = (preferences: Preferences) => put('/notices/preferences', preferences);
