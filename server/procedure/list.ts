import type { Kernel } from '#kernel';
import { maySee } from './conformity.ts';
import { listObligations, obligationById, type ObligationFilter } from './conformity-store.ts';
import { present } from './present.ts';
import { refuse } from './refusals.ts';
import { clauseOf, monthSpan, networkClauses, type ObligationState } from './rules.ts';
import type { ObligationItem } from './shapes.ts';
import { type ObligationRow, obligationsOfSubjects } from './store.ts';

export interface ObligationQuestion {
  readonly clause?: string;
  readonly basis?: 'text' | 'target';
  readonly state?: ObligationState;
  readonly month?: string;
  readonly after?: { readonly dueAt: number; readonly id: string };
  readonly limit: number;
}

/** Obligations by due instant; `last` is the key of the next page, null at the end. An unknown clause has no rows. */
export async function obligationList(
  k: Kernel,
  question: ObligationQuestion,
): Promise<{ items: ObligationItem[]; last: { dueAt: number; id: string } | null }> {
  const filter = filterOf(k, question);
  if (filter === null) return { items: [], last: null };
  const rows = await listObligations(k, { ...filter, limit: question.limit + 1 }, k.clock.now());
  const page = rows.slice(0, question.limit);
  const end = page.at(-1);
  return { items: await present(k, page), last: rows.length > page.length && end ? { dueAt: end.dueAt, id: end.id } : null };
}

/** All obligations of a subject, oldest first, withdrawn ones left out. */
export async function obligationsOf(k: Kernel, subject: { kind: string; id: string }): Promise<ObligationItem[]> {
  const rows = await obligationsOfSubjects(k, subject.kind, [subject.id]);
  return present(
    k,
    rows.filter((row) => row.withdrawnAt === null),
    false,
  );
}

/** One obligation; refuses `unknown-obligation`, also for whom may not see its clause. */
export async function obligation(k: Kernel, id: string): Promise<ObligationRow> {
  const row = /^\d{1,18}$/.test(id) ? await obligationById(k, id) : undefined;
  if (!row || !maySee(k, row.clause)) throw refuse.unknownObligation();
  return row;
}

function filterOf(k: Kernel, question: ObligationQuestion): Omit<ObligationFilter, 'limit'> | null {
  const asked = question.clause === undefined ? null : clauseOf(question.clause)?.id;
  if (asked === undefined || (asked !== null && !maySee(k, asked))) return null;
  const clauses = asked !== null ? [asked] : maySee(k, '5.3') ? undefined : networkClauses;
  const span = question.month === undefined ? {} : monthSpan(question.month);
  return {
    ...span,
    ...(clauses && { clauses }),
    ...(question.basis && { basis: question.basis }),
    ...(question.state && { state: question.state }),
    ...(question.after && { after: question.after }),
  };
}
