import type { ConversationDrafts, DraftItem, KnownAddress, SignatureView, TemplateItem } from '#desk/shapes';
import { call, get, type Page, post, put, remove } from '../api.ts';

export type { Addressing, ConversationDrafts, DraftItem, KnownAddress, TemplateItem } from '#desk/shapes';
export type OtherDraft = ConversationDrafts['others'][number];

/** Attachments of a mail together, as they are; the server says the same. */
export const mostAttached = 25 * 1024 * 1024;

export interface DraftWords {
  readonly base: string | null;
  readonly text: string;
  readonly to: readonly string[] | null;
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
}

type Kept = { readonly draft: DraftItem | null };

export const fetchDrafts = (id: string) => get<ConversationDrafts>(`/conversations/${id}/drafts`);
export const saveDraft = (id: string, words: DraftWords, keepalive = false) =>
  call<Kept>('PUT', `/conversations/${id}/draft`, { body: words, keepalive });
export const takeDraft = (id: string, { author, version, conversation }: OtherDraft) =>
  post<Kept>(`/conversations/${id}/draft/taking`, { from: author.id, version, ...(conversation && { conversation: conversation.id }) });
export const removeFile = (id: string, file: string) => remove<Kept>(`/conversations/${id}/draft/files/${file}`);
/** A file of one's own draft, as it was attached. */
export const fileUrl = (id: string, file: string) => `/api/v1/conversations/${id}/draft/files/${file}`;
export const addFile = async (id: string, file: File) =>
  post<Kept>(`/conversations/${id}/draft/files`, {
    name: file.name,
    type: file.type || 'application/octet-stream',
    base64: await base64Of(file),
  });

function base64Of(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,?/, ''));
    reader.onerror = () => reject(reader.error ?? new Error(file.name));
    reader.readAsDataURL(file);
  });
}

export const findAddresses = (q: string, conversation: string, signal?: AbortSignal) =>
  get<Page<KnownAddress>>('/addresses', { q, conversation }, signal);

export const templatesKey = ['desk', 'templates'] as const;
export const fetchTemplates = () => get<Page<TemplateItem>>('/templates');
export const fillTemplate = (id: string, conversation: string) =>
  post<{ text: string; missing: readonly string[] }>(`/templates/${id}/text`, { conversation });

export const signatureKey = ['desk', 'signature'] as const;
/** `mailbox`: in one; empty: in all. */
export const fetchSignature = (mailbox: string) => get<SignatureView>('/signature', { mailbox });
export const changeSignature = (text: string | null, mailbox: string) => put('/signature', { text, mailbox });
