import type { Action, Condition, Rehearsal, RuleItem, RunItem } from '#automation/shapes';
import { get, type Page, post, put } from '../../api.ts';

export type { Action, Condition, Rehearsal, RuleItem, RunItem } from '#automation/shapes';

export const rulesKey = ['rules', 'all'] as const;
export const fetchRules = () => get<Page<RuleItem>>('/rules');
export const runsKey = (id: string) => ['rules', 'runs', id] as const;
export const fetchRuns = (id: string, cursor: string | null) => get<Page<RunItem>>(`/rules/${id}/runs`, { cursor, limit: 20 });
export const rehearse = (conditions: readonly Condition[]) => post<Rehearsal>('/rules/rehearsal', { conditions });
export const switchRule = (id: string, isOn: boolean) => put(`/rules/${id}/switch`, { isOn });
export const orderRules = (ids: readonly string[]) => put('/rules/order', { ids });

/** A rule as it is being written. */
export interface Draft {
  readonly name: string;
  readonly conditions: readonly Condition[];
  readonly actions: readonly Action[];
  readonly isLast: boolean;
}

/** Whether it may be rehearsed: each condition says what it is about. */
export function isSound(conditions: readonly Condition[]): boolean {
  return conditions.length > 0 && conditions.every((one) => ('words' in one ? one.words : 'among' in one ? one.among : ['-']).length > 0);
}

/** Whether it may be saved. */
export function isWhole({ name, conditions, actions }: Draft): boolean {
  const isSaid = (one: Action): boolean =>
    one.do === 'tag' ? one.tag !== '' : one.do === 'assign' ? one.account !== '' : one.do !== 'note' || one.text.trim() !== '';
  return name.trim() !== '' && isSound(conditions) && actions.length > 0 && actions.every(isSaid);
}

/** «beca, becas» → ['beca', 'becas'] */
export function listOf(text: string): string[] {
  return [...new Set(text.split(/[,;\n]/).map((one) => one.trim()))].filter((one) => one !== '');
}
