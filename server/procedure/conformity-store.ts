import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Basis } from './editions/edition.ts';
import type { ObligationState } from './rules.ts';
import { columns, type ObligationRow } from './store.ts';

export interface MonthCounts {
  readonly clause: string;
  readonly basis: Basis;
  readonly month: string;
  readonly met: number;
  readonly late: number;
  /** Of the late ones, those that still wait. */
  readonly lateOpen: number;
  readonly open: number;
  readonly warned: number;
  readonly setAside: number;
  /** Of the settled ones, those that were answered by telephone. */
  readonly byPhone: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly answered: { readonly met: number; readonly late: number; readonly open: number };
  readonly other: { readonly met: number; readonly late: number; readonly open: number };
}

/** Counts per clause, basis and local month of the due instants in [from, to) (domain 1.7). */
export async function countMonths(k: Kernel, from: number, to: number, now: number): Promise<MonthCounts[]> {
  const at = instant(now);
  const judged = (done: RawBuilder<unknown>, due: RawBuilder<unknown>) => sql`json_build_object(
      'met', count(*) filter (where counted and ${done} <= ${due}),
      'late', count(*) filter (where counted and (${done} > ${due} or (${done} is null and ${due} < ${at}))),
      'open', count(*) filter (where counted and ${done} is null and ${due} >= ${at}))`;
  const { rows } = await sql<MonthCounts>`
    with o as (
      select *, set_aside_at is null and not (outcome in ('devuelto', 'liberado') and settled_at <= due_at) is true as counted, to_char(due_at at time zone 'UTC' - interval '4 hours', 'YYYY-MM') as month
      from procedure.obligation
      where withdrawn_at is null and due_at >= ${instant(from)} and due_at < ${instant(to)})
    select clause, basis, month,
      count(*) filter (where counted and settled_at <= due_at)::int as met,
      count(*) filter (where counted and (settled_at > due_at or (settled_at is null and due_at < ${at})))::int as late,
      count(*) filter (where counted and settled_at is null and due_at < ${at})::int as "lateOpen",
      count(*) filter (where counted and settled_at is null and due_at >= ${at})::int as open,
      count(*) filter (where counted and settled_at is null and due_at >= ${at} and warn_at <= ${at})::int as warned,
      count(*) filter (where not counted)::int as "setAside",
      count(*) filter (where counted and settled_by = 'phone')::int as "byPhone",
      percentile_cont(0.5) within group (order by worked_seconds) filter (where counted and settled_at is not null) as p50,
      percentile_disc(0.9) within group (order by worked_seconds) filter (where counted and settled_at is not null) as p90,
      ${judged(sql`answered_at`, sql`due_at`)} as answered,
      ${judged(sql`settled_at`, sql`other_due_at`)} as other
    from o group by clause, basis, month`.execute(k.db);
  return rows;
}

/** The earliest due instant (ms) of the clauses; null where none has been opened. */
export async function firstDue(k: Kernel, clauses: readonly string[]): Promise<number | null> {
  const { rows } = await sql<{ dueAt: number | null }>`
    select min(due_at) as "dueAt" from procedure.obligation o
    where o.withdrawn_at is null and o.basis = 'text' and o.clause = any(${[...clauses]}::text[])`.execute(k.db);
  return rows[0]?.dueAt ?? null;
}

export interface ObligationFilter {
  readonly clauses?: readonly string[];
  readonly basis?: Basis;
  readonly state?: ObligationState;
  readonly from?: number;
  readonly to?: number;
  readonly after?: { readonly dueAt: number; readonly id: string };
  readonly limit: number;
}

/** Rows by due instant, then id; a withdrawn spell is in no list. */
export async function listObligations(k: Kernel, filter: ObligationFilter, now: number): Promise<ObligationRow[]> {
  const { rows } = await listQueryOf(filter, now).execute(k.db);
  return rows;
}

