import type { ConversationState } from '../wait.rules.ts';

/** A conversation of whoever asks to be erased. Instants in ms. */
export interface Erasable {
  readonly id: string;
  /** The address it came under. */
  readonly addressId: string;
  readonly state: ConversationState;
  /** Its last movement or its resolution, whichever is later: the close of its record. */
  readonly closedAt: number;
}

export interface Kept {
  readonly id: string;
  readonly why: 'open' | 'year';
  readonly until: number | null;
}

/** What may go now, and what stays: what is under way, and records that the procedure keeps a year from their close (clause 7). */
export function dividedBy(
  now: number,
  conversations: readonly Erasable[],
): { readonly goes: readonly string[]; readonly kept: readonly Kept[] } {
  const goes: string[] = [];
  const kept: Kept[] = [];
  for (const { id, state, closedAt } of conversations) {
    const until = yearAfter(closedAt);
    if (state !== 'resolved') kept.push({ id, why: 'open', until: null });
    else if (now <= until) kept.push({ id, why: 'year', until });
    else goes.push(id);
  }
  return { goes, kept };
}

/** The same day of the next year; 29 February has its year on 1 March. */
function yearAfter(at: number): number {
  const day = new Date(at);
  return day.setUTCFullYear(day.getUTCFullYear() + 1);
}
