import { type WorkingTime } from '#calendar';
import { iso } from '#kernel';
import { type ObligationRow } from '#procedure';
import { type EscalationRow } from './escalation-store.ts';
import type { EscalationItem } from './shapes.ts';

/** The 5.3-area of an escalation; its spell is `e<id>`, with a count where one of that name was withdrawn. */
export function obligationOf(escalationId: string, rows: readonly ObligationRow[]): ObligationRow | undefined {
  return rows.findLast((row) => row.clause === '5.3-area' && row.withdrawnAt === null && row.spell.split('~')[0] === `e${escalationId}`);
}

export interface Now {
  readonly time: WorkingTime;
  readonly now: number;
}

/** What a conversation tells of an escalation. */
export function escalationItem(row: EscalationRow, obligations: readonly ObligationRow[], { time, now }: Now): EscalationItem {
  const owed = obligationOf(row.id, obligations);
  const dueAt = owed?.dueAt ?? row.dueAt ?? row.promisedAt;
  const ended = endOf(row, owed);
  return {
    id: row.id,
    area: { id: row.areaId, name: row.areaName },
    note: row.note,
    by: { id: row.byId, name: row.byName },
    at: iso(row.escalatedAt),
    dueAt: iso(dueAt),
    state: ended?.state ?? deliveryState(row),
    endedAt: ended ? iso(ended.at) : null,
    endedBy: ended?.by ?? null,
    endedHow: ended?.how ?? null,
    reason: row.end?.reason ?? null,
    ...leftOf(owed, { time, now }),
    remainingSeconds: owed && owed.settledAt === null ? remainingUntil(dueAt, { time, now }) : null,
  };
}

/** What is left of the area's term. */
export function leftOf(owed: ObligationRow | undefined, { time, now }: Now): { share: number | null; isOverdue: boolean } {
  if (!owed || owed.settledAt !== null) return { share: null, isOverdue: false };
  const term = time.elapsedSeconds(owed.openedAt, owed.dueAt);
  const left = now >= owed.dueAt || term <= 0 ? 0 : time.elapsedSeconds(now, owed.dueAt) / term;
  return { share: Math.min(1, Math.max(0, left)), isOverdue: now > owed.dueAt };
}

/** Working seconds to an instant, negative after it. */
export function remainingUntil(dueAt: number, { time, now }: Now): number {
  return Math.round(now <= dueAt ? time.elapsedSeconds(now, dueAt) : -time.elapsedSeconds(dueAt, now));
}

export interface Ended {
  readonly state: 'answered' | 'returned' | 'undone';
  readonly at: number;
  readonly by: string;
  readonly how: 'page' | 'mail' | 'console' | 'desk';
}

/** How it ended; an answer that we pass on has not ended it before it has been accepted. Null while the area owes. */
export function endOf({ end }: EscalationRow, owed: ObligationRow | undefined): Ended | null {
  if (end !== null && end.kind !== 'answered') return { state: end.kind, at: end.at, by: end.by, how: end.how };
  if (owed?.settledBy === 'desk' && owed.settledAt !== null)
    return { state: 'answered', at: owed.settledAt, by: 'Servicio al Usuario', how: 'desk' };
  if (end === null) return null;
  if (end.forwardId === null) return { state: 'answered', at: end.at, by: end.by, how: end.how };
  return owed?.settledAt == null ? null : { state: 'answered', at: owed.settledAt, by: end.by, how: end.how };
}

function deliveryState({ delivery }: EscalationRow): EscalationItem['state'] {
  if (delivery === 'rejected' || delivery === 'bounced') return 'rejected';
  if (delivery === 'uncertain') return 'uncertain';
  return delivery === 'accepted' ? 'sent' : 'queued';
}

/** Those of a conversation as it shows them; what was undone never was, and is left out of nothing but the clocks. */
export function escalationItems(rows: readonly EscalationRow[], obligations: readonly ObligationRow[], now: Now): EscalationItem[] {
  return rows.map((row) => escalationItem(row, obligations, now));
}
