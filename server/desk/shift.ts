import { iso, type Kernel, localDate, midnightOf } from '#kernel';
import { obligationsOfSubjects } from '#procedure';
import { monthOf, monthSpan, type Reading } from '#procedure/rules';
import { rotaView } from '#rota';
import { countViews } from './list-store.ts';
import { asker } from './present.ts';
import { bordersAt, owed } from './today.ts';
import { groupOf, isForAgent, ownFigures } from './today.rules.ts';
import type { Shift } from './today-shapes.ts';
import { type Sent, sentBy } from './today-store.ts';

const day = 86_400_000;
const shown = 8;
/** How far the own turns are shown. */
const turnsFor = 21;
/** An answer of before this month may have ended a spell that falls due in it. */
const before = 31 * day;

/** The day of whoever asks: what they are on duty for, what expires first, their turns, absences and own figures. */
export async function shift(k: Kernel): Promise<Shift> {
  const me = k.actor.accountId;
  const borders = bordersAt(k.clock.now());
  const date = localDate(borders.now);
  const [{ items, isMoreLate, duty }, counts, rota, sent] = await Promise.all([
    owed(k, borders),
    countViews(k, ['toAnswer', 'unassigned', 'overdue', 'mine'], asker(k)),
    rotaView(k, date, localDate(borders.now + turnsFor * day)),
    me === null ? [] : sentBy(k, me, monthSpan(monthOf(borders.now)).from - before, borders.tomorrow),
  ]);
  const isOnMail = duty.mine.includes('mail');
  const standing = duty.days.find((one) => one.date === date);
  return {
    at: iso(borders.now),
    reading: await k.settings.get<Reading>('procedure.reading'),
    duties: duty.mine,
    others: {
      mail: isOnMail ? null : (standing?.mail?.person ?? null),
      chat: duty.mine.includes('chat') ? null : (standing?.chat?.person ?? null),
    },
    isWorkingDay: standing !== undefined,
    counts: {
      toAnswer: counts.toAnswer,
      unassigned: counts.unassigned,
      overdue: counts.overdue,
      mine: counts.mine,
      answeredToday: new Set(sent.filter(({ at }) => at >= midnightOf(date)).map((one) => one.conversationId)).size,
    },
    next: groupOf(
      items.filter((item) => isForAgent(item, { accountId: me, isOnMail })),
      shown,
      isMoreLate,
    ),
    turns: rota.days.flatMap((one) => {
      const duties = (['mail', 'chat'] as const).filter((name) => me !== null && one[name]?.person.id === me);
      return duties.length === 0 ? [] : [{ date: one.date, duties }];
    }),
    absences: rota.absences.filter((one) => one.person.id === me).map(({ id, from, to, kind, reason }) => ({ id, from, to, kind, reason })),
    figures: await figuresOf(k, sent, monthOf(borders.now)),
  };
}

/** Of the spells of 5.3 that fall due in the month, those that one of these answers ended. */
async function figuresOf(k: Kernel, sent: readonly Sent[], month: string): Promise<Shift['figures']> {
  const span = monthSpan(month);
  const ids = [...new Set(sent.map((one) => one.conversationId))];
  const mine = new Set(sent.map(({ conversationId, at }) => `${conversationId} ${at}`));
  const rows = ids.length === 0 ? [] : await obligationsOfSubjects(k, 'conversation', ids);
  const ended = rows.flatMap((row) => {
    const isOfMonth = row.dueAt >= span.from && row.dueAt < span.to;
    const counts = row.clause === '5.3' && row.basis === 'text' && row.withdrawnAt === null && row.setAsideAt === null;
    if (!isOfMonth || !counts || row.settledAt === null || !mine.has(`${row.subjectId} ${row.settledAt}`)) return [];
    return [{ dueAt: row.dueAt, settledAt: row.settledAt, workedSeconds: row.workedSeconds }];
  });
  return { month, ...ownFigures(ended) };
}
