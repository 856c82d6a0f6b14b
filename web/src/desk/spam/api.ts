import type { SenderItem } from '#desk/shapes';
import { get, type Page, post, remove } from '../../api.ts';

export type { SenderItem } from '#desk/shapes';

export const markSpam = (id: string, reason: string) => post<{ teaches: boolean }>(`/conversations/${id}/spam`, { reason });
export const releaseSpam = (id: string) => remove(`/conversations/${id}/spam`);
export const sendersKey = ['desk', 'senders'] as const;
export const fetchSenders = () => get<Page<SenderItem>>('/senders');
export const blockSender = (sender: string, reason: string) => post<{ id: string }>('/senders', { sender, reason });
export const forgetSender = (id: string) => remove(`/senders/${id}`);
