import type { ConformityRow, ObligationItem, ProcedureDocument } from '#procedure/shapes';
import { get, type Page } from '../api.ts';

export type { ConformityRow, ObligationItem, ProcedureDocument } from '#procedure/shapes';

export type Clause = ProcedureDocument['clauses'][number];
export type Filter = 'all' | ObligationItem['state'];
export const filters = ['all', 'late', 'open', 'met', 'setAside'] as const satisfies readonly Filter[];

export const documentKey = ['procedure', 'document'] as const;
export const fetchDocument = () => get<ProcedureDocument>('/procedure');

export const figuresKey = (month: string) => ['procedure', 'conformity', month] as const;
export const fetchFigures = (month: string) => get<Page<ConformityRow>>('/conformity', { month, targets: true });

export interface MonthOfHistory {
  readonly month: string;
  readonly row: ConformityRow;
}

export const historyKey = (clause: string, month: string) => ['procedure', 'history', clause, month] as const;
export const fetchHistory = (clause: string, month: string) =>
  get<Page<MonthOfHistory>>('/conformity/history', { clause, months: 12, month });

export type Basis = ObligationItem['basis'];

/** A clause's figure on a basis: what the text sets, or a target of ours. */
export interface Measured {
  readonly clause: string;
  readonly basis: Basis;
}

export interface Asked extends Measured {
  readonly month: string;
  readonly filter: Filter;
}

export const obligationsKey = ({ clause, basis, month, filter }: Asked) =>
  ['procedure', 'obligations', clause, basis, month, filter] as const;
export const fetchObligations = ({ clause, basis, month, filter }: Asked, cursor: string | null, signal?: AbortSignal) =>
  get<Page<ObligationItem>>('/obligations', { clause, month, basis, state: filter === 'all' ? null : filter, cursor, limit: 50 }, signal);
