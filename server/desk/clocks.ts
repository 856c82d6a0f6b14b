import type { Kernel } from '#kernel';
import {
  type ObligationRow,
  obligationsOfSubjects,
  openObligations,
  type Retiming,
  retimeObligations,
  type Settlement,
  settleObligations,
  unsettleObligations,
  withdrawObligations,
} from '#procedure';
import { areaTerms, handBacks, type Term, type TermCorrections, termCorrections } from './area.rules.ts';
import { escalationFacts } from './escalation-store.ts';
import { keepOwnTerms } from './own-term-clock.ts';
import { type Corrections, corrections, endOf, ownSpells, type Spell, type StandingObligation, type ThreadMessage } from './wait.rules.ts';

const clause = '5.3';
const areaClause = '5.3-area';

/** Nothing waits. */
export const nobodyWaits: Waiting = { waitsForAnswer: false, waitsForArea: false, dueAt: null, dueOpenedAt: null };

export interface Thread {
  readonly conversationId: string;
  readonly messages: readonly ThreadMessage[];
  /** Begun in this transaction: it has no obligations yet. */
  readonly isNew: boolean;
}

/** What waits in a conversation. Instants in ms. */
export interface Waiting {
  readonly waitsForAnswer: boolean;
  /** An area owes its answer. */
  readonly waitsForArea: boolean;
  /** The earliest open due of basis text. */
  readonly dueAt: number | null;
  readonly dueOpenedAt: number | null;
}

/**
 * Brings the 5.3 obligations of these threads, and those of the areas they were handed to, to what their messages say; answers what waits afterwards, by conversation. `unsettling`:
 * why a settled one would go on, for its history.
 */
export async function keepClocks(
  k: Kernel,
  threads: readonly Thread[],
  unsettling:
    | 'answer-before-question'
    | 'answer-bounced'
    | 'escalation-bounced'
    | 'call-annulled'
    | 'merge-undone' = 'answer-before-question',
): Promise<Map<string, Waiting>> {
  const known = threads.filter((thread) => !thread.isNew).map((thread) => thread.conversationId);
  const standing = bySubject(known.length === 0 ? [] : await obligationsOfSubjects(k, 'conversation', known));
  const handed = threads.filter((thread) => thread.messages.some((one) => one.part === 'ask')).map((thread) => thread.conversationId);
  const facts = await escalationFacts(k, handed);
  const plans = threads.map(({ conversationId, messages }): Plan => {
    const rows = standing.get(conversationId) ?? [];
    const of = (name: string, basis: 'text' | 'target') => rows.filter((row) => row.clause === name && row.basis === basis).map(standingOf);
    const mine = facts.get(conversationId) ?? [];
    return {
      id: conversationId,
      what: corrections(ownSpells(messages), of(clause, 'text').filter(isJudgedStill(messages))),
      areas: termCorrections(areaTerms(mine, messages), of(areaClause, 'target')),
      returned: termCorrections(handBacks(mine, messages), of(clause, 'target')),
    };
  });
  const opened = await apply(k, plans, unsettling);
  const messagesOf = new Map(threads.map((one) => [one.conversationId, one.messages]));
  await keepOwnTerms(k, [...standing.values()].flat(), (id) => ownSpells(messagesOf.get(id) ?? []));
  const isSettled = plans.some(({ what, areas, returned }) => what.settle.length + areas.open.length + returned.open.length > 0);
  const after = bySubject(
    known.length > 0 || isSettled
      ? await obligationsOfSubjects(
          k,
          'conversation',
          threads.map((one) => one.conversationId),
        )
      : opened,
  );
  return new Map(threads.map(({ conversationId }) => [conversationId, waitingOf(after.get(conversationId) ?? [])]));
}

/** What waits in these conversations as their obligations stand. */
export async function waitingIn(k: Kernel, ids: readonly string[]): Promise<Map<string, Waiting>> {
  const rows = bySubject(await obligationsOfSubjects(k, 'conversation', ids));
  return new Map(ids.map((id) => [id, waitingOf(rows.get(id) ?? [])]));
}

/** What was settled before a person said of its question that it needs no answer stays as it was. */
function isJudgedStill(messages: readonly ThreadMessage[]): (row: StandingObligation) => boolean {
  const excused = new Set(messages.filter((one) => one.isExcused).map((one) => one.id));
  return (row) => row.settledAt === null || !excused.has(row.spell.split('~')[0] as string);
}

interface Plan {
  readonly id: string;
  readonly what: Corrections;
  readonly areas: TermCorrections;
  readonly returned: TermCorrections;
}

