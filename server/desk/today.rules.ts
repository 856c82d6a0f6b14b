import type { DueGroup, DueItem } from './today-shapes.ts';

export interface Borders {
  /** ms */
  readonly now: number;
  /** First instant of tomorrow, local. */
  readonly tomorrow: number;
  /** First instant of next Monday, local. */
  readonly nextWeek: number;
}

export type When = 'overdue' | 'today' | 'week' | 'later';

/** Where something stands in the day: late, due today, this week, or after it. Late is strict, as everywhere (domain 1.3). */
export function whenOf(dueAt: number, { now, tomorrow, nextWeek }: Borders): When {
  if (dueAt < now) return 'overdue';
  if (dueAt < tomorrow) return 'today';
  return dueAt < nextWeek ? 'week' : 'later';
}

export interface Reader {
  readonly accountId: string | null;
  /** Whether they put people on duty. */
  readonly keepsRota: boolean;
}

/** Whether something is for a coordinator to see to: their own, nobody's, the rota's, or late whoever has it. */
export function isForCoordinator(item: Pick<DueItem, 'kind' | 'isOverdue' | 'conversation'>, { accountId, keepsRota }: Reader): boolean {
  if (item.kind === 'rota') return keepsRota;
  const assignee = item.conversation?.assignee ?? null;
  return item.isOverdue || assignee === null || assignee.id === accountId;
}

/** Whether something is for the agent of the day: their own; and on duty for mail, what nobody has. */
export function isForAgent(
  item: Pick<DueItem, 'kind' | 'conversation'>,
  { accountId, isOnMail }: { accountId: string | null; isOnMail: boolean },
): boolean {
  if (item.conversation === null) return false;
  const { assignee } = item.conversation;
  return assignee === null ? isOnMail : assignee.id === accountId;
}

/** A group as it is shown: the first few, and how many there are of each basis. */
export function groupOf(items: readonly DueItem[], shown: number, isMore: boolean): DueGroup {
  return { items: items.slice(0, shown), total: items.length, isMore, texts: items.filter((one) => one.basis === 'text').length };
}

export interface Ended {
  readonly dueAt: number;
  readonly settledAt: number;
  readonly workedSeconds: number | null;
}

/** Met, late and the median of the working time (midpoint of the two central values), null without any. */
export function ownFigures(ended: readonly Ended[]): { met: number; late: number; medianSeconds: number | null } {
  const met = ended.filter((one) => one.settledAt <= one.dueAt).length;
  const worked = ended.flatMap((one) => (one.workedSeconds === null ? [] : [one.workedSeconds])).toSorted((a, b) => a - b);
  const middle = worked.length / 2;
  const [low, high] = [worked[Math.ceil(middle) - 1], worked[Math.floor(middle)]];
  return { met, late: ended.length - met, medianSeconds: low === undefined || high === undefined ? null : (low + high) / 2 };
}
