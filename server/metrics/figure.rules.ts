import { outcomeOf, rateOf } from '#procedure/rules';
import { medianOf, nearestRank } from './percentile.rules.ts';

/** In place of a person's account or a mailbox: nobody's, or none. Beside it stand 'elsewhere' (answered outside the product) and 'area'. */
export const nobody = 'none';

/** One thing that is counted. Instants in ms; `seconds` of working time. */
export interface Fact {
  /** message: came in · spell: a wait of 5.3 that falls due · waiting: one that waits now · term: what an area owed · the others: what happened. */
  readonly kind: 'message' | 'spell' | 'waiting' | 'term' | 'escalated' | 'returned' | 'reopened';
  readonly id: string;
  readonly conversation: string;
  /** By which it belongs to a period. */
  readonly at: number;
  readonly mailbox: string | null;
  readonly operator: string;
  readonly operatorName: string | null;
  readonly area: string | null;
  readonly isAutomatic: boolean;
  readonly openedAt: number | null;
  readonly dueAt: number | null;
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly answeredAt: number | null;
  /** To the first human answer; of a term to the area's answer; of what waits its age until now. */
  readonly seconds: number | null;
  readonly isSetAside: boolean;
}

const hour = 3600;
type Test = (fact: Fact, now: number) => boolean;

const counted = (kind: 'spell' | 'term', test: Test): Test => {
  return (fact, now) => fact.kind === kind && !fact.isSetAside && test(fact, now);
};
const isMet: Test = ({ settledAt, dueAt }) => settledAt !== null && outcomeOf(settledAt, dueAt as number) === 'met';
const isLate: Test = ({ settledAt, dueAt }, now) =>
  settledAt === null ? (dueAt as number) < now : outcomeOf(settledAt, dueAt as number) === 'late';
const isOpen: Test = ({ settledAt, dueAt }, now) => settledAt === null && (dueAt as number) >= now;
const aged =
  (from: number, to: number): Test =>
  ({ kind, seconds }) =>
    kind === 'waiting' && (seconds ?? 0) >= from * hour && (seconds ?? 0) < to * hour;
const happened =
  (kind: Fact['kind']): Test =>
  (fact) =>
    fact.kind === kind;

/** What each figure counts (domain 1.6, 1.7, 3.2). A figure and the list behind it are the same facts. */
const belongs = {
  received: happened('message'),
  automatic: (fact) => fact.kind === 'message' && fact.isAutomatic,
  needing: counted('spell', () => true),
  answered: counted('spell', ({ answeredAt }) => answeredAt !== null),
  met: counted('spell', isMet),
  late: counted('spell', isLate),
  open: counted('spell', isOpen),
  answeredInTime: counted('spell', ({ answeredAt, dueAt }) => answeredAt !== null && answeredAt <= (dueAt as number)),
  answeredLate: counted('spell', ({ answeredAt, dueAt }, now) => (answeredAt ?? now) > (dueAt as number)),
  byPhone: counted('spell', ({ settledBy }) => settledBy === 'phone'),
  elsewhere: counted('spell', ({ settledBy }) => settledBy === 'sent-elsewhere'),
  setAside: (fact) => fact.kind === 'spell' && fact.isSetAside,
  escalated: happened('escalated'),
  returned: happened('returned'),
  reopened: happened('reopened'),
  backlog: happened('waiting'),
  backlog8: aged(0, 8),
  backlog24: aged(8, 24),
  backlog48: aged(24, 48),
  backlogMore: aged(48, Number.POSITIVE_INFINITY),
  overdue: (fact, now) => fact.kind === 'waiting' && (fact.dueAt as number) < now,
  areaDue: counted('term', () => true),
  areaMet: counted('term', isMet),
  areaLate: counted('term', isLate),
  areaOpen: counted('term', isOpen),
  areaAnswered: counted('term', ({ settledBy }) => settledBy === 'area'),
} as const satisfies Record<string, Test>;

export type FigureId = keyof typeof belongs;
export const figureIds = Object.keys(belongs) as [FigureId, ...FigureId[]];
/** What the table of areas shows; all else is of a whole, an operator or a mailbox. */
export const areaFigureIds = ['escalated', 'areaDue', 'areaAnswered', 'areaMet', 'areaLate', 'areaOpen', 'returned'] as const;
export type AreaFigureId = (typeof areaFigureIds)[number];
export const mailFigureIds = figureIds.filter((id) => !id.startsWith('area'));

/** The facts behind a figure. */
export function behind(figure: FigureId, facts: readonly Fact[], now: number): Fact[] {
  const test: Test = belongs[figure];
  return facts.filter((fact) => test(fact, now));
}

export interface Measured {
  readonly counts: Readonly<Record<FigureId, number>>;
  /** Median (midpoint) and p90 (nearest rank) of the working seconds to the first human answer; of areas to theirs. Null without facts. */
  readonly p50: number | null;
  readonly p90: number | null;
  /** met/(met + late): answered or escalated in time. Null without facts, never 0 or 100. */
  readonly rate: number | null;
  /** Answered to the requester within the term. */
  readonly answeredRate: number | null;
}

/** Every figure of these facts. */
export function measure(facts: readonly Fact[], now: number): Measured {
  const counts = Object.fromEntries(figureIds.map((id) => [id, behind(id, facts, now).length])) as Record<FigureId, number>;
  return {
    counts,
    ...percentiles(behind('answered', facts, now)),
    rate: rateOf(counts.met, counts.late),
    answeredRate: rateOf(counts.answeredInTime, counts.answeredLate),
  };
}

/** The same of what areas owed. */
export function measureArea(facts: readonly Fact[], now: number): Measured {
  const { counts } = measure(facts, now);
  return {
    counts,
    ...percentiles(behind('areaAnswered', facts, now)),
    rate: rateOf(counts.areaMet, counts.areaLate),
    answeredRate: null,
  };
}

function percentiles(facts: readonly Fact[]): { p50: number | null; p90: number | null } {
  const seconds = facts.flatMap((fact) => (fact.seconds === null ? [] : [fact.seconds]));
  return { p50: medianOf(seconds), p90: nearestRank(seconds, 0.9) };
}
