import type { Kernel } from '#kernel';
import { edition0 } from './editions/pr-me-04.v0.ts';
import { clauseOf, termOf } from './rules.ts';
import { insertObligations, type NewObligation, type ObligationRow } from './store.ts';
import { judgeForWriting } from './terms.ts';

export interface Opening {
  readonly clause: string;
  readonly basis?: 'text' | 'target';
  readonly subject: { readonly kind: string; readonly id: string };
  /** What made it begin within its subject; the natural key that makes repetition harmless. */
  readonly spell: string;
  /** The instant from which the term runs, ms. */
  readonly openedAt: number;
  readonly owedBy?: string;
  /** A term of its own in working hours, in place of the edition's. */
  readonly hours?: number | undefined;
  /** A deadline that was agreed on, ms: no calendar moves it. */
  readonly dueAt?: number | undefined;
  readonly inputs?: Record<string, unknown>;
}

/**
 * Opens obligations in one statement; one that is already there under its natural key stays as it is.
 * Answers all of them, in the order asked. The edition in force at the opening judges it.
 */
export async function openObligations(k: Kernel, openings: readonly Opening[]): Promise<ObligationRow[]> {
  return openings.length === 0 ? [] : k.transaction((k) => open(k, openings));
}

async function open(k: Kernel, openings: readonly Opening[]): Promise<ObligationRow[]> {
  const judge = await judgeForWriting(k);
  const rows: NewObligation[] = openings.map((opening) => {
    const basis = opening.basis ?? 'text';
    const own = {
      ...(opening.hours !== undefined && { hours: opening.hours }),
      ...(opening.dueAt !== undefined && { agreedDueAt: opening.dueAt }),
    };
    const deadlines = judge.deadlines(opening.clause, basis, opening.openedAt, { ...opening.inputs, ...own });
    if (!deadlines) throw new Error(`${opening.clause} is owed on no day that is not worked`);
    const { dueAt, otherDueAt, warnAt } = deadlines;
    const { term } = termOf(opening.clause, basis);
    return {
      clause: opening.clause,
      basis,
      edition: edition0.number,
      subjectKind: opening.subject.kind,
      subjectId: opening.subject.id,
      spell: opening.spell,
      owedBy: opening.owedBy ?? clauseOf(opening.clause)?.owedBy.es ?? '',
      openedAt: opening.openedAt,
      dueAt,
      otherDueAt,
      warnAt,
      reading: judge.reading,
      calendarVersion: judge.version,
      inputs: {
        ...opening.inputs,
        ...('hours' in term && { hours: term.hours }),
        ...own,
        reading: judge.reading,
        calendarVersion: judge.version,
      },
    };
  });
  const made = await insertObligations(k, rows);
  for (const clause of new Set(rows.map((row) => row.clause))) await k.live.tell('procedure', clause);
  const byKey = new Map(made.map((row) => [keyOf(row), row]));
  return rows.map((row) => byKey.get(keyOf(row)) as ObligationRow);
}

function keyOf(row: Pick<ObligationRow, 'clause' | 'basis' | 'subjectKind' | 'subjectId' | 'spell'>): string {
  return [row.clause, row.basis, row.subjectKind, row.subjectId, row.spell].join('\u0000');
}
