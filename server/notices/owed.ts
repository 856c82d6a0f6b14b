import { workingTime } from '#calendar';
import { briefsOf } from '#desk';
import { type Kernel, localDate } from '#kernel';
import { type ObligationRow, openObligationsDue } from '#procedure';
import { addNotices } from './add.ts';
import { nextOpening } from './rules.ts';

const every = 10 * 60_000;
const page = 200;
/** Of what passed its limit longer ago than this nobody is told anew; a week covers the longest holidays. */
const lookBack = 10 * 86_400_000;
/** Working hours before the limit from which on somebody is told, at most. */
const ahead = 4;

/** Tells whoever has it what is about to fall due or has; again each ten minutes of the schedule. */
export async function lookAtOwed(k: Kernel): Promise<void> {
  const { time } = await workingTime(k);
  const now = k.clock.now();
  const day = time.workingDay(localDate(now));
  const isOpen = day !== null && now >= day.opensAt && now < day.closesAt;
  await k.due.set('notices.owed', 'all', isOpen ? now + every : nextOpening(now, time));
  if (!isOpen) return;
  const until = time.due(now, ahead) + 1;
  for (let from = now - lookBack; ; ) {
    const rows = await openObligationsDue(k, { from, until, limit: page });
    await tellOf(k, rows);
    const last = rows.at(-1);
    // As many as a page of one instant would be read for ever.
    if (!last || rows.length < page || last.dueAt === from) return;
    from = last.dueAt;
  }
}

async function tellOf(k: Kernel, rows: readonly ObligationRow[]): Promise<void> {
  const now = k.clock.now();
  // The target of 5.3 is nobody's alarm; a term of its own has no other basis.
  const owed = rows.filter(
    (row) => row.subjectKind === 'conversation' && (row.basis === 'text' || row.clause !== '5.3') && row.warnAt <= now,
  );
  const briefs = await briefsOf(
    k,
    owed.map((row) => row.subjectId),
  );
  await addNotices(
    k,
    owed.flatMap((row) => {
      const account = briefs.get(row.subjectId)?.assigneeId;
      if (!account) return [];
      const kind = row.dueAt <= now ? ('late' as const) : ('due-soon' as const);
      return [{ account, kind, cause: `${kind}:${row.id}:${row.dueAt}`, conversation: row.subjectId, detail: { dueAt: row.dueAt } }];
    }),
  );
}
