import type { Invitation, OpenSession } from '#kernel/auth/shapes';
import { call, get, type Page, patch, remove } from '../api.ts';

export type Next = 'totp' | 'enrol' | 'done';
// At the door a 401 is the answer, not a session that ended.
const knock = <T>(path: string, body: unknown = {}) => call<T>('POST', path, { body, anonymous: true });

export const signIn = (email: string, password: string) => knock<{ next: Next }>('/session', { email, password });
export const sendCode = (code: string) => knock<{ next: Next }>('/session/totp', { code });
export const lookAtInvitation = (token: string) => knock<Invitation>('/invitation/look', { token });
export const acceptInvitation = (token: string, password: string) => knock<{ next: Next }>('/invitation/accept', { token, password });
export const beginTotp = () => knock<{ secret: string; uri: string }>('/account/totp');
export const confirmTotp = (code: string) => knock<{ recoveryCodes: string[] }>('/account/totp/confirm', { code });
export const removeTotp = (password: string) => call('DELETE', '/account/totp', { body: { password }, anonymous: true });
export const changePassword = (current: string, next: string) => knock('/account/password', { current, next });
export const changeAccount = (change: { name?: string; language?: 'es' | 'en' }) => patch('/account', change);
export const fetchSessions = () => get<Page<OpenSession>>('/account/sessions');
export const endSession = (id: string) => remove(`/account/sessions/${id}`);
