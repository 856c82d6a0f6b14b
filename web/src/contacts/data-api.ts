import type { DataEnd, DataRequest, ErasurePlan, NewDataRequest } from '#desk/shapes';
import { get, type Page, post } from '../api.ts';

export type { DataKind, DataRequest, ErasurePlan, Identification } from '#desk/shapes';

export const dataRequestsKey = (id: string) => ['contact', 'data', id] as const;
export const openDataKey = ['contact', 'data'] as const;
export const erasureKey = (request: string) => ['contact', 'erasure', request] as const;

export const fetchDataRequests = (id: string) => get<Page<DataRequest>>(`/contacts/${id}/data-requests`);
export const fetchOpenDataRequests = () => get<Page<DataRequest>>('/data-requests');
export const noteDataRequest = (id: string, request: NewDataRequest) => post<{ id: string }>(`/contacts/${id}/data-requests`, request);
export const fetchErasure = (request: string) => get<ErasurePlan>(`/data-requests/${request}/erasure`);
export const eraseData = (request: string) => post(`/data-requests/${request}/erasure`);
export const endDataRequest = (request: string, end: DataEnd) => post(`/data-requests/${request}/end`, end);
/** Where the browser itself fetches what is handed over. */
export const dataPath = (request: string, what: 'data' | 'mail'): string => `/api/v1/data-requests/${request}/${what}`;
