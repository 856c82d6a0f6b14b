import type { Kernel } from '#kernel';
import { countByOwner, countMonths, firstDue, type MonthCounts } from './conformity-store.ts';
import { markOf, monthOf, monthSpan, monthsUntil, networkClauses, openable, rateOf } from './rules.ts';
import type { AreaFigure, ConformityRow } from './shapes.ts';

export interface ConformityQuestion {
  /** Local month of the due instants, 'YYYY-MM'; the running one where none is given. */
  readonly month?: string;
  /** Also the rows of basis `target`, which never count as a breach. */
  readonly targets?: boolean;
}

/**
 * The figures of a month: one row per clause and basis that this build can open, zeros included; p50 and p90 in seconds of
 * working time, null without facts (domain 1.7). The Administrador/a de Redes sees the rows that the role owes.
 */
export async function conformity(k: Kernel, question: ConformityQuestion = {}): Promise<ConformityRow[]> {
  const now = k.clock.now();
  const month = question.month ?? monthOf(now);
  const span = monthSpan(month);
  const counts = await countMonths(k, span.from, span.to, now);
  const rows = openable.filter(({ basis, clause }) => (question.targets || basis === 'text') && maySee(k, clause));
  return Promise.all(
    rows.map((row) =>
      figure(
        k,
        row,
        counts.find((one) => one.clause === row.clause && one.basis === row.basis),
      ),
    ),
  );
}

/** The same figure of one clause over the months that end with `month`, oldest first. */
export async function conformityHistory(
  k: Kernel,
  clause: string,
  months: number,
  month?: string,
): Promise<{ month: string; row: ConformityRow }[]> {
  const now = k.clock.now();
  const names = monthsUntil(month ?? monthOf(now), months);
  const counts = await countMonths(k, monthSpan(names[0] as string).from, monthSpan(names.at(-1) as string).to, now);
  return Promise.all(
    names.map(async (name) => ({
      month: name,
      row: await figure(
        k,
        { clause, basis: 'text' },
        counts.find((one) => one.clause === clause && one.basis === 'text' && one.month === name),
      ),
    })),
  );
}

/** The figure of each area in a month (5.3-area, a target): in term or not, with what ended without its answer counted apart. */
export async function areaFigures(k: Kernel, month?: string): Promise<AreaFigure[]> {
  if (!maySee(k, '5.3-area')) return [];
  const now = k.clock.now();
  const rows = await countByOwner(k, '5.3-area', monthSpan(month ?? monthOf(now)), now);
  return rows.map(({ owedBy, met, late, open, setAside, p50 }) => ({
    area: owedBy,
    due: met + late + open,
    met,
    late,
    open,
    setAside,
    rate: rateOf(met, late),
    p50,
  }));
}

/** The first local month ('YYYY-MM') with a due instant of what the actor may read; null before there is any. */
export async function firstMonth(k: Kernel): Promise<string | null> {
  const first = await firstDue(
    k,
    openable.map(({ clause }) => clause).filter((clause) => maySee(k, clause)),
  );
  return first === null ? null : monthOf(first);
}

/** Whether the actor may read a clause's rows: all may, a `network` account without another role only its own. */
export function maySee(k: Kernel, clause: string): boolean {
  const only = k.actor.roles.length > 0 && k.actor.roles.every((role) => role === 'network');
  return !only || networkClauses.includes(clause);
}

async function figure(
  k: Kernel,
  { clause, basis }: { clause: string; basis: 'text' | 'target' },
  counts: MonthCounts | undefined,
): Promise<ConformityRow> {
  const { met = 0, late = 0, lateOpen = 0, open = 0, warned = 0 } = counts ?? {};
  const tolerance = await k.settings.get<number>(`procedure.tolerance.${clause}`);
  const row: ConformityRow = {
    clause,
    basis,
    due: met + late + open,
    met,
    late,
    open,
    setAside: counts?.setAside ?? 0,
    rate: rateOf(met, late),
    p50: counts?.p50 ?? null,
    p90: counts?.p90 ?? null,
    mark: markOf({ met, late, open, warned }, tolerance),
    tolerance,
    lateOpen,
  };
  if (clause !== '5.3' || basis !== 'text') return row;
  return { ...row, answered: side(counts?.answered), otherReading: side(counts?.other), byPhone: counts?.byPhone ?? 0 };
}

function side(counts: { met: number; late: number; open: number } | undefined) {
  const { met = 0, late = 0, open = 0 } = counts ?? {};
  return { met, late, open, rate: rateOf(met, late) };
}
