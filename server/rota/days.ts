import { workingTime, type WorkingTime } from '#calendar';
import { type Kernel, localDate, midnightOf } from '#kernel';
import { type ObligationRow, obligationsOfSubjects, openObligations, settleObligations, unsettleObligations } from '#procedure';
import { clauseOfDuty, datesBetween, dateOfSubject, duties, isAway, later, subjectOf } from './rules.ts';
import type { Duty } from './shapes.ts';
import { absencesBetween } from './absence-store.ts';
import { begunRow, insertBegun, writeOpenedThrough } from './begun-store.ts';
import { entriesBetween, lockRota } from './entry-store.ts';

/** The subject of what is owed on a day. */
export const dayKind = 'rota-day';

const bases = ['text', 'target'] as const;
// A closure that is taken back later than this opens no day anew.
const lookBack = 60;

/**
 * The service has begun: from today on each working day owes an operator for mail and one for chat and calls (6.2). Before somebody used the rota or a mail waited, nobody
 * owed anything. Repetition is harmless.
 */
export async function begin(k: Kernel): Promise<void> {
  const today = localDate(k.clock.now());
  if (!(await insertBegun(k, today, later(today, -1)))) return;
  await openDays(k);
}

/** Opens what each working day until today owes, settles what stands, and sets the alarm for the next day. Again is harmless; nothing before `begin`. */
export async function openDays(k: Kernel): Promise<void> {
  await k.transaction(async (k) => {
    await lockRota(k);
    const begun = await begunRow(k);
    if (!begun) return;
    const today = localDate(k.clock.now());
    const from = [begun.since, [later(today, -lookBack), later(begun.openedThrough, 1)].toSorted()[0] as string]
      .toSorted()
      .at(-1) as string;
    await keepDays(k, datesBetween(from, today));
    await writeOpenedThrough(k, today);
    // Another day, or another calendar: work may be somebody else's.
    await k.topics.publish('rota.today', {});
    await k.due.set('rota.day', 'open', midnightOf(later(today, 1)));
  });
}

/** Brings what is owed on these dates to what stands on the rota: opened, settled by an entry with an available person, open again where there is none any more. */
export async function keepDays(k: Kernel, dates: readonly string[]): Promise<void> {
  const { time } = await workingTime(k);
  const worked = dates.filter((date) => time.workingDay(date) !== null);
  const [first, last] = [worked[0], worked.at(-1)];
  if (first === undefined || last === undefined) return;
  const rows = await opened(k, time, worked);
  const [entries, absences] = await Promise.all([entriesBetween(k, first, last), absencesBetween(k, first, last)]);
  const standing = new Map(
    entries
      .filter((one) => one.accountId !== null && !isAway(absences, one.accountId, one.date))
      .map((one) => [`${one.date} ${clauseOfDuty[one.duty]}`, one.setAt]),
  );
  const setAt = (row: ObligationRow) => standing.get(`${dateOfSubject(row.subjectId)} ${row.clause}`);
  await settleObligations(
    k,
    rows.flatMap((row) => {
      const at = setAt(row);
      // Somebody else in the same place: the day was assigned when it first was.
      return at === undefined || row.settledAt !== null ? [] : [{ obligationId: row.id, at, by: 'rota' as const, answeredAt: null }];
    }),
  );
  const now = k.clock.now();
  const vacant = rows.filter((row) => row.settledAt !== null && setAt(row) === undefined && now <= row.dueAt);
  await unsettleObligations(
    k,
    vacant.map((row) => row.id),
    'rota: vacant',
  );
}

/** The rows of these working days, made where they lack. */
async function opened(k: Kernel, time: WorkingTime, dates: readonly string[]): Promise<ObligationRow[]> {
  const known = await obligationsOfSubjects(k, dayKind, dates.map(subjectOf));
  const keyOf = (subjectId: string, clause: string, basis: string) => `${subjectId} ${clause} ${basis}`;
  const standing = new Map(
    known.filter((row) => row.withdrawnAt === null).map((row) => [keyOf(row.subjectId, row.clause, row.basis), row]),
  );
  const lacking = dates.flatMap((date) =>
    duties.flatMap((duty) =>
      bases
        .filter((basis) => !standing.has(keyOf(subjectOf(date), clauseOfDuty[duty], basis)))
        .map((basis) => {
          // A day that was closed and is worked after all owes anew: what was withdrawn stays withdrawn.
          const before = known.filter(
            (row) => keyOf(row.subjectId, row.clause, row.basis) === keyOf(subjectOf(date), clauseOfDuty[duty], basis),
          );
          return openingOf(date, duty, { basis, spell: before.length === 0 ? date : `${date}#${before.length + 1}` });
        }),
    ),
  );
  return [...standing.values(), ...(await openObligations(k, lacking))].filter(
    (row) => time.workingDay(dateOfSubject(row.subjectId)) !== null,
  );
}

function openingOf(date: string, duty: Duty, { basis, spell }: { basis: 'text' | 'target'; spell: string }) {
  return {
    clause: clauseOfDuty[duty],
    basis,
    subject: { kind: dayKind, id: subjectOf(date) },
    spell,
    openedAt: midnightOf(date),
    inputs: { date, duty },
  };
}
