import type { ProposedArea, ConversationDetail, ConversationItem, Counts, FoundConversation, View } from '#desk/shapes';
import type { Area, Person } from '#people/shapes';
import type { Explanation } from '#calendar/shapes';
import type { ObligationItem } from '#procedure/shapes';
import { call, get, type Page, post, put, remove } from '../api.ts';
import { now } from '../shell/clock.ts';
import type { Filter } from './filter.ts';

export type { AttachmentItem, ConversationItem, Flag, FoundConversation, MessageItem, View } from '#desk/shapes';
export type { Area } from '#people/shapes';
export type { ObligationItem } from '#procedure/shapes';

/** The views of this build, in the order of the menu. */
export const views = [
  'toAnswer',
  'overdue',
  'dueToday',
  'mine',
  'unassigned',
  'escalated',
  'waiting',
  'snoozed',
  'followed',
  'resolved',
  'all',
  'quarantine',
  'spam',
] as const satisfies readonly View[];

export type Conversation = Omit<ConversationDetail, 'obligations'> & {
  readonly obligations: readonly ObligationItem[];
  readonly fetchedAt: number;
};

/** Whether its clock still runs, in time or late. */
export const isOpen = ({ settledAt, setAside }: ObligationItem): boolean => settledAt === null && setAside === null;

export interface ListPage extends Page<ConversationItem> {
  /** The product's time at which its figures held. */
  readonly fetchedAt: number;
}

/** A list that is asked for: a view, narrowed, with what is looked for in it. */
export interface Wish {
  readonly view: View;
  readonly q: string;
  readonly filter: Filter;
}

export const listKey = (wish: Wish) => ['desk', 'list', wish] as const;
export const countsKey = ['desk', 'counts'] as const;
export const conversationKey = (id: string) => ['desk', 'conversation', id] as const;

export const pageSize = 50;

export async function fetchList({ view, q, filter }: Wish, cursor: string | null, signal?: AbortSignal): Promise<ListPage> {
  const page = await get<Page<ConversationItem>>('/conversations', { view, q, ...filter, cursor, limit: pageSize }, signal);
  return { ...page, fetchedAt: now() };
}

export const fetchCounts = () => get<Counts>('/conversations/counts');
/** How many a narrowed view holds; 1,000 stands for «1,000 o más». Its key lies under that of the counts: they change together. */
export const narrowedKey = (view: View, filter: Filter) => [...countsKey, view, filter] as const;
export const fetchNarrowed = async (view: View, { order: _, ...filter }: Filter) =>
  (await get<{ count: number }>('/conversations/count', { view, ...filter })).count;
/** The addresses at which conversations came. */
export const fetchMailboxes = async () => (await get<Page<{ address: string }>>('/conversations/mailboxes')).items;

/** The last 50 messages, or the 50 before one; without html, which a frame fetches for itself. */
export async function fetchConversation(id: string, before?: string, signal?: AbortSignal): Promise<Conversation> {
  const conversation = await get<Conversation>(`/conversations/${id}`, { messages: 50, before, brief: true }, signal);
  return { ...conversation, fetchedAt: now() };
}

export const searchConversations = (query: { q: string; limit?: number }, signal?: AbortSignal) =>
  get<Page<FoundConversation>>('/search', query, signal);
export const fetchDeadline = (obligation: string) =>
  get<{ obligation: ObligationItem; explanation: Explanation }>(`/obligations/${obligation}/deadline`);
export const fetchPeople = () => get<Page<Person>>('/people');

export const addNote = (id: string, text: string, mentions: readonly string[]) =>
  post<{ id: string }>(`/conversations/${id}/notes`, { text, mentions });
interface ReplyWish {
  readonly text: string;
  /** Left out: whoever asked. */
  readonly to?: readonly string[];
  readonly cc: readonly string[];
  readonly bcc?: readonly string[];
  readonly seen: string | undefined;
  /** Another of the mailbox's addresses than the one that was written to. */
  readonly from?: string;
  /** The version that is sent: its files go along. */
  readonly draft: { readonly version: string | null };
  readonly signature: boolean;
  /** `opening`, or an instant; left out: in ten seconds. */
  readonly leaves?: string;
}

export interface ForwardWish {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly text: string;
  readonly message?: string;
  readonly attachments: readonly string[];
}

/** Queues a reply; the same key again is the same reply. */
export const sendReply = (id: string, wish: ReplyWish, key: string) =>
  call<{ id: string }>('POST', `/conversations/${id}/replies`, { body: wish, headers: { 'idempotency-key': key } });

export const undoReply = (message: string) => remove(`/messages/${message}`);
/** `message` left out: the whole conversation. */
export const forward = (id: string, wish: ForwardWish, key: string) =>
  call<{ id: string }>('POST', `/conversations/${id}/forwards`, { body: wish, headers: { 'idempotency-key': key } });
export const replyInSide = (side: string, wish: { readonly text: string; readonly cc: readonly string[] }, key: string) =>
  call<{ id: string }>('POST', `/sides/${side}/messages`, { body: wish, headers: { 'idempotency-key': key } });
export const sendNow = (message: string) => post(`/messages/${message}/leaving`);
export const sendAgain = (message: string) => post(`/messages/${message}/resending`);
export const believeSent = (message: string, at: string) => post(`/messages/${message}/departure`, { at });
export const take = (id: string) => post(`/conversations/${id}/take`);
export const assign = (id: string, assignee: string | null) => post(`/conversations/${id}/assignment`, { assignee });
export const reopen = (id: string) => post(`/conversations/${id}/reopening`);
export const setAside = (id: string, reason: string) => post(`/conversations/${id}/no-answer`, { reason });
export const answeredByPhone = (id: string, text: string, at: string) => post(`/conversations/${id}/phone-answers`, { text, at });
export const annulCall = (message: string, reason: string) => post(`/messages/${message}/annulment`, { reason });
export type OwnTerm = 'information' | 'complaint';
export const setOwnTerm = (id: string, kind: OwnTerm | null) => put(`/conversations/${id}/own-term`, { kind });
export const resolve = (id: string, keepalive: boolean) => call('POST', `/conversations/${id}/resolution`, { body: {}, keepalive });

/** As Configuración asks for them too. */
export const areasKey = ['people', 'areas'] as const;
export const fetchAreas = () => get<Page<Area>>('/areas');
export const proposalKey = (id: string) => ['desk', 'proposal', id] as const;
/** Where matters like this one went; null where there is no habit. */
export const fetchProposal = (id: string) => get<{ proposal: ProposedArea | null }>(`/conversations/${id}/area-proposal`);
export const termKey = (area: string) => ['desk', 'term', area] as const;
/** How the area's deadline would be calculated if the matter left now. */
export const fetchTerm = (area: string) => get<Explanation>('/escalations/term', { area });
/** Working seconds between an instant (ms) and a moment (ISO). */
export const fetchWorked = (from: number, to: string) => get<{ seconds?: number }>('/deadline', { from: new Date(from).toISOString(), to });
export const escalate = (id: string, { dueAt, ...wish }: { area: string; note: string; dueAt: string | null }) =>
  post<{ id: string }>(`/conversations/${id}/escalations`, { ...wish, ...(dueAt !== null && { dueAt }) });
export const undoEscalation = (id: string) => remove(`/escalations/${id}`);
export const acceptAsAnswer = (message: string) => post(`/messages/${message}/acceptance`);
