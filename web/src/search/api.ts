import type { FoundConversation } from '#desk/shapes';
import { get, type Page } from '../api.ts';

export type { FoundConversation, Fragment } from '#desk/shapes';

export interface Question {
  readonly q: string;
  readonly mailbox: string;
  readonly state: string;
  /** 'YYYY-MM-DD' */
  readonly from: string;
  readonly to: string;
}

export const searchKey = (question: Question) => ['desk', 'search', question] as const;
export const search = (question: Question, cursor: string | null, signal?: AbortSignal) =>
  get<Page<FoundConversation>>('/search', { ...question, cursor, limit: 25 }, signal);