async function apply(k: Kernel, plans: readonly Plan[], unsettling: string): Promise<ObligationRow[]> {
  const both = ({ areas, returned }: Plan) => [areas, returned];
  const withdrawn = plans.flatMap((plan) => plan.what.withdraw);
  const gone = plans.flatMap((plan) => both(plan).flatMap((one) => one.withdraw));
  const unsettled = plans.flatMap((plan) => [plan.what, ...both(plan)].flatMap((one) => one.unsettle));
  const retimed = plans.flatMap((plan) => [
    ...plan.what.retime.map(({ id, spell, key }): Retiming => ({ obligationId: id, spell: key, openedAt: spell.openedAt })),
    ...both(plan).flatMap((one) =>
      one.retime.map(({ id, term, key }): Retiming => ({ obligationId: id, spell: key, openedAt: term.openedAt })),
    ),
  ]);
  if (withdrawn.length > 0) await withdrawObligations(k, withdrawn, 'no-such-spell');
  if (gone.length > 0) await withdrawObligations(k, gone, 'escalation-bounced');
  if (unsettled.length > 0) await unsettleObligations(k, unsettled, unsettling);
  if (retimed.length > 0) await retimeObligations(k, retimed);
  const openings = plans.flatMap(({ id, what, areas, returned }) => [
    ...what.open.map(({ spell, key }) => openingOf(id, spell, key)),
    ...areas.open.map((one) => termOpening(id, areaClause, one)),
    ...returned.open.map((one) => termOpening(id, clause, one)),
  ]);
  const opened = await openObligations(k, openings);
  const ids = new Map(opened.map((row) => [`${row.subjectId} ${row.spell}`, row.id]));
  const settled = plans.flatMap((plan) => [
    ...plan.what.settle.flatMap((one) => settlementOf(one.id ?? ids.get(`${plan.id} ${one.key}`), one.spell)),
    ...both(plan).flatMap((one) => one.settle.flatMap((each) => termSettlement(each.id ?? ids.get(`${plan.id} ${each.key}`), each.term))),
  ]);
  if (settled.length > 0) await settleObligations(k, settled);
  return opened;
}

function openingOf(conversation: string, spell: Spell, key: string) {
  return {
    clause,
    subject: { kind: 'conversation', id: conversation },
    spell: key,
    openedAt: spell.openedAt,
    inputs: { message: spell.openedBy },
  };
}

function settlementOf(id: string | undefined, spell: Spell): Settlement[] {
  const end = endOf(spell);
  return id === undefined || end === null ? [] : [{ obligationId: id, ...end }];
}

function termOpening(conversation: string, of: string, { term, key }: { readonly term: Term; readonly key: string }) {
  return {
    clause: of,
    basis: 'target' as const,
    subject: { kind: 'conversation', id: conversation },
    spell: key,
    openedAt: term.openedAt,
    ...(term.owedBy !== null && { owedBy: term.owedBy }),
    ...(term.hours !== null && { hours: term.hours }),
    ...(term.dueAt !== null && { dueAt: term.dueAt }),
    inputs: { escalation: term.escalationId },
  };
}

function termSettlement(id: string | undefined, { end }: Term): Settlement[] {
  if (id === undefined || end === null) return [];
  return [{ obligationId: id, at: end.at, by: end.by, answeredAt: end.answeredAt, ...(end.release !== null && { release: end.release }) }];
}

function standingOf(row: ObligationRow): StandingObligation {
  return {
    id: row.id,
    spell: row.spell,
    openedAt: row.openedAt,
    settledAt: row.settledAt,
    settledBy: row.settledBy,
    answeredAt: row.answeredAt,
    isSetAside: row.setAsideAt !== null,
    isWithdrawn: row.withdrawnAt !== null,
  };
}

function isOpen(row: ObligationRow): boolean {
  return row.settledAt === null && row.setAsideAt === null && row.withdrawnAt === null;
}

function waitingOf(rows: readonly ObligationRow[]): Waiting {
  const open = rows.filter(isOpen);
  const [first] = open.filter((row) => row.basis === 'text').sort((a, b) => a.dueAt - b.dueAt);
  return {
    waitsForAnswer: open.some((row) => row.clause === clause),
    waitsForArea: open.some((row) => row.clause === areaClause),
    dueAt: first?.dueAt ?? null,
    dueOpenedAt: first?.openedAt ?? null,
  };
}

function bySubject(rows: readonly ObligationRow[]): Map<string, ObligationRow[]> {
  const groups = new Map<string, ObligationRow[]>();
  for (const row of rows) {
    const group = groups.get(row.subjectId);
    if (group) group.push(row);
    else groups.set(row.subjectId, [row]);
  }
  return groups;
}
