import type { AbsenceKind, Duty, Proposed, RotaView } from '#rota/shapes';
import { get, post, remove } from '../api.ts';
import type { Span } from './span.ts';

export type { AbsenceKind, Duty, Proposed, RotaDay, RotaView } from '#rota/shapes';

export type Someone = RotaView['people'][number];
export type Absence = RotaView['absences'][number];
export type Designation = RotaView['designations'][number];
export type Change = RotaView['changes'][number];
export type Share = RotaView['share'][number];

export const absenceKinds = ['vacation', 'leave', 'sick', 'training', 'other'] as const satisfies readonly AbsenceKind[];

export const rotaKey = ({ from, to }: Span) => ['rota', 'span', from, to] as const;
export const fetchRota = ({ from, to }: Span, signal?: AbortSignal) => get<RotaView>('/rota', { from, to }, signal);

export interface NewEntry {
  readonly date: string;
  readonly duty: Duty;
  /** Account id. */
  readonly person: string;
}

export const setEntries = (entries: readonly NewEntry[], reason: string | null) => post('/rota/entries', { entries, reason });
export const entriesOf = (proposed: readonly Proposed[]): NewEntry[] =>
  proposed.map(({ date, duty, person }) => ({ date, duty, person: person.id }));

export interface NewAbsence {
  readonly person?: string;
  readonly from: string;
  readonly to: string;
  readonly kind: AbsenceKind;
  readonly reason: string | null;
  readonly substitute: string | null;
}

export const addAbsence = (absence: NewAbsence) => post<{ id: string }>('/rota/absences', absence);
export const removeAbsence = (id: string) => remove(`/rota/absences/${id}`);

export interface NewDesignation {
  readonly person: string;
  readonly since: string;
  readonly until: string | null;
  readonly reason: string | null;
}

export const designate = (designation: NewDesignation) => post<{ id: string }>('/rota/designations', designation);
export const endDesignation = (id: string) => remove(`/rota/designations/${id}`);
