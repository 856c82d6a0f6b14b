import type { z } from 'zod';
import type { quarantineItemShape, Reconciliation } from '#channels/mail/shapes';
import { get, type Page, post, remove } from '../../api.ts';

export type QuarantineItem = z.infer<typeof quarantineItemShape>;

export const quarantineKey = ['mail', 'quarantine'] as const;
export const fetchQuarantine = (cursor: string | null) => get<Page<QuarantineItem>>('/quarantine', { cursor, limit: 25 });
export const retryQuarantined = (id: string) => post(`/quarantine/${id}/retry`);
export const pauseMailbox = (id: string) => post(`/mailboxes/${id}/pause`);
export const removeMailbox = (id: string) => remove(`/mailboxes/${id}`);
export const reconcile = (id: string) => post<Reconciliation>(`/mailboxes/${id}/reconciliation`);
