import { type WorkingTime, workingTime } from '#calendar';
import { iso, type Kernel, localDate, may, midnightOf } from '#kernel';
import { type ObligationRow, openObligationsDue } from '#procedure';
import type { Reading } from '#procedure/rules';
import { dutyToday } from '#rota';
import type { DutyToday } from '#rota/shapes';
import { left, numberOf } from './present.ts';
import { type Borders, groupOf, isForCoordinator, type When, whenOf } from './today.rules.ts';
import type { DueItem, Today } from './today-shapes.ts';
import { areasOf, briefsOf } from './today-store.ts';

const day = 86_400_000;
/** Rows that are looked at on each side of now: nobody reads further in one go. */
const most = 200;
const shown = { overdue: 10, today: 12, week: 6 };

/** What is due today, late and this week, with what mends it; `mine` leaves out what others have and is not late. */
export async function today(k: Kernel, scope: 'mine' | 'all'): Promise<Today> {
  const borders = bordersAt(k.clock.now());
  const { items, isMoreLate, isMoreAhead } = await owed(k, borders);
  const reader = { accountId: k.actor.accountId, keepsRota: may(k.actor.roles, 'rota.change') };
  const mine = scope === 'all' ? items : items.filter((item) => isForCoordinator(item, reader));
  const by = Map.groupBy(mine, (item): When => groupTo(item, borders));
  return {
    at: iso(borders.now),
    reading: await k.settings.get<Reading>('procedure.reading'),
    overdue: groupOf(by.get('overdue') ?? [], shown.overdue, isMoreLate),
    today: groupOf(by.get('today') ?? [], shown.today, isMoreAhead),
    week: groupOf(by.get('week') ?? [], shown.week, isMoreAhead),
    next: by.get('later')?.[0] ?? null,
  };
}

/** A place of the rota that is owed before an opening has to be filled today. */
function groupTo(item: DueItem, borders: Borders): When {
  const when = whenOf(Date.parse(item.dueAt), borders);
  return item.rota?.isBeforeOpening && when !== 'overdue' ? 'today' : when;
}

export function bordersAt(now: number): Borders {
  const midnight = midnightOf(localDate(now));
  // 5 January 1970 was a Monday; the institution's days all have 24 hours.
  const weekday = ((midnight - midnightOf('1970-01-05')) / day) % 7;
  return { now, tomorrow: midnight + day, nextWeek: midnight + (7 - weekday) * day };
}

export interface Owed {
  /** By due instant. */
  readonly items: DueItem[];
  readonly isMoreLate: boolean;
  readonly isMoreAhead: boolean;
  readonly duty: DutyToday;
  readonly time: WorkingTime;
}

/** All that is owed and open, by due instant, the rota of today and of the next working day among it. */
export async function owed(k: Kernel, { now }: Borders): Promise<Owed> {
  const [late, ahead, duty, { time }] = await Promise.all([
    openObligationsDue(k, { until: now, limit: most + 1 }),
    openObligationsDue(k, { from: now, limit: most + 1 }),
    dutyToday(k),
    workingTime(k),
  ]);
  const rows = [...late.slice(0, most), ...ahead.slice(0, most)];
  const items = [...(await ofConversations(k, rows, time)), ...ofRota(rows, duty, { now, time })];
  return {
    items: items.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt) || a.clause.localeCompare(b.clause) || a.id.localeCompare(b.id)),
    isMoreLate: late.length > most,
    isMoreAhead: ahead.length > most,
    duty,
    time,
  };
}

async function ofConversations(k: Kernel, rows: readonly ObligationRow[], time: WorkingTime): Promise<DueItem[]> {
  const owing = rows.filter((row) => row.subjectKind === 'conversation');
  const escalationOf = ({ clause, inputs: { escalation } }: ObligationRow) =>
    clause === '5.3-area' && typeof escalation === 'string' ? escalation : '';
  const [briefs, areas] = await Promise.all([
    briefsOf(k, [...new Set(owing.map((row) => row.subjectId))]),
    areasOf(k, [...new Set(owing.map(escalationOf).filter((id) => id !== ''))]),
  ]);
  return owing.flatMap((row): DueItem[] => {
    const brief = briefs.get(row.subjectId);
    const area = areas.get(escalationOf(row));
    if (!brief) return [];
    return [
      {
        ...termOf({ dueAt: row.dueAt, openedAt: row.openedAt }, time, k.clock.now()),
        id: row.id,
        kind: row.clause === '5.3-area' ? 'area' : 'answer',
        clause: row.clause,
        basis: row.basis,
        obligation: row.id,
        conversation: {
          id: brief.id,
          number: numberOf(brief.id),
          subject: brief.subject,
          requester: brief.requester,
          mailbox: brief.mailbox,
          assignee: brief.assigneeId === null ? null : { id: brief.assigneeId, name: brief.assigneeName ?? '' },
        },
        area: area ? { name: area.name, escalation: area.id, reminders: area.reminders } : null,
        rota: null,
      },
    ];
  });
}

/** What days until today owe by the text, and what lacks on the next working day: it has to be filled before that day opens. */
function ofRota(
  rows: readonly ObligationRow[],
  { days, proposal }: DutyToday,
  { now, time }: { now: number; time: WorkingTime },
): DueItem[] {
  const today = localDate(now);
  const proposedFor = (date: string, duty: string) => proposal.find((one) => one.date === date && one.duty === duty)?.person ?? null;
  const owing = rows
    .filter((row) => row.subjectKind === 'rota-day' && row.basis === 'text' && (row.inputs as { date: string }).date <= today)
    .map((row): DueItem => {
      const { date, duty } = row.inputs as { date: string; duty: 'mail' | 'chat' };
      return {
        ...termOf({ dueAt: row.dueAt, openedAt: row.openedAt }, time, now),
        id: row.id,
        kind: 'rota',
        clause: row.clause,
        basis: 'text',
        obligation: row.id,
        conversation: null,
        area: null,
        rota: { date, duty, isBeforeOpening: false, proposed: proposedFor(date, duty) },
      };
    });
  const lacking = days.flatMap(({ date, gaps }): DueItem[] => {
    const opensAt = time.workingDay(date)?.opensAt;
    if (date === today || opensAt === undefined) return [];
    return gaps.map((duty) => ({
      ...termOf({ dueAt: opensAt, openedAt: midnightOf(today) }, time, now),
      id: `rota-${date}-${duty}`,
      kind: 'rota',
      clause: duty === 'mail' ? '6.2-1' : '6.2-2',
      basis: 'target',
      obligation: null,
      conversation: null,
      area: null,
      rota: { date, duty, isBeforeOpening: true, proposed: proposedFor(date, duty) },
    }));
  });
  return [...owing, ...lacking];
}

function termOf({ dueAt, openedAt }: { dueAt: number; openedAt: number }, time: WorkingTime, now: number) {
  const { share, isOverdue, remainingSeconds } = left({ dueAt, dueOpenedAt: openedAt }, time, now);
  return { dueAt: iso(dueAt), isOverdue, remainingSeconds: remainingSeconds ?? 0, share: share ?? 0 };
}
