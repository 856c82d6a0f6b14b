import type { ObligationItem } from '#procedure/shapes';
import { isOpen } from './api.ts';

interface Ended {
  readonly obligation: ObligationItem;
  readonly how: 'met' | 'late' | 'setAside';
  /** When it ended, ms. */
  readonly at: number;
}

/** How the last waiting spell of a conversation ended; null while one runs, or where none ever did. */
export function endedOf(obligations: readonly ObligationItem[]): Ended | null {
  const own = obligations.filter(({ basis }) => basis === 'text');
  const obligation = own.at(-1);
  if (!obligation || own.some(isOpen)) return null;
  const { settledAt, setAside, state } = obligation;
  if (setAside !== null) return { obligation, how: 'setAside', at: Date.parse(setAside.at) };
  return settledAt === null ? null : { obligation, how: state === 'late' ? 'late' : 'met', at: Date.parse(settledAt) };
}
