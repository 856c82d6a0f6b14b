import { workingTime, type WorkingTime } from '#calendar';
import { dayOf } from '#calendar/civil.rules';
import { holidayOn } from '#calendar/day.rules';
import { assignable, iso, type Kernel, localDate, personsWith } from '#kernel';
import { refuse } from './refusals.ts';
import { datesBetween, duties, expectedShares, isAway, later, propose } from './rules.ts';
import type { Duty, DutyToday, Proposed, RotaDay, RotaView } from './shapes.ts';
import { begunRow } from './begun-store.ts';
import { type AbsenceRow, absencesBetween } from './absence-store.ts';
import { designationsBetween } from './designation-store.ts';
import { changesBetween, type EntryRow, entriesBetween } from './entry-store.ts';

// Duties so many days before and after today count as load when new ones are proposed, whatever days are looked at: a day has one proposal.
const memory = 62;

/** The rota between two dates, both included: who stands, what lacks, a proposal for it, the shares, absences, designations and changes. Refuses `bad-span`. */
export async function rotaView(k: Kernel, from: string, to: string): Promise<RotaView> {
  if (from > to || datesBetween(from, to).length > 366) throw refuse.badSpan();
  const today = localDate(k.clock.now());
  const [{ time }, people, entries, absences, designations, changes, begun] = await Promise.all([
    workingTime(k),
    candidates(k),
    entriesBetween(k, from, to),
    absencesBetween(k, from, to),
    designationsBetween(k, from, to),
    changesBetween(k, from, to),
    begunRow(k),
  ]);
  const since = begun?.since ?? null;
  const days = datesBetween(from, to).map((date) => dayView(time, date, { entries, absences }));
  return {
    from,
    to,
    today,
    since,
    days,
    people,
    share: sharesOf(
      days.filter((day) => isCounted(day, since ?? today)),
      people,
      absences,
    ),
    absences: absences.map(({ id, accountId, name, saidAt, ...one }) => ({
      id,
      person: { id: accountId, name },
      saidAt: iso(saidAt),
      saidBy: one.saidBy,
      from: one.from,
      to: one.to,
      kind: one.kind,
      reason: one.reason,
      substitute: one.substituteId === null ? null : { id: one.substituteId, name: one.substituteName ?? '' },
    })),
    designations: designations.map(({ id, accountId, name, since, until, reason, madeBy }) => ({
      id,
      person: { id: accountId, name },
      since,
      until,
      reason,
      madeBy,
    })),
    changes: changes.map((one) => ({ ...one, at: iso(one.at) })),
    proposal: await proposalFor(
      k,
      days.filter((day) => day.date >= today),
      people,
    ),
  };
}

/** The next working days from today: today where it is worked, and the one after; with a proposal for what lacks, and the reader's own duty. */
export async function dutyToday(k: Kernel): Promise<DutyToday> {
  const { time } = await workingTime(k);
  const today = localDate(k.clock.now());
  const next = nextWorkingDay(time, later(today, 1));
  const dates = time.workingDay(today) === null ? [next] : [today, next];
  const [people, entries, absences] = await Promise.all([
    candidates(k),
    entriesBetween(k, dates[0] as string, next),
    absencesBetween(k, dates[0] as string, next),
  ]);
  const days = dates.map((date) => dayView(time, date, { entries, absences }));
  const mine = duties.filter((duty) => days.some((day) => day.date === today && day[duty]?.person.id === k.actor.accountId));
  return { days, proposal: await proposalFor(k, days, people), mine };
}

function nextWorkingDay(time: WorkingTime, from: string): string {
  let date = from;
  while (time.workingDay(date) === null) date = later(date, 1);
  return date;
}

/** Agentes de Servicio; where there are none, whoever may reply. */
async function candidates(k: Kernel): Promise<{ id: string; name: string }[]> {
  const agents = await personsWith(k, ['operator']);
  return (agents.length > 0 ? agents : await assignable(k)).map(({ id, name }) => ({ id, name }));
}

interface Facts {
  readonly entries: readonly EntryRow[];
  readonly absences: readonly AbsenceRow[];
}

function dayView(time: WorkingTime, date: string, { entries, absences }: Facts): RotaDay {
  const isWorking = time.workingDay(date) !== null;
  const of = (duty: Duty) => {
    const row = entries.find((one) => one.date === date && one.duty === duty);
    if (!row?.accountId || isAway(absences, row.accountId, date)) return null;
    return { person: { id: row.accountId, name: row.name ?? '' }, setAt: iso(row.setAt), setBy: row.setByName, reason: row.reason };
  };
  const [mail, chat] = [of('mail'), of('chat')];
  const holiday = holidayOn(time.agenda, dayOf(date) ?? 0)?.name ?? null;
  const gaps: Duty[] = isWorking ? [...(mail ? [] : (['mail'] as const)), ...(chat ? [] : (['chat'] as const))] : [];
  return { date, isWorking, holiday: isWorking ? null : holiday, mail, chat, gaps };
}

async function proposalFor(k: Kernel, days: readonly RotaDay[], people: readonly { id: string; name: string }[]): Promise<Proposed[]> {
  const gaps = days.flatMap(({ date, gaps }) => gaps.map((duty) => ({ date, duty })));
  const [first, last] = [gaps[0]?.date, gaps.at(-1)?.date];
  if (first === undefined || last === undefined) return [];
  const today = localDate(k.clock.now());
  const until = [later(today, memory), last].toSorted().at(-1) as string;
  const [entries, absences] = await Promise.all([entriesBetween(k, later(today, -memory), until), absencesBetween(k, first, last)]);
  const held = entries.flatMap(({ date, duty, accountId }) => (accountId === null ? [] : [{ date, duty, accountId }]));
  const names = new Map(people.map((one) => [one.id, one.name]));
  return propose({ gaps, people: people.map((one) => one.id), absences, held }).map(({ date, duty, accountId }) => ({
    date,
    duty,
    person: { id: accountId, name: names.get(accountId) ?? '' },
  }));
}

/** A working day before the service began is no share of anybody's, unless somebody was noted for it. */
function isCounted(day: RotaDay, since: string): boolean {
  return day.isWorking && (day.date >= since || day.mail !== null || day.chat !== null);
}

function sharesOf(days: readonly RotaDay[], people: readonly { id: string; name: string }[], absences: readonly AbsenceRow[]) {
  const everybody = new Map(people.map((one) => [one.id, one]));
  for (const day of days) for (const duty of duties) if (day[duty]) everybody.set(day[duty].person.id, day[duty].person);
  const count = (id: string, duty: Duty) => days.filter((day) => day[duty]?.person.id === id).length;
  const expected = expectedShares(
    people.map(({ id }) => ({ id, available: days.filter((day) => !isAway(absences, id, day.date)).length })),
    days.length * duties.length,
  );
  return [...everybody.values()].map((person) => ({
    person,
    mail: count(person.id, 'mail'),
    chat: count(person.id, 'chat'),
    expected: expected.get(person.id) ?? 0,
  }));
}
