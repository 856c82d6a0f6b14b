import type { DueItem, Shift, Today } from '#desk/shapes';
import type { DutyToday } from '#rota/shapes';
import { get } from '../api.ts';

export type { DueGroup, DueItem, Shift, Today } from '#desk/shapes';
export type { DutyToday } from '#rota/shapes';

export type Scope = 'mine' | 'all';
export type Duty = NonNullable<DueItem['rota']>['duty'];
export const duties = ['mail', 'chat'] as const satisfies readonly Duty[];
export const clauseOfDuty = { mail: '6.2-1', chat: '6.2-2' } as const satisfies Record<Duty, string>;

export const dueKey = (scope: Scope) => ['today', 'due', scope] as const;
export const fetchToday = (scope: Scope) => get<Today>('/today', { scope });
export const shiftKey = ['today', 'shift'] as const;
export const fetchShift = () => get<Shift>('/shift');
export const dutyKey = ['rota', 'today'] as const;
export const fetchDuty = () => get<DutyToday>('/rota/today');
