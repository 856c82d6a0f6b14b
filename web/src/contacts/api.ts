import type { Candidate, CardChange, ContactCard, ContactItem, ConversationItem, NewConsent, NewContact, Segment } from '#desk/shapes';
import { get, type Page, patch, post, remove } from '../api.ts';
import { now } from '../shell/clock.ts';

export type { Candidate, CardChange, ConsentWay, ContactCard, ContactItem, NewConsent, Purpose, Segment } from '#desk/shapes';

export const segments = ['young-student', 'adult-student', 'corporate', 'internal-area'] as const satisfies readonly Segment[];

export interface Looking {
  readonly q: string;
  readonly segment: Segment | '';
  readonly organisation: string;
}

export const contactPath = (id: string): string => `/contactos/${id}`;
export const contactsKey = (looking: Looking) => ['contact', 'list', looking] as const;
export const cardKey = (id: string) => ['contact', 'card', id] as const;
export const historyKey = (id: string) => ['contact', 'history', id] as const;
export const candidatesKey = (id: string) => ['contact', 'candidates', id] as const;
export const organisationsKey = ['contact', 'organisations'] as const;

/** What is typed goes in the body: nobody’s name stands in an address that is kept somewhere. */
export function fetchContacts(
  { q, segment, organisation }: Looking,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<Page<ContactItem>> {
  if (q.trim() === '') return get('/contacts', { segment, organisation, cursor }, signal);
  return post('/contacts/search', {
    q,
    ...(segment !== '' && { segment }),
    ...(organisation !== '' && { organisation }),
    ...(cursor !== null && { cursor }),
  });
}

export const fetchOrganisations = () => get<Page<string>>('/contacts/organisations');
export const fetchCard = (id: string, signal?: AbortSignal) => get<ContactCard>(`/contacts/${id}`, undefined, signal);

export interface HistoryPage extends Page<ConversationItem> {
  readonly fetchedAt: number;
}

export async function fetchHistory(id: string, cursor: string | null, signal?: AbortSignal): Promise<HistoryPage> {
  const page = await get<Page<ConversationItem>>(`/contacts/${id}/conversations`, { cursor, limit: 20 }, signal);
  return { ...page, fetchedAt: now() };
}

export const addContact = (contact: Omit<NewContact, 'language'>) => post<{ id: string }>('/contacts', contact);
export const changeCard = (id: string, change: CardChange) => patch(`/contacts/${id}`, change);
export const addAddress = (id: string, email: string, isSure: boolean) => post(`/contacts/${id}/addresses`, { email, isSure });
export const removeAddress = (id: string, address: string) => remove<{ contact: string | null }>(`/contacts/${id}/addresses/${address}`);
export const addPhone = (id: string, phone: string) => post(`/contacts/${id}/phones`, { phone });
export const removePhone = (id: string, phone: string) => remove(`/contacts/${id}/phones/${phone}`);
export const addNote = (id: string, text: string) => post(`/contacts/${id}/notes`, { text });
export const removeNote = (id: string, note: string) => remove(`/contacts/${id}/notes/${note}`);
export const addConsent = (id: string, consent: NewConsent) => post(`/contacts/${id}/consents`, consent);
export const withdrawConsent = (id: string, consent: string) => post(`/contacts/${id}/consents/${consent}/withdrawal`);
export const fetchCandidates = (id: string) => get<Page<Candidate>>(`/contacts/${id}/candidates`);
export const uniteCards = (id: string, contact: string) => post<{ id: string }>(`/contacts/${id}/unions`, { contact });
export const separateCards = (union: string) => remove(`/contact-unions/${union}`);
