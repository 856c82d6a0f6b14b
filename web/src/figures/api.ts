import type { FigureRow, Figures } from '#metrics/shapes';
import { get, type Page } from '../api.ts';
import type { Question } from './question.ts';

export type { FigureRow, Figures, Line } from '#metrics/shapes';
export type FigureId = keyof Figures['total']['counts'];

type Asked = Readonly<Record<string, string>>;

/** As the server asks it: dates, both inclusive. */
export function askedOf({ from, to, mailbox, operator, area }: Question): Asked {
  const all = { from, to, mailbox, operator, area };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

export const figuresKey = (question: Question) => ['figures', askedOf(question)] as const;
export const fetchFigures = (question: Question, signal?: AbortSignal) => get<Figures>('/figures', askedOf(question), signal);

export const rowsKey = (figure: string, question: Question) => ['figures', 'rows', figure, askedOf(question)] as const;
export const fetchRows = (figure: string, question: Question, cursor: string | null, signal?: AbortSignal) =>
  get<Page<FigureRow> & { readonly total: number }>('/figures/rows', { figure, ...askedOf(question), cursor, limit: 50 }, signal);

/** Where the browser fetches the same as a file. */
export function fileAddress(
  question: Question,
  how: { readonly format: 'csv' | 'xlsx'; readonly language: string; readonly figure?: string },
): string {
  const { figure, ...more } = how;
  const path = figure === undefined ? '/figures/file' : '/figures/rows/file';
  return `/api/v1${path}?${new URLSearchParams({ ...(figure !== undefined && { figure }), ...more, ...askedOf(question) })}`;
}
