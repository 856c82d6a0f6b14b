import { sql } from 'kysely';
import { byKey, instant, type Kernel, writeAhead } from '#kernel';
import type { Basis } from './editions/edition.ts';
import type { Outcome } from './rules.ts';

/** A row of procedure.obligation, instants in ms. */
export interface ObligationRow {
  readonly id: string;
  readonly clause: string;
  readonly basis: Basis;
  readonly edition: number;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly spell: string;
  readonly owedBy: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly otherDueAt: number;
  readonly warnAt: number;
  readonly reading: string;
  readonly calendarVersion: string;
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly outcome: Outcome | null;
  readonly workedSeconds: number | null;
  readonly answeredAt: number | null;
  readonly setAsideAt: number | null;
  readonly setAsideBy: string | null;
  readonly setAsideReason: string | null;
  readonly withdrawnAt: number | null;
  readonly inputs: Record<string, unknown>;
}

export const columns = sql`o.id, o.clause, o.basis, o.edition, o.subject_kind as "subjectKind", o.subject_id as "subjectId", o.spell,
  o.owed_by as "owedBy", o.opened_at as "openedAt", o.due_at as "dueAt", o.other_due_at as "otherDueAt", o.warn_at as "warnAt", o.reading,
  o.calendar_version as "calendarVersion", o.settled_at as "settledAt", o.settled_by as "settledBy", o.outcome, o.worked_seconds as "workedSeconds",
  o.answered_at as "answeredAt", o.set_aside_at as "setAsideAt", o.set_aside_by as "setAsideBy", o.set_aside_reason as "setAsideReason",
  o.withdrawn_at as "withdrawnAt", o.inputs`;

export interface NewObligation {
  readonly clause: string;
  readonly basis: Basis;
  readonly edition: number;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly spell: string;
  readonly owedBy: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly otherDueAt: number;
  readonly warnAt: number;
  readonly reading: string;
  readonly calendarVersion: string;
  readonly inputs: Record<string, unknown>;
}

/** Inserts what is not there yet; answers the rows of all of them, new or known, in no order. */
export async function insertObligations(k: Kernel, rows: readonly NewObligation[]): Promise<ObligationRow[]> {
  const json = JSON.stringify(
    rows.map((row) => ({
      ...row,
      openedAt: instant(row.openedAt),
      dueAt: instant(row.dueAt),
      otherDueAt: instant(row.otherDueAt),
      warnAt: instant(row.warnAt),
    })),
  );
  // `do update` that changes nothing makes `returning` answer the known rows too.
  const { rows: made } = await sql<ObligationRow>`
    insert into procedure.obligation as o (clause, basis, edition, subject_kind, subject_id, spell, owed_by, opened_at, due_at, other_due_at, warn_at, reading, calendar_version, inputs)
    select * from json_to_recordset(${json}::json) as x("clause" text, "basis" text, "edition" int, "subjectKind" text, "subjectId" bigint, "spell" text,
      "owedBy" text, "openedAt" timestamptz, "dueAt" timestamptz, "otherDueAt" timestamptz, "warnAt" timestamptz, "reading" text, "calendarVersion" bigint, "inputs" jsonb)
    on conflict on constraint obligation_once_per_spell do update set clause = excluded.clause
    returning ${columns}`.execute(k.db);
  return made;
}

/** The rows of some ids, locked for the transaction, in id order (one order everywhere: no deadlock). */
export async function lockObligations(k: Kernel, ids: readonly string[]): Promise<ObligationRow[]> {
  const { rows } = await sql<ObligationRow>`
    select ${columns} from procedure.obligation o where o.id = any(${[...ids]}::bigint[]) order by o.id for update`.execute(k.db);
  return rows;
}

export async function obligationsOfSubjects(k: Kernel, kind: string, ids: readonly string[]): Promise<ObligationRow[]> {
  const { rows } = await byKey<ObligationRow>`
    select ${columns} from procedure.obligation o
    where o.subject_kind = ${kind} and o.subject_id = any(${[...ids]}::bigint[]) order by o.opened_at, o.id`.execute(k.db);
  return rows;
}

