import type { QueueItem } from '#channels/mail/shapes';
import { get, type Page, post, remove } from '../api.ts';

export type { QueueItem } from '#channels/mail/shapes';
export type QueueState = QueueItem['state'];

export const states = [
  'waiting',
  'sending',
  'uncertain',
  'heldBack',
  'rejected',
  'bounced',
  'cancelled',
] as const satisfies readonly QueueState[];

export interface Wish {
  readonly state: QueueState | null;
  readonly mailbox: string | null;
}

export const queueKey = ({ state, mailbox }: Wish) => ['outgoing', state, mailbox] as const;
export const fetchQueue = ({ state, mailbox }: Wish, cursor: string | null, signal?: AbortSignal) =>
  get<Page<QueueItem> & { readonly counts: Readonly<Record<QueueState, number>> }>(
    '/outgoing',
    { state, mailbox, cursor, limit: 50 },
    signal,
  );

export const sendNow = (id: string) => post(`/messages/${id}/sending`);
export const cancelSending = (id: string) => remove(`/messages/${id}/sending`);
