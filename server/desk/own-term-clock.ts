import type { Kernel } from '#kernel';
import {
  type ObligationRow,
  obligationsOfSubjects,
  openObligations,
  type Settlement,
  settleObligations,
  unsettleObligations,
  withdrawObligations,
} from '#procedure';
import { clauseOfKind, ownTermEnd } from './own-term.rules.ts';
import type { OwnTermRow } from './own-term-store.ts';
import type { Spell } from './wait.rules.ts';

const clauses = new Set<string>(Object.values(clauseOfKind));

/** The clock of an own term begins; what its thread tells already settles it at the next judgement. */
export async function openOwnTerm(
  k: Kernel,
  term: Pick<OwnTermRow, 'id' | 'conversationId' | 'kind' | 'openedAt' | 'days'>,
): Promise<void> {
  await openObligations(k, [
    {
      clause: clauseOfKind[term.kind],
      basis: 'target',
      subject: { kind: 'conversation', id: term.conversationId },
      spell: spellOf(term),
      openedAt: term.openedAt,
      inputs: { days: term.days },
    },
  ]);
}

/** It was taken back: its clock never was. */
export async function withdrawOwnTerm(k: Kernel, term: Pick<OwnTermRow, 'id' | 'conversationId'>): Promise<void> {
  const rows = await obligationsOfSubjects(k, 'conversation', [term.conversationId]);
  const gone = rows.filter((row) => isLive(row) && row.spell === spellOf(term));
  await withdrawObligations(
    k,
    gone.map((row) => row.id),
    'own-term-ended',
  );
}

/** Brings the clocks of own terms that stand (`known`: the obligations of these conversations) to what the threads tell. */
export async function keepOwnTerms(
  k: Kernel,
  known: readonly ObligationRow[],
  spellsIn: (conversationId: string) => readonly Spell[],
): Promise<void> {
  const settled: Settlement[] = [];
  const unsettled: string[] = [];
  for (const row of known.filter(isLive)) {
    const end = ownTermEnd(row.openedAt, spellsIn(row.subjectId));
    if (end === null) {
      if (row.settledAt !== null) unsettled.push(row.id);
    } else if (row.settledAt !== end.at || row.settledBy !== end.by) {
      settled.push({ obligationId: row.id, at: end.at, by: end.by, answeredAt: end.at });
    }
  }
  await unsettleObligations(k, unsettled, 'answer-bounced');
  await settleObligations(k, settled);
}

function spellOf({ id }: Pick<OwnTermRow, 'id'>): string {
  return `t${id}`;
}

function isLive(row: ObligationRow): boolean {
  return clauses.has(row.clause) && row.withdrawnAt === null;
}
