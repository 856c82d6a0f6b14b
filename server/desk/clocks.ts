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
import { type Corrections, corrections, type Spell, spellsOf, type StandingObligation, type ThreadMessage } from './wait.rules.ts';

const clause = '5.3';

export interface Thread {
  readonly conversationId: string;
  readonly messages: readonly ThreadMessage[];
  /** Begun in this transaction: it has no obligations yet. */
  readonly isNew: boolean;
}

/** What waits in a conversation. Instants in ms. */
export interface Waiting {
  readonly waitsForAnswer: boolean;
  /** The earliest open due of basis text. */
  readonly dueAt: number | null;
  readonly dueOpenedAt: number | null;
}

/**
 * Brings the 5.3 obligations of these threads to what their spells say; answers what waits afterwards, by conversation. `unsettling`:
 * why a settled one would go on, for its history.
 */
export async function keepClocks(
  k: Kernel,
  threads: readonly Thread[],
  unsettling: 'answer-before-question' | 'answer-bounced' = 'answer-before-question',
): Promise<Map<string, Waiting>> {
  const known = threads.filter((thread) => !thread.isNew).map((thread) => thread.conversationId);
  const standing = bySubject(known.length === 0 ? [] : await obligationsOfSubjects(k, 'conversation', known));
  const plans = threads.map((thread) => ({
    id: thread.conversationId,
    what: corrections(
      spellsOf(thread.messages),
      (standing.get(thread.conversationId) ?? []).filter((row) => row.clause === clause).map(standingOf),
    ),
  }));
  const opened = await apply(k, plans, unsettling);
  const isSettled = plans.some(({ what }) => what.settle.length > 0);
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

interface Plan {
  readonly id: string;
  readonly what: Corrections;
}

async function apply(k: Kernel, plans: readonly Plan[], unsettling: string): Promise<ObligationRow[]> {
  const withdrawn = plans.flatMap(({ what }) => what.withdraw);
  const unsettled = plans.flatMap(({ what }) => what.unsettle);
  const retimed = plans.flatMap(({ what }) =>
    what.retime.map(({ id, spell, key }): Retiming => ({ obligationId: id, spell: key, openedAt: spell.openedAt })),
  );
  if (withdrawn.length > 0) await withdrawObligations(k, withdrawn, 'no-such-spell');
  if (unsettled.length > 0) await unsettleObligations(k, unsettled, unsettling);
  if (retimed.length > 0) await retimeObligations(k, retimed);
  const openings = plans.flatMap(({ id, what }) => what.open.map(({ spell, key }) => openingOf(id, spell, key)));
  const opened = await openObligations(k, openings);
  const ids = new Map(opened.map((row) => [`${row.subjectId} ${row.spell}`, row.id]));
  const settled = plans.flatMap(({ id, what }) =>
    what.settle.flatMap((one) => settlementOf(one.id ?? ids.get(`${id} ${one.key}`), one.spell)),
  );
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

function settlementOf(id: string | undefined, { answer }: Spell): Settlement[] {
  if (id === undefined || answer === null) return [];
  return [{ obligationId: id, at: answer.at, by: answer.isElsewhere ? 'sent-elsewhere' : 'reply', answeredAt: answer.at }];
}

function standingOf(row: ObligationRow): StandingObligation {
  return {
    id: row.id,
    spell: row.spell,
    openedAt: row.openedAt,
    settledAt: row.settledAt,
    settledBy: row.settledBy,
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
  return { waitsForAnswer: open.some((row) => row.clause === clause), dueAt: first?.dueAt ?? null, dueOpenedAt: first?.openedAt ?? null };
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
