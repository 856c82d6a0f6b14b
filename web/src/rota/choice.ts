import type { Duty, Proposed, RotaDay, RotaView, Someone } from './api.ts';

/** A place on the rota. */
export interface Place {
  readonly date: string;
  readonly duty: Duty;
}

export const duties = ['mail', 'chat'] as const satisfies readonly Duty[];

export function keyOf({ date, duty }: Place): string {
  return `${date} ${duty}`;
}

export function otherDuty(duty: Duty): Duty {
  return duty === 'mail' ? 'chat' : 'mail';
}

/** «Wilkin S.» from «Wilkin Santana», «Luis M. Féliz» from «Luis Miguel Féliz»: a cell is narrow; of four names the two surnames come last. */
export function shortName(name: string): string {
  const parts = name.trim().split(/\s+/);
  const [first = '', second = '', third = ''] = parts;
  const initial = (part: string): string => `${[...part][0] ?? ''}.`;
  if (parts.length < 2) return first;
  if (parts.length === 2) return `${first} ${initial(second)}`;
  return parts.length === 3 ? `${first} ${initial(second)} ${third}` : `${first} ${initial(third)}`;
}

export interface Candidate {
  readonly person: Someone;
  /** Duties of the month. */
  readonly count: number;
  readonly isProposed: boolean;
  /** Why it can't be this person, or should not. */
  readonly hindrance: 'away' | 'both' | null;
  /** Another duty within two days, still to come. */
  readonly near: Place | null;
}

const daysApart = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;

/** Whether a day owes its operators: worked, and not before the service began; or somebody was noted for it all the same. */
export function isOwed({ since, today }: RotaView, day: RotaDay): boolean {
  return day.isWorking && (day.date >= (since ?? today) || day.mail !== null || day.chat !== null);
}

export function isAway(view: RotaView, id: string, date: string): boolean {
  return view.absences.some(({ person, from, to }) => person.id === id && from <= date && date <= to);
}

/** What somebody is on duty for, in the order of the days. */
export function placesOf(days: readonly RotaDay[], id: string): Place[] {
  return days.flatMap((day) => duties.filter((duty) => day[duty]?.person.id === id).map((duty) => ({ date: day.date, duty })));
}

/** Who may take a place: whoever is proposed first, then by fewest duties; last who is away or has the other duty of that day. */
export function candidatesFor(view: RotaView, counts: RotaView['share'], place: Place): Candidate[] {
  const proposed = view.proposal.find((one) => keyOf(one) === keyOf(place))?.person.id;
  const rank = ({ isProposed, hindrance }: Candidate): number => (hindrance ? 2 : isProposed ? 0 : 1);
  return view.people
    .map((person): Candidate => {
      const mine = placesOf(view.days, person.id);
      const share = counts.find((one) => one.person.id === person.id);
      return {
        person,
        count: share ? share.mail + share.chat : 0,
        isProposed: person.id === proposed,
        hindrance: isAway(view, person.id, place.date) ? 'away' : mine.some(({ date }) => date === place.date) ? 'both' : null,
        near: mine.find(({ date }) => date >= view.today && date !== place.date && daysApart(date, place.date) <= 2) ?? null,
      };
    })
    .toSorted((a, b) => rank(a) - rank(b) || a.count - b.count);
}

/** The first place from today on that two people can exchange: `to` gives one of theirs for the place of `from`. */
export function swapFor(view: RotaView, place: Place, { from, to }: { from: string; to: string }): Place | null {
  const isFree = (id: string, { date }: Place, leaving: Place): boolean =>
    !isAway(view, id, date) && !placesOf(view.days, id).some((one) => one.date === date && keyOf(one) !== keyOf(leaving));
  if (from === to || !isFree(to, place, place)) return null;
  return (
    placesOf(view.days, to).find(
      (one) => one.date >= view.today && one.date !== place.date && isFree(from, one, place) && view.people.some(({ id }) => id === from),
    ) ?? null
  );
}

/** What would be vacant if somebody were away from one date to another. */
export function vacantBy(view: RotaView, id: string, { from, to }: { from: string; to: string }): Place[] {
  return placesOf(view.days, id).filter(({ date }) => date >= view.today && from <= date && date <= to);
}

/** The proposal with what the coordinator chose otherwise. */
export function chosen(view: RotaView, choices: ReadonlyMap<string, string>): Proposed[] {
  return view.proposal.map((one) => {
    const person = view.people.find(({ id }) => id === choices.get(keyOf(one)));
    return person && !isAway(view, person.id, one.date) ? { ...one, person } : one;
  });
}
