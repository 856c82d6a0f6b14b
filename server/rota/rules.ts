import { dateOf, dayOf } from '#calendar/civil.rules';
import type { Duty } from './shapes.ts';

export const duties: readonly Duty[] = ['mail', 'chat'];

/** The clause that each duty fulfils. */
export const clauseOfDuty: Readonly<Record<Duty, '6.2-1' | '6.2-2'>> = { mail: '6.2-1', chat: '6.2-2' };

export interface Span {
  readonly accountId: string;
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
}

/** Whether somebody is away on a date. */
export function isAway(absences: readonly Span[], accountId: string, date: string): boolean {
  return absences.some((one) => one.accountId === accountId && one.from <= date && date <= one.to);
}

export interface Held {
  readonly date: string;
  readonly duty: Duty;
  readonly accountId: string;
}

export interface Question {
  /** Working days with what lacks on each, in order. */
  readonly gaps: readonly { readonly date: string; readonly duty: Duty }[];
  /** Who may be asked, in an order that does not change. */
  readonly people: readonly string[];
  readonly absences: readonly Span[];
  /** What is held already in the window: it counts as load. */
  readonly held: readonly Held[];
}

/**
 * Fills the gaps fairly: on each, of those who are there, who has had the fewest duties, then the fewest of this one, then whose last was longest ago.
 * Nobody gets both duties of a day while somebody else is there. A day on which nobody is there stays without.
 */
export function propose({ gaps, people, absences, held }: Question): Held[] {
  const load = new Load(held);
  const proposed: Held[] = [];
  for (const { date, duty } of gaps) {
    const there = people.filter((one) => !isAway(absences, one, date));
    const free = there.filter((one) => !load.holds(one, date));
    const [accountId] = (free.length > 0 ? free : there).toSorted((a, b) => load.compare(a, b, duty));
    if (accountId === undefined) continue;
    const entry = { date, duty, accountId };
    load.add(entry);
    proposed.push(entry);
  }
  return proposed;
}

class Load {
  readonly #entries: Held[];

  constructor(held: readonly Held[]) {
    this.#entries = [...held];
  }

  add(entry: Held): void {
    this.#entries.push(entry);
  }

  holds(accountId: string, date: string): boolean {
    return this.#of(accountId).some((one) => one.date === date);
  }

  compare(a: string, b: string, duty: Duty): number {
    const [mine, yours] = [this.#of(a), this.#of(b)];
    const ofDuty = (entries: readonly Held[]) => entries.filter((one) => one.duty === duty).length;
    const last = (entries: readonly Held[]) => entries.reduce((latest, one) => (one.date > latest ? one.date : latest), '');
    return mine.length - yours.length || ofDuty(mine) - ofDuty(yours) || (last(mine) < last(yours) ? -1 : last(mine) > last(yours) ? 1 : 0);
  }

  #of(accountId: string): Held[] {
    return this.#entries.filter((one) => one.accountId === accountId);
  }
}

/** How many of `duties` fall to each by the days one is there, rounded so that they add up. */
export function expectedShares(
  people: readonly { readonly id: string; readonly available: number }[],
  dutyCount: number,
): Map<string, number> {
  const days = people.reduce((sum, one) => sum + one.available, 0);
  const exact = people.map(({ id, available }) => ({ id, share: days === 0 ? 0 : (dutyCount * available) / days }));
  const shares = new Map(exact.map(({ id, share }) => [id, Math.floor(share)]));
  let left = days === 0 ? 0 : dutyCount - [...shares.values()].reduce((sum, one) => sum + one, 0);
  for (const { id } of exact.toSorted((a, b) => (b.share % 1) - (a.share % 1))) {
    if (left-- <= 0) break;
    shares.set(id, (shares.get(id) ?? 0) + 1);
  }
  return shares;
}

/** The dates from one to another, both included. */
export function datesBetween(from: string, to: string): string[] {
  const first = dayNumber(from);
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, nr) => dateOf(first + nr));
}

/** A date so many days later. */
export function later(date: string, days: number): string {
  return dateOf(dayNumber(date) + days);
}

function dayNumber(date: string): number {
  const day = dayOf(date);
  if (day === null) throw new RangeError('a date is written YYYY-MM-DD');
  return day;
}

/** The day as the subject of an obligation: 20261124. */
export function subjectOf(date: string): string {
  return date.replaceAll('-', '');
}

export function dateOfSubject(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}`;
}
