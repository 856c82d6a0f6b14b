import type { CalendarDocument } from '#calendar/shapes';
import type { ActView, SystemView, Token, User } from '#kernel/shapes';
import type { Area } from '#people/shapes';
import { get, type Page, post, put } from '../api.ts';

export type { ActView, SystemView, Token, User } from '#kernel/shapes';
export type { Area } from '#people/shapes';
export type { CalendarDocument } from '#calendar/shapes';

export type Settings = Readonly<Record<string, unknown>>;

export const calendarKey = (year: number | null) => ['calendar', 'document', year] as const;
export const fetchCalendar = (year: number | null) => get<CalendarDocument>('/calendar', { year });

export const areasKey = ['people', 'areas'] as const;
export const fetchAreas = () => get<Page<Area>>('/areas');
export const usersKey = ['people', 'users'] as const;
export const fetchUsers = () => get<Page<User>>('/users');
export const tokensKey = ['people', 'tokens'] as const;
export const fetchTokens = () => get<Page<Token>>('/tokens');

export const settingsKey = ['settings', 'all'] as const;
export const fetchSettings = async (): Promise<Settings> => (await get<{ settings: Settings }>('/settings')).settings;
export const putSetting = (key: string, value: unknown) => put(`/settings/${encodeURIComponent(key)}`, { value });

interface AcknowledgementView {
  readonly text: string;
  readonly stops: readonly { readonly mailbox: string | null; readonly cause: 'minute' | 'day'; readonly until: string }[];
}
export const acknowledgementKey = ['settings', 'acknowledgement'] as const;
export const fetchAcknowledgement = () => get<AcknowledgementView>('/acknowledgement');

export const systemKey = ['settings', 'system'] as const;
export const fetchSystem = () => get<SystemView>('/system');
export const makeBackup = () => post<{ readonly folder: string; readonly bytes: number }>('/system/backup');

export interface ActQuestion {
  readonly subject: string;
  readonly verb: string;
}
export const actsKey = (question: ActQuestion, limit: number) => ['settings', 'acts', question, limit] as const;
export const fetchActs = (question: ActQuestion, limit: number, cursor: string | null) =>
  get<Page<ActView>>('/acts', { ...question, cursor, limit });
