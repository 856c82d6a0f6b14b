import { workingTime } from '#calendar';
import { assignable, type Kernel, localDate } from '#kernel';
import { begin, keepDays } from './days.ts';
import { isAway } from './rules.ts';
import { refuse } from './refusals.ts';
import type { Duty } from './shapes.ts';
import { absencesBetween } from './absence-store.ts';
import { type EntryRow, entriesBetween, insertEntries, lockRota, type NewEntry } from './entry-store.ts';

export interface Assignment {
  readonly date: string;
  readonly duty: Duty;
  readonly accountId: string;
}

export interface Why {
  readonly reason: string | null;
  /** Whether putting somebody else in a place needs a reason (the console). */
  readonly mustExplain: boolean;
}

/**
 * Puts people on duty, in one transaction with what it settles, its act and its news. Who is there already stays as they are.
 * Refuses `unknown-operator`, `not-a-working-day`, `operator-away`, `reason-missing`.
 */
export async function setOperators(k: Kernel, wanted: readonly Assignment[], { reason, mustExplain }: Why): Promise<void> {
  const dates = [...new Set(wanted.map((one) => one.date))].toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) throw refuse.nothingSaid();
  await k.transaction(async (k) => {
    await lockRota(k);
    const checked = await check(k, wanted, { first, last });
    const before = await entriesBetween(k, first, last);
    const fresh = checked.flatMap(({ account, ...one }): (NewEntry & { before: EntryRow | undefined })[] => {
      const stands = before.find((entry) => entry.date === one.date && entry.duty === one.duty);
      if (stands?.accountId === account.id) return [];
      if (mustExplain && stands?.accountId && !reason) throw refuse.reasonMissing();
      return [{ ...one, account, reason, before: stands }];
    });
    if (fresh.length > 0) await insertEntries(k, fresh);
    await begin(k);
    await keepDays(k, dates);
    for (const { date, duty, account, before } of fresh)
      await k.acts.write({
        verb: before?.accountId ? 'rota.changed' : 'rota.set',
        subject: { kind: 'rota', id: date },
        reason,
        detail: { date, duty, before: before?.name ?? null, after: account?.name ?? null },
      });
    await tell(k, dates);
  });
}

/** Nobody is on duty in these places any more: an absence, an account closed. */
export async function vacate(k: Kernel, places: readonly EntryRow[], reason: string): Promise<void> {
  if (places.length === 0) return;
  await insertEntries(
    k,
    places.map(({ date, duty }) => ({ date, duty, account: null, reason })),
  );
  for (const { date, duty, name } of places)
    await k.acts.write({
      verb: 'rota.vacated',
      subject: { kind: 'rota', id: date },
      reason,
      detail: { date, duty, before: name, after: null },
    });
  const dates = [...new Set(places.map((one) => one.date))].toSorted();
  await keepDays(k, dates);
  await tell(k, dates);
}

/** News: to the consoles, and to whoever gives work out where it is about today. */
export async function tell(k: Kernel, dates: readonly string[]): Promise<void> {
  await k.live.tell('rota', '');
  if (dates.includes(localDate(k.clock.now()))) await k.topics.publish('rota.today', {});
}

async function check(k: Kernel, wanted: readonly Assignment[], { first, last }: { first: string; last: string }) {
  const [{ time }, people, absences] = await Promise.all([workingTime(k), assignable(k), absencesBetween(k, first, last)]);
  return wanted.map(({ date, duty, accountId }) => {
    const account = people.find((one) => one.id === accountId);
    if (!account) throw refuse.unknownPerson();
    if (time.workingDay(date) === null) throw refuse.notWorked(date);
    if (isAway(absences, account.id, date)) throw refuse.away(account.name, date);
    return { date, duty, account: { id: account.id, name: account.name } };
  });
}

/** The account of an address that may be put on duty. Refuses `unknown-operator`. */
export async function operatorByEmail(k: Kernel, email: string): Promise<string> {
  const account = (await assignable(k)).find((one) => one.email?.toLowerCase() === email.trim().toLowerCase());
  if (!account) throw refuse.unknownPerson();
  return account.id;
}
