import type { Mailbox, MailboxBody, MailboxPatch, Rehearsal, Step } from '#channels/mail/shapes';
import { get, type Page, patch, post } from '../api.ts';

export type { Mailbox, MailboxBody, Rehearsal, Step } from '#channels/mail/shapes';

/** A server for sending that fails and what the DNS lacks are advice: neither keeps anybody from reading. */
export function keepsFromReading({ ok, name }: Step): boolean {
  return !ok && !['smtp', 'spf', 'dkim', 'dmarc'].includes(name);
}

export const mailboxesKey = ['mail', 'mailboxes'] as const;

export const fetchMailboxes = async () => (await get<Page<Mailbox>>('/mailboxes')).items;
export const addMailbox = (body: MailboxBody) => post<{ id: string }>('/mailboxes', body);
export const changeMailbox = (id: string, body: MailboxPatch) => patch(`/mailboxes/${id}`, body);
export const testSettings = (body: MailboxBody) => post<{ steps: Step[] }>('/mailboxes/test', body);
export const testMailbox = (id: string, body: MailboxPatch = {}) => post<{ steps: Step[] }>(`/mailboxes/${id}/test`, body);
export const rehearse = (id: string, since?: string) => post<Rehearsal>(`/mailboxes/${id}/rehearsal`, since === undefined ? {} : { since });
export const startMailbox = (id: string, since?: string) => post(`/mailboxes/${id}/start`, since === undefined ? {} : { since });
export const askPermission = (id: string) => post<{ url: string }>(`/mailboxes/${id}/permission`);
