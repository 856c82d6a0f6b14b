import { iso, type Kernel } from '#kernel';
import { judgementsOf, type JudgementRow } from './conformity-store.ts';
import { subjectsOf } from './port.ts';
import { stateOf } from './rules.ts';
import type { ObligationItem } from './shapes.ts';
import type { ObligationRow } from './store.ts';

/** Rows as the interface shows them; with the subject's label unless the reader already has the subject. */
export async function present(k: Kernel, rows: readonly ObligationRow[], labelled = true): Promise<ObligationItem[]> {
  if (rows.length === 0) return [];
  const judgements = await judgementsOf(
    k,
    rows.map((row) => row.id),
  );
  const labels = labelled ? await labelsOf(k, rows) : undefined;
  const now = k.clock.now();
  return rows.map((row) => {
    const label = labels?.get(`${row.subjectKind} ${row.subjectId}`);
    return {
      id: row.id,
      clause: row.clause,
      basis: row.basis,
      edition: row.edition,
      ...(row.subjectKind === 'conversation' && { conversation: row.subjectId }),
      ...(label && { label }),
      owedBy: row.owedBy,
      openedAt: iso(row.openedAt),
      dueAt: iso(row.dueAt),
      otherDueAt: iso(row.otherDueAt),
      settledAt: maybe(row.settledAt),
      settledBy: row.settledBy,
      answeredAt: maybe(row.answeredAt),
      state: stateOf(row, now),
      outcome: row.outcome,
      workedSeconds: row.workedSeconds,
      setAside: row.setAsideAt === null ? null : { at: iso(row.setAsideAt), by: row.setAsideBy ?? '', reason: row.setAsideReason ?? '' },
      inputs: row.inputs,
      judgements: judgements.filter((one) => one.obligationId === row.id).map(shown),
    };
  });
}

async function labelsOf(k: Kernel, rows: readonly ObligationRow[]) {
  const labels = new Map<string, { number: string; title: string; who: string }>();
  for (const [kind, ofKind] of Map.groupBy(rows, (row) => row.subjectKind)) {
    const described = await subjectsOf(kind)?.describe(
      k,
      ofKind.map((row) => row.subjectId),
    );
    for (const [id, label] of described ?? []) labels.set(`${kind} ${id}`, label);
  }
  return labels;
}

function shown(one: JudgementRow) {
  return {
    at: iso(one.at),
    kind: one.kind,
    dueBefore: maybe(one.dueBefore),
    dueAfter: maybe(one.dueAfter),
    outcomeBefore: one.outcomeBefore,
    outcomeAfter: one.outcomeAfter,
    cause: one.cause,
  };
}

function maybe(at: number | null): string | null {
  return at === null ? null : iso(at);
}
