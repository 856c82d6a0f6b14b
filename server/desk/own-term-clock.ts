import type { Kernel } from '#kernel';
import { type ObligationRow, openObligations, settleObligations, unsettleObligations, withdrawObligations } from '#procedure';
import { clauseOfKind, ownTermEnd } from './own-term.rules.ts';
import { type OwnTermRow, ownTermsOf } from './own-term-store.ts';
import type { Spell } from './wait.rules.ts';

/** Brings the clocks of these conversations' own terms to what was said and what their threads tell. */
export async function keepOwnTerms(
  k: Kernel,
  threads: ReadonlyMap<string, readonly Spell[]>,
  known: readonly ObligationRow[],
): Promise<void> {
  const ids = [...threads.keys()];
  const terms = await ownTermsOf(k, ids);
  const clauses = new Set<string>(Object.values(clauseOfKind));
  const live = known.filter((row) => clauses.has(row.clause) && row.withdrawnAt === null);
  if (terms.size === 0 && live.length === 0) return;
  const nameOf = (term: OwnTermRow) => `t${term.id}`;
  const standing = new Set([...terms.values()].map(nameOf));
  const gone = live.filter((row) => !standing.has(row.spell));
  await withdrawObligations(
    k,
    gone.map((row) => row.id),
    'own-term-ended',
  );
  const rows = await openObligations(
    k,
    [...terms.values()].map((term) => ({
      clause: clauseOfKind[term.kind],
      basis: 'target' as const,
      subject: { kind: 'conversation', id: term.conversationId },
      spell: nameOf(term),
      openedAt: term.openedAt,
      inputs: { days: term.days },
    })),
  );
  for (const row of rows) await settleOne(k, row, ownTermEnd(row.openedAt, threads.get(row.subjectId) ?? []));
}

async function settleOne(k: Kernel, row: ObligationRow, end: ReturnType<typeof ownTermEnd>): Promise<void> {
  if (end === null) {
    if (row.settledAt !== null) await unsettleObligations(k, [row.id], 'answer-bounced');
  } else if (row.settledAt !== end.at || row.settledBy !== end.by) {
    await settleObligations(k, [{ obligationId: row.id, at: end.at, by: end.by, answeredAt: end.at }]);
  }
}
