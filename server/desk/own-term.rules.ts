import type { Spell } from './wait.rules.ts';

/** What a person may say of a conversation: it asks for public information (Law 200-04), or it complains. */
export type OwnTermKind = 'information' | 'complaint';

/** Under which id its clock stands among the obligations; none of them is a clause of PR-ME-04. */
export const clauseOfKind: Readonly<Record<OwnTermKind, 'ley-200-04' | 'queja'>> = { information: 'ley-200-04', complaint: 'queja' };

/** The first answer to the requester since the term began; null while there is none. An escalation answers nobody. */
export function ownTermEnd(
  openedAt: number,
  spells: readonly Spell[],
): { readonly at: number; readonly by: 'reply' | 'sent-elsewhere' | 'phone' } | null {
  const answered = spells
    .filter((spell) => spell.answer !== null && spell.answer.at >= openedAt)
    .map((spell) => spell.answer as NonNullable<Spell['answer']>);
  const [first] = answered.toSorted((a, b) => a.at - b.at);
  return first ? { at: first.at, by: first.isByPhone ? 'phone' : first.isElsewhere ? 'sent-elsewhere' : 'reply' } : null;
}
