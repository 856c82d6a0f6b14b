import { type CalendarChange, lockForChange } from '#calendar';
import type { Kernel } from '#kernel';
import { type MovableRow, type Move, movableAfter, settledTouching, writeMoves } from './move-store.ts';
import { subjectsOf, tellSubjects } from './port.ts';
import { outcomeAnew } from './rules.ts';
import { judgement, withdrawObligations } from './settle.ts';
import { type Change, insertJudgements, type ObligationRow, updateObligations } from './store.ts';
import { type Judge, judgeInForce, judgesOf } from './terms.ts';

/** Rows per statement: bounded memory when a closure moves a very large number of deadlines. */
const batch = 20_000;

/**
 * A changed schedule, holiday list, closure or reading: open deadlines move; settled ones of the span are judged anew where
 * the closure was declared within 10 working days after its date, and by that closure alone. Runs in the transaction of the change.
 * Answers how many open deadlines moved.
 */
export async function moveDeadlines(k: Kernel, change: CalendarChange): Promise<number> {
  await lockForChange(k);
  const judge = await judgeInForce(k);
  const clauses = new Set<string>();
  let moved = 0;
  for (let afterId = '0'; ; ) {
    const rows = await movableAfter(k, change.span, afterId, batch);
    const last = rows.at(-1);
    if (!last) break;
    moved += await moveRows(k, rows, judge, change.cause);
    for (const row of rows) clauses.add(row.clause);
    afterId = last.id;
  }
  for (const row of change.closure ? await rejudge(k, change.closure, judge, change.cause) : []) clauses.add(row.clause);
  for (const clause of clauses) await k.live.tell('procedure', clause);
  await tellSubjects(k);
  return moved;
}

/** How many of the rows have another due instant. */
async function moveRows(k: Kernel, rows: readonly MovableRow[], judge: Judge, cause: string): Promise<number> {
  const moves: Move[] = [];
  // A day that is worked no more owes nothing.
  const gone: string[] = [];
  const touched = new Map<string, string[]>();
  let moved = 0;
  for (const row of rows) {
    const deadlines = judge.deadlines(row.clause, row.basis, row.openedAt, row.inputs);
    if (!deadlines) {
      gone.push(row.id);
      continue;
    }
    const { dueAt, otherDueAt, warnAt } = deadlines;
    if (dueAt === row.dueAt && otherDueAt === row.otherDueAt && row.reading === judge.reading) continue;
    moves.push({ id: row.id, dueAt, otherDueAt, warnAt });
    if (dueAt === row.dueAt) continue;
    moved++;
    const subjects = touched.get(row.subjectKind) ?? [];
    if (subjects.push(row.subjectId) === 1) touched.set(row.subjectKind, subjects);
  }
  if (moves.length > 0) await writeMoves(k, moves, { reading: judge.reading, version: judge.version, cause });
  await withdrawObligations(k, gone, cause);
  // The owner of the subject keeps the due instant beside it for its lists: it hears in the same transaction.
  for (const [kind, ids] of touched) await subjectsOf(kind)?.moved(k, ids);
  return moved;
}

/** A new outcome beside the old one; the act names each of them. Answers the rows that have one. */
async function rejudge(k: Kernel, closure: NonNullable<CalendarChange['closure']>, judge: Judge, cause: string): Promise<ObligationRow[]> {
  if (!closure.rejudges) return [];
  const rows = await settledTouching(k, closure);
  const judgeOf = await judgesOf(k, rows, judge);
  const judged = rows.flatMap((row) => {
    const after = judgedAnew(row, judgeOf(row));
    return after ? [{ row, after }] : [];
  });
  const gone = rows.filter((row) => judgeOf(row).deadlines(row.clause, row.basis, row.openedAt, row.inputs) === null);
  await withdrawObligations(
    k,
    gone.map((row) => row.id),
    cause,
  );
  if (judged.length === 0) return [];
  await updateObligations(
    k,
    judged.map(({ after }) => after),
  );
  await insertJudgements(
    k,
    judged.map(({ row, after }) => judgement(row, 'rejudged', cause, after)),
  );
  await k.acts.write({
    verb: 'obligations.rejudged',
    subject: { kind: 'calendar', id: judge.version },
    reason: cause,
    detail: { obligations: judged.map(({ row, after }) => ({ id: row.id, before: row.outcome, after: after.outcome })) },
  });
  return judged.map(({ row }) => row);
}

/** Under the reading and the calendar that judged it: another schedule touches nothing that has ended, nor does a closure declared too late. */
function judgedAnew(row: ObligationRow, judge: Judge): Change | null {
  const settledAt = row.settledAt as number;
  const deadlines = judge.deadlines(row.clause, row.basis, row.openedAt, row.inputs);
  if (!deadlines) return null;
  const { dueAt, otherDueAt, warnAt } = deadlines;
  const workedSeconds = judge.worked(row.openedAt, settledAt);
  if (dueAt === row.dueAt && otherDueAt === row.otherDueAt && workedSeconds === row.workedSeconds) return null;
  return { ...row, dueAt, otherDueAt, warnAt, workedSeconds, outcome: outcomeAnew(row.outcome, settledAt, dueAt) };
}
