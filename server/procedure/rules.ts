import { dateOf, dayAt } from '#calendar/civil.rules';
import { type Clause, type ClauseTerm } from './editions/edition.ts';
import { edition0 } from './editions/pr-me-04.v0.ts';
import { ownTerms } from './own-terms.ts';

export type Reading = 'schedule-hours' | 'working-days';
export type ObligationState = 'open' | 'met' | 'late' | 'setAside';
export type Outcome = 'met' | 'late' | Release;
/** Ended without the answer that was owed: handed back, or answered by somebody else. Within its term it leaves the figure (decision 0008). */
export type Release = 'devuelto' | 'liberado';
/** tick: none late, none near its end · diamond: some late within tolerance, or one in its last quarter · triangle: below tolerance. */
export type Mark = 'tick' | 'diamond' | 'triangle';

export interface Judged {
  readonly dueAt: number;
  readonly settledAt: number | null;
  readonly setAsideAt: number | null;
  readonly outcome?: Outcome | null;
}

/** Met at exactly the due instant; late when settled after it or open past it (domain 1.3, 1.7). Instants in ms. */
export function stateOf(row: Judged, now: number): ObligationState {
  if (row.setAsideAt !== null) return 'setAside';
  if (row.settledAt !== null) {
    const outcome = outcomeOf(row.settledAt, row.dueAt);
    return outcome === 'met' && isRelease(row.outcome) ? 'setAside' : outcome;
  }
  return now > row.dueAt ? 'late' : 'open';
}

/** Overdue is strict: an answer at exactly `due` is on time (domain 1.3). */
export function outcomeOf(settledAt: number, dueAt: number): 'met' | 'late' {
  return settledAt <= dueAt ? 'met' : 'late';
}

export function isRelease(outcome: Outcome | null | undefined): outcome is Release {
  return outcome === 'devuelto' || outcome === 'liberado';
}

/** A judgement anew: what ended without its answer keeps that word. */
export function outcomeAnew(before: Outcome | null, settledAt: number, dueAt: number): Outcome {
  return isRelease(before) ? before : outcomeOf(settledAt, dueAt);
}

/** met/(met + late); null when both are 0, so that nothing to measure is never shown as 0 or 100 (domain 1.7). */
export function rateOf(met: number, late: number): number | null {
  return met + late === 0 ? null : met / (met + late);
}

export interface Counts {
  readonly met: number;
  readonly late: number;
  readonly open: number;
  /** Open ones in the last quarter of their working term. */
  readonly warned: number;
}

/** From how many obligations in a month on the tolerance rules; below it every late one counts (domain 1.7). */
const tolerantFrom = 20;

/** The mark of a clause in a month; null where there is nothing to measure (domain 1.7). `tolerance` is a share, 0–1. */
export function markOf(counts: Counts, tolerance: number): Mark | null {
  const due = counts.met + counts.late + counts.open;
  if (due === 0) return null;
  const rate = rateOf(counts.met, counts.late);
  const below = due >= tolerantFrom ? rate !== null && rate < tolerance : counts.late > 0;
  if (below) return 'triangle';
  return counts.late > 0 || counts.warned > 0 ? 'diamond' : 'tick';
}

/** Whole working days that a term of hours is in the other reading: 24/48/72 h = 1/2/3 days (domain 1.3). */
export function daysOfHours(hours: number): number {
  return Math.ceil(hours / 24);
}

/** The clause of an id or of one of its aliases (6.1-1 is 5.1); undefined where the edition has none. */
export function clauseOf(id: string): Clause | undefined {
  return [...edition0.clauses, ...ownTerms].find((clause) => clause.id === id || clause.aliases.includes(id));
}

/** The term that a clause sets on a basis. Throws where the edition has none: a mistake of ours, not of a user. */
export function termOf(id: string, basis: 'text' | 'target' = 'text'): ClauseTerm {
  const term = clauseOf(id)?.terms.find((one) => one.basis === basis);
  if (!term) throw new Error(`edition ${edition0.number} has no ${basis} term for ${id}`);
  return term;
}

/** Clauses and bases that this build can open: each has a row in every month's conformity, zeros included. */
export const openable: readonly { readonly clause: string; readonly basis: 'text' | 'target' }[] = [
  { clause: '5.3', basis: 'text' },
  { clause: '5.3', basis: 'target' },
  { clause: '5.3-area', basis: 'target' },
  { clause: '6.2-1', basis: 'text' },
  { clause: '6.2-1', basis: 'target' },
  { clause: '6.2-2', basis: 'text' },
  { clause: '6.2-2', basis: 'target' },
];

/** What the Administrador/a de Redes reads: the rows that the role owes (roles of the interfaces page). */
export const networkClauses: readonly string[] = ['5.1', '5.2', '6.1-2'];

/** First instant of the local month 'YYYY-MM' and of the next, ms. Santo Domingo keeps −04:00 all year. */
export function monthSpan(month: string): { readonly from: number; readonly to: number } {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const local = (y: number, m: number) => Date.UTC(y, m - 1, 1, 4);
  return { from: local(year, number), to: number === 12 ? local(year + 1, 1) : local(year, number + 1) };
}

/** The local month 'YYYY-MM' of an instant. */
export function monthOf(at: number): string {
  return dateOf(dayAt(at)).slice(0, 7);
}

/** The `count` months that end with `month`, oldest first. */
export function monthsUntil(month: string, count: number): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const last = year * 12 + number - 1;
  return Array.from({ length: count }, (_, index) => {
    const one = last - count + 1 + index;
    return `${Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, '0')}`;
  });
}
