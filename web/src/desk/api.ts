import { get, type Page, post } from '../api.ts';

export const views = ['toAnswer', 'overdue', 'dueToday', 'mine', 'unassigned', 'waiting', 'resolved', 'all', 'quarantine', 'spam'] as const;
export type View = (typeof views)[number];

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

export interface ConversationItem {
  readonly id: string;
  readonly number: string;
  readonly subject: string;
  readonly channel: string;
  readonly requester: { readonly id: string; readonly name: string; readonly email: string };
  readonly mailbox: string | null;
  readonly state: 'open' | 'waiting' | 'resolved';
  readonly assignee: Person | null;
  readonly dueAt: string | null;
  readonly receivedAt: string;
  readonly lastAt: string;
  readonly preview: string;
  readonly flags: readonly string[];
  readonly share: number | null;
  readonly isOverdue: boolean;
  readonly remainingSeconds: number | null;
  readonly messageCount: number;
}

export interface Address {
  readonly name: string;
  readonly email: string;
}

export interface Message {
  readonly id: string;
  readonly direction: 'in' | 'out' | 'note' | 'event';
  readonly nature: string | null;
  readonly from: Address | null;
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly text: string;
  readonly visibleText: string;
  readonly html: string | null;
  readonly hasQuote: boolean;
  readonly marks: readonly string[];
  readonly warning: string | null;
  readonly attachments: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: string;
    readonly size: number;
    readonly inline: boolean;
    readonly url: string;
  }[];
  readonly author: string | null;
  readonly event: { readonly kind: string; readonly by: string | null; readonly detail: unknown } | null;
  readonly receivedAt: string | null;
  readonly sentAt: string | null;
  readonly answeredElsewhere: boolean;
  readonly bodyUrl: string | null;
  readonly rawAvailable: boolean;
}

export interface Conversation extends ConversationItem {
  readonly messages: readonly Message[];
  readonly obligations: readonly {
    readonly id: string;
    readonly clause: string;
    readonly basis: string;
    readonly dueAt: string;
    readonly state: string;
    readonly settledAt: string | null;
  }[];
  readonly related: readonly { readonly id: string; readonly number: string; readonly subject: string }[];
  readonly history: readonly {
    readonly id: string;
    readonly number: string;
    readonly subject: string;
    readonly lastAt: string;
    readonly state: string;
  }[];
}

export const countsKey = ['desk', 'counts'] as const;

export const fetchList = (view: View, q: string, cursor: string | null, signal?: AbortSignal) =>
  get<Page<ConversationItem>>('/conversations', { view, q, cursor, limit: 50 }, signal);
export const fetchCounts = () => get<Readonly<Record<string, number>>>('/conversations/counts');
export const fetchConversation = (id: string, before: string | null, signal?: AbortSignal) =>
  get<Conversation>(`/conversations/${id}`, { messages: 50, before }, signal);
export const searchConversations = (query: { q: string; limit?: number }, signal?: AbortSignal) =>
  get<Page<ConversationItem>>('/search', query, signal);

export const addNote = (id: string, text: string) => post<{ id: string }>(`/conversations/${id}/notes`, { text });
export const take = (id: string) => post(`/conversations/${id}/take`);
export const assign = (id: string, assignee: string | null) => post(`/conversations/${id}/assignment`, { assignee });
export const reopen = (id: string) => post(`/conversations/${id}/reopening`);
export const setAside = (id: string, reason: string) => post(`/conversations/${id}/no-answer`, { reason });