export interface Change {
  readonly id: string;
  readonly spell: string;
  readonly openedAt: number;
  readonly dueAt: number;
  readonly otherDueAt: number;
  readonly warnAt: number;
  readonly reading: string;
  readonly calendarVersion: string;
  readonly settledAt: number | null;
  readonly settledBy: string | null;
  readonly outcome: Outcome | null;
  readonly workedSeconds: number | null;
  readonly answeredAt: number | null;
  readonly withdrawnAt: number | null;
}

/** Writes the new values of rows that are locked by the caller. */
export async function updateObligations(k: Kernel, changes: readonly Change[]): Promise<void> {
  const when = (at: number | null) => (at === null ? null : instant(at));
  const json = JSON.stringify(
    changes.map((change) => ({
      ...change,
      openedAt: instant(change.openedAt),
      dueAt: instant(change.dueAt),
      otherDueAt: instant(change.otherDueAt),
      warnAt: instant(change.warnAt),
      settledAt: when(change.settledAt),
      answeredAt: when(change.answeredAt),
      withdrawnAt: when(change.withdrawnAt),
    })),
  );
  await writeAhead(
    k.db,
    sql`
    update procedure.obligation o set spell = x."spell", opened_at = x."openedAt", due_at = x."dueAt", other_due_at = x."otherDueAt", warn_at = x."warnAt",
      reading = x."reading", calendar_version = x."calendarVersion", settled_at = x."settledAt", settled_by = x."settledBy", outcome = x."outcome",
      worked_seconds = x."workedSeconds", answered_at = x."answeredAt", withdrawn_at = x."withdrawnAt"
    from json_to_recordset(${json}::json) as x("id" bigint, "spell" text, "openedAt" timestamptz, "dueAt" timestamptz, "otherDueAt" timestamptz, "warnAt" timestamptz,
      "reading" text, "calendarVersion" bigint, "settledAt" timestamptz, "settledBy" text, "outcome" text, "workedSeconds" int, "answeredAt" timestamptz, "withdrawnAt" timestamptz)
    where o.id = x."id"`,
  );
}

export async function markSetAside(k: Kernel, id: string, by: string, reason: string): Promise<void> {
  await sql`
    update procedure.obligation set set_aside_at = ${instant(k.clock.now())}, set_aside_by = ${by}, set_aside_reason = ${reason}
    where id = ${id}`.execute(k.db);
}

export async function writeSubjects(
  k: Kernel,
  rows: readonly { readonly obligationId: string; readonly subjectId: string; readonly spell: string }[],
): Promise<void> {
  await sql`
    update procedure.obligation o set subject_id = s.subject, spell = s.spell
    from unnest(${rows.map((one) => one.obligationId)}::bigint[], ${rows.map((one) => one.subjectId)}::bigint[], ${rows.map((one) => one.spell)}::text[]) s(id, subject, spell)
    where o.id = s.id`.execute(k.db);
}

export interface Judgement {
  readonly obligationId: string;
  readonly kind: 'moved' | 'rejudged' | 'settled' | 'resettled' | 'reopened' | 'retimed' | 'withdrawn' | 'set-aside';
  readonly dueBefore: number | null;
  readonly dueAfter: number | null;
  readonly outcomeBefore: string | null;
  readonly outcomeAfter: string | null;
  readonly cause: string;
}

export async function insertJudgements(k: Kernel, judgements: readonly Judgement[]): Promise<void> {
  if (judgements.length === 0) return;
  const when = (at: number | null) => (at === null ? null : instant(at));
  const json = JSON.stringify(judgements.map((one) => ({ ...one, dueBefore: when(one.dueBefore), dueAfter: when(one.dueAfter) })));
  await writeAhead(
    k.db,
    sql`
    insert into procedure.judgement (obligation_id, at, kind, due_before, due_after, outcome_before, outcome_after, cause)
    select x."obligationId", ${instant(k.clock.now())}, x."kind", x."dueBefore", x."dueAfter", x."outcomeBefore", x."outcomeAfter", x."cause"
    from json_to_recordset(${json}::json) as x("obligationId" bigint, "kind" text, "dueBefore" timestamptz, "dueAfter" timestamptz, "outcomeBefore" text, "outcomeAfter" text, "cause" text)`,
  );
}
