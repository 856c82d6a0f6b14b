import type { SnoozeChoices } from '#desk/shapes';
import { get, post, remove } from '../../api.ts';

export type SnoozeChoice = SnoozeChoices['items'][number]['choice'];
export const fetchChoices = (id: string) => get<SnoozeChoices>(`/conversations/${id}/snooze`);
export const snooze = (id: string, wanted: { choice: SnoozeChoice } | { until: string }) =>
  post<{ until: string }>(`/conversations/${id}/snooze`, wanted);
export const wake = (id: string) => remove(`/conversations/${id}/snooze`);