/** The list's query, apart from its execution so that its plan can be tested. */
export function listQueryOf(filter: ObligationFilter, now: number): RawBuilder<ObligationRow> {
  const at = instant(now);
  const states: Record<ObligationState, RawBuilder<unknown>> = {
    open: sql`o.set_aside_at is null and o.settled_at is null and o.due_at >= ${at}`,
    met: sql`o.set_aside_at is null and o.settled_at <= o.due_at and o.outcome = 'met'`,
    late: sql`o.set_aside_at is null and (o.settled_at > o.due_at or (o.settled_at is null and o.due_at < ${at}))`,
    setAside: sql`(o.set_aside_at is not null or (o.outcome in ('devuelto', 'liberado') and o.settled_at <= o.due_at))`,
  };
  const where = [sql`o.withdrawn_at is null`];
  const [only] = filter.clauses ?? [];
  // One clause as an equality: only so does the index by month also give the order.
  if (filter.clauses)
    where.push(filter.clauses.length === 1 ? sql`o.clause = ${only}` : sql`o.clause = any(${[...filter.clauses]}::text[])`);
  if (filter.basis) where.push(sql`o.basis = ${filter.basis}`);
  if (filter.state) where.push(states[filter.state]);
  if (filter.from !== undefined) where.push(sql`o.due_at >= ${instant(filter.from)}`);
  if (filter.to !== undefined) where.push(sql`o.due_at < ${instant(filter.to)}`);
  if (filter.after) where.push(sql`(o.due_at, o.id) > (${instant(filter.after.dueAt)}, ${filter.after.id})`);
  return sql<ObligationRow>`
    select ${columns} from procedure.obligation o where ${sql.join(where, sql` and `)}
    order by o.due_at, o.id limit ${filter.limit}`;
}

export async function obligationById(k: Kernel, id: string): Promise<ObligationRow | undefined> {
  const { rows } = await sql<ObligationRow>`select ${columns} from procedure.obligation o where o.id = ${id}`.execute(k.db);
  return rows[0];
}

export interface JudgementRow {
  readonly obligationId: string;
  readonly at: number;
  readonly kind: string;
  readonly dueBefore: number | null;
  readonly dueAfter: number | null;
  readonly outcomeBefore: string | null;
  readonly outcomeAfter: string | null;
  readonly cause: string;
}

export async function judgementsOf(k: Kernel, ids: readonly string[]): Promise<JudgementRow[]> {
  const { rows } = await sql<JudgementRow>`
    select obligation_id as "obligationId", at, kind, due_before as "dueBefore", due_after as "dueAfter",
      outcome_before as "outcomeBefore", outcome_after as "outcomeAfter", cause
    from procedure.judgement where obligation_id = any(${[...ids]}::bigint[]) order by id`.execute(k.db);
  return rows;
}

export interface OwedCounts {
  readonly owedBy: string;
  readonly met: number;
  readonly late: number;
  readonly open: number;
  readonly setAside: number;
  readonly p50: number | null;
}

/** The same count of one clause, for each who owes it, by the due instants in [from, to). */
export async function countByOwner(k: Kernel, clause: string, span: { from: number; to: number }, now: number): Promise<OwedCounts[]> {
  const at = instant(now);
  const { rows } = await sql<OwedCounts>`
    with o as (
      select *, set_aside_at is null and not (outcome in ('devuelto', 'liberado') and settled_at <= due_at) is true as counted
      from procedure.obligation
      where withdrawn_at is null and clause = ${clause} and due_at >= ${instant(span.from)} and due_at < ${instant(span.to)})
    select owed_by as "owedBy",
      count(*) filter (where counted and settled_at <= due_at)::int as met,
      count(*) filter (where counted and (settled_at > due_at or (settled_at is null and due_at < ${at})))::int as late,
      count(*) filter (where counted and settled_at is null and due_at >= ${at})::int as open,
      count(*) filter (where not counted)::int as "setAside",
      percentile_cont(0.5) within group (order by worked_seconds) filter (where counted and settled_at is not null) as p50
    from o group by owed_by order by owed_by`.execute(k.db);
  return rows;
}
