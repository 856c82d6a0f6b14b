import type { Kernel } from '#kernel';
import { type DueSpan, openDueRows } from './due-store.ts';
import type { ObligationRow } from './store.ts';

/** What is owed and not yet done, text and targets, by due instant; at most `limit` with a due instant in [from, until) (ms). */
export function openObligationsDue(k: Kernel, span: DueSpan): Promise<ObligationRow[]> {
  return openDueRows(k, span);
}
