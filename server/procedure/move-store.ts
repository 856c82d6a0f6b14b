import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Basis } from './editions/edition.ts';
import { columns, type ObligationRow } from './store.ts';

/** What is needed of an open obligation to move its deadline; instants in ms. */
export interface MovableRow {
  readonly id: string;
  readonly clause: string;
  readonly basis: Basis;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly otherDueAt: number;
  readonly reading: string;
  /** Only where it has a term or a moment of its own. */
  readonly inputs: Record<string, unknown>;
}

export interface Span {
  readonly fromAt: number;
  readonly toAt: number;
}

/** Open rows after an id, in id order; with a span, those whose term touches it. The caller holds off every writer of deadlines. */
export async function movableAfter(k: Kernel, span: Span | null, afterId: string, limit: number): Promise<MovableRow[]> {
  const touched =
    span === null ? sql`true` : sql`opened_at < ${instant(span.toAt)} and greatest(due_at, other_due_at) >= ${instant(span.fromAt)}`;
  const { rows } = await sql<MovableRow>`
    select id, clause, basis, subject_kind as "subjectKind", subject_id as "subjectId", opened_at as "openedAt", due_at as "dueAt",
      other_due_at as "otherDueAt", reading, case when clause in ('5.3-area', 'queja', 'ley-172-13') then inputs else '{}' end as inputs
    from procedure.obligation
    where settled_at is null and set_aside_at is null and withdrawn_at is null and id > ${afterId} and ${touched}
    order by id limit ${limit}`.execute(k.db);
  return rows;
}

/** Settled rows whose life touches a span: those that a closure declared afterwards may judge anew (domain 1.6). */
export async function settledTouching(k: Kernel, span: Span): Promise<ObligationRow[]> {
  const { rows } = await sql<ObligationRow>`
    select ${columns} from procedure.obligation o
    where o.settled_at is not null and o.withdrawn_at is null and o.set_aside_at is null
      and o.opened_at < ${instant(span.toAt)} and greatest(o.due_at, o.other_due_at, o.settled_at) >= ${instant(span.fromAt)}
    order by o.id for update`.execute(k.db);
  return rows;
}

export interface Move {
  readonly id: string;
  readonly dueAt: number;
  readonly otherDueAt: number;
  readonly warnAt: number;
}

/**
 * Gives rows their new deadlines and keeps the old ones beside, in one statement: both parts of it see the rows as they were.
 * Made for a closure that moves a very large number of rows: arrays of numbers rather than JSON, and `between`, by which each
 * batch reads its own stretch of the table only. The rows come in id order.
 */
export async function writeMoves(
  k: Kernel,
  moves: readonly Move[],
  judged: { reading: string; version: string; cause: string },
): Promise<void> {
  const list = (values: readonly (number | string)[]) => `{${values.join(',')}}`;
  const at = (column: string) => sql`timestamptz 'epoch' + ${sql.ref(column)} * interval '1 ms'`;
  const stretch = sql`o.id between ${moves[0]?.id}::bigint and ${moves.at(-1)?.id}::bigint`;
  await sql`
    with x as materialized (
      select * from unnest(${list(moves.map((one) => one.id))}::bigint[], ${list(moves.map((one) => one.dueAt))}::float8[],
        ${list(moves.map((one) => one.otherDueAt))}::float8[], ${list(moves.map((one) => one.warnAt))}::float8[]) as x (id, due, other, warn)),
    kept as (
      insert into procedure.judgement (obligation_id, at, kind, due_before, due_after, cause)
      select o.id, ${instant(k.clock.now())}, 'moved', o.due_at, ${at('x.due')}, ${judged.cause}
      from x join procedure.obligation o on o.id = x.id and ${stretch} where o.due_at <> ${at('x.due')})
    update procedure.obligation o
    set due_at = ${at('x.due')}, other_due_at = ${at('x.other')}, warn_at = ${at('x.warn')}, reading = ${judged.reading}, calendar_version = ${judged.version}
    from x where o.id = x.id and ${stretch}`.execute(k.db);
}
