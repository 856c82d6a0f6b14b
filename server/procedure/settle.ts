import type { Kernel } from '#kernel';
import { outcomeAnew, outcomeOf, type Release } from './rules.ts';
import {
  type Change,
  insertJudgements,
  type Judgement,
  lockObligations,
  type ObligationRow,
  updateObligations,
  writeSubjects,
} from './store.ts';
import { type Judge, judgeForWriting, judgesOf } from './terms.ts';

/**
 * How it ended: our reply, one found in Sent, by telephone, or handed to an area; what an area owed by its answer, by handing it back, or
 * because we answered ('desk'); somebody was put on the rota.
 */
export type SettledBy = 'reply' | 'sent-elsewhere' | 'phone' | 'escalation' | 'area' | 'returned' | 'desk' | 'rota';

export interface Settlement {
  readonly obligationId: string;
  readonly at: number;
  readonly by: SettledBy;
  /** When the requester had an answer, ms; null where the matter only went to an area. */
  readonly answeredAt: number | null;
  /** It ended without the answer that was owed. */
  readonly release?: Release | undefined;
}

/** Settles, or settles anew when an earlier end is found later; what stood before is kept beside (domain 1.6). */
export async function settleObligations(k: Kernel, settlements: readonly Settlement[]): Promise<void> {
  await change(k, new Map(settlements.map((one) => [one.obligationId, one])), (row, settlement, { own }) => {
    if (row.settledAt === settlement.at && row.settledBy === settlement.by && row.answeredAt === settlement.answeredAt) return null;
    const outcome = settlement.release ?? outcomeOf(settlement.at, row.dueAt);
    return {
      kind: row.settledAt === null ? 'settled' : 'resettled',
      cause: settlement.by,
      values: {
        settledAt: settlement.at,
        settledBy: settlement.by,
        outcome,
        workedSeconds: own.worked(row.openedAt, settlement.at),
        answeredAt: settlement.answeredAt,
        // An open deadline is kept up to date: it is the one that the calendar in force gives.
        calendarVersion: own.version,
      },
    };
  });
}

export interface Retiming {
  readonly obligationId: string;
  readonly spell: string;
  readonly openedAt: number;
}

/** The spell began at another message or instant than was known: its deadline is computed anew, the old one kept beside. */
export async function retimeObligations(k: Kernel, retimings: readonly Retiming[]): Promise<void> {
  await change(k, new Map(retimings.map((one) => [one.obligationId, one])), (row, retiming, { own }) => {
    if (row.openedAt === retiming.openedAt && row.spell === retiming.spell) return null;
    const { dueAt, otherDueAt, warnAt } = own.deadlines(row.clause, row.basis, retiming.openedAt, row.inputs) ?? row;
    const settled = row.settledAt === null ? {} : resettled(row, dueAt, retiming.openedAt, own);
    return {
      kind: 'retimed',
      cause: 'receipt',
      values: {
        spell: retiming.spell,
        openedAt: retiming.openedAt,
        dueAt,
        otherDueAt,
        warnAt,
        reading: own.reading,
        calendarVersion: own.version,
        ...settled,
      },
    };
  });
}

function resettled(row: ObligationRow, dueAt: number, openedAt: number, judge: Judge): Partial<Change> {
  const settledAt = row.settledAt as number;
  return { outcome: outcomeAnew(row.outcome, settledAt, dueAt), workedSeconds: judge.worked(openedAt, settledAt) };
}

/**
 * Takes a settlement back (an answer bounced, a resolution was wrong): the spell goes on as if it had not stopped, under the
 * calendar and the reading that rule now, as any open one.
 */
export async function unsettleObligations(k: Kernel, ids: readonly string[], cause: string): Promise<void> {
  await change(k, new Map(ids.map((id) => [id, id])), (row, _, { inForce }) => {
    if (row.settledAt === null) return null;
    const { dueAt, otherDueAt, warnAt } = inForce.deadlines(row.clause, row.basis, row.openedAt, row.inputs) ?? row;
    const term = { dueAt, otherDueAt, warnAt, reading: inForce.reading, calendarVersion: inForce.version };
    return {
      kind: 'reopened',
      cause,
      values: { ...term, settledAt: null, settledBy: null, outcome: null, workedSeconds: null, answeredAt: null },
    };
  });
}

export interface Removal {
  readonly obligationId: string;
  readonly subjectId: string;
  /** Its name there. */
  readonly spell: string;
}

/** They are of another subject of the same kind from now on: the clock goes on as it ran, and what was judged stays judged. */
export async function rehomeObligations(k: Kernel, removals: readonly Removal[]): Promise<void> {
  if (removals.length === 0) return;
  await k.transaction(async (k) => {
    const rows = await lockObligations(
      k,
      removals.map((one) => one.obligationId),
    );
    await writeSubjects(k, removals);
    await insertJudgements(
      k,
      rows.map((row) => judgement(row, 'retimed', 'other-subject', row)),
    );
    for (const clause of new Set(rows.map((row) => row.clause))) await k.live.tell('procedure', clause);
  });
}

/** The spell never was (an answer of before it was found): the row is kept, counted nowhere. */
export async function withdrawObligations(k: Kernel, ids: readonly string[], cause: string): Promise<void> {
  await change(k, new Map(ids.map((id) => [id, id])), (row) =>
    row.withdrawnAt === null ? { kind: 'withdrawn', cause, values: { withdrawnAt: k.clock.now() } } : null,
  );
}

interface Decision {
  readonly kind: Judgement['kind'];
  readonly cause: string;
  readonly values: Partial<Change>;
}

interface Judges {
  /** What rules now. */
  readonly inForce: Judge;
  /** What the row is judged by: the same while it is open. */
  readonly own: Judge;
}

type Decide<T> = (row: ObligationRow, what: T, judges: Judges) => Decision | null;

async function change<T>(k: Kernel, asked: ReadonlyMap<string, T>, decide: Decide<T>): Promise<void> {
  if (asked.size === 0) return;
  await k.transaction((k) => changeHeld(k, asked, decide));
}

async function changeHeld<T>(k: Kernel, asked: ReadonlyMap<string, T>, decide: Decide<T>): Promise<void> {
  const inForce = await judgeForWriting(k);
  const rows = await lockObligations(k, [...asked.keys()]);
  const ownOf = await judgesOf(k, rows, inForce);
  const changes: Change[] = [];
  const judgements: Judgement[] = [];
  for (const row of rows) {
    const decision = decide(row, asked.get(row.id) as T, { inForce, own: ownOf(row) });
    if (!decision) continue;
    const after = { ...row, ...decision.values };
    changes.push(after);
    judgements.push(judgement(row, decision.kind, decision.cause, after));
  }
  if (changes.length === 0) return;
  await updateObligations(k, changes);
  await insertJudgements(k, judgements);
  for (const clause of new Set(rows.map((row) => row.clause))) await k.live.tell('procedure', clause);
}

export function judgement(
  before: ObligationRow,
  kind: Judgement['kind'],
  cause: string,
  after: Pick<Change, 'dueAt' | 'outcome'>,
): Judgement {
  return {
    obligationId: before.id,
    kind,
    cause,
    dueBefore: before.dueAt,
    dueAfter: after.dueAt,
    outcomeBefore: before.outcome,
    outcomeAfter: after.outcome,
  };
}
