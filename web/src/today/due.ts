import { inboxPath } from '../desk/address.ts';
import { partsOf } from '../i18n/format.ts';
import type { DueItem } from './api.ts';

/** Red only where the text of the procedure was missed; amber in the last quarter of a term, and where a target of ours has passed (ui/README 3.3). */
export function toneOf({ basis, isOverdue, share }: Pick<DueItem, 'basis' | 'isOverdue' | 'share'>): 'bad' | 'warn' | 'calm' {
  if (isOverdue) return basis === 'text' ? 'bad' : 'warn';
  return share <= 0.25 ? 'warn' : 'calm';
}

/** Where the conversation is read; with the answer open where it is to be answered. */
export function answerPath({ isOverdue, conversation }: Pick<DueItem, 'isOverdue' | 'conversation'>, isAnswered: boolean): string {
  const path = inboxPath(isAnswered && isOverdue ? 'overdue' : 'all', conversation?.id);
  return isAnswered ? `${path}?responder` : path;
}

/** The local date of an instant (ms), 'YYYY-MM-DD'. */
export function dateOf(at: number): string {
  const { year, month, day } = partsOf(at);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** «Wilkin S.» where there is no room for «Wilkin Santana». */
export function shortName(name: string): string {
  const [first = '', second] = name.trim().split(/\s+/);
  return second === undefined ? first : `${first} ${[...second][0]?.toLocaleUpperCase()}.`;
}
