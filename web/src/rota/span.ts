/** What the rota shows: a month ('2026-11') or the week from its Monday ('2026-11-23'). */
export interface Span {
  readonly kind: 'month' | 'week';
  /** As it stands in the address. */
  readonly name: string;
  /** Local dates, both included. */
  readonly from: string;
  readonly to: string;
}

const day = 86_400_000;

const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`);
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** A date so many days later. */
export function later(date: string, days: number): string {
  return dateOf(dayOf(date) + days * day);
}

/** 0 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(dayOf(date)).getUTCDay();
}

export function mondayOf(date: string): string {
  return later(date, -((weekdayOf(date) + 6) % 7));
}

export function monthSpan(month: string): Span {
  const [year = 1970, number = 1] = month.split('-').map(Number);
  return { kind: 'month', name: month, from: `${month}-01`, to: dateOf(Date.UTC(year, number, 0)) };
}

export function weekSpan(date: string): Span {
  const from = mondayOf(date);
  return { kind: 'week', name: from, from, to: later(from, 6) };
}

/** What the address asks for; the month of `today` where it asks for nothing, or for what is none. */
export function spanOf(name: string | undefined, today: string): Span {
  if (name && /^(?:19|2\d)\d\d-(?:0[1-9]|1[0-2])$/.test(name)) return monthSpan(name);
  if (name && /^(?:19|2\d)\d\d-\d\d-\d\d$/.test(name) && !Number.isNaN(dayOf(name))) return weekSpan(name);
  return monthSpan(today.slice(0, 7));
}

/** The month or week so many places away. */
export function stepped(span: Span, places: number): Span {
  if (span.kind === 'week') return weekSpan(later(span.from, places * 7));
  const [year = 1970, number = 1] = span.name.split('-').map(Number);
  return monthSpan(dateOf(Date.UTC(year, number - 1 + places, 1)).slice(0, 7));
}

/** The other way to see it: the week of today, where the month holds today, else its first one; the month that most of the week lies in. */
export function seenAs(span: Span, kind: Span['kind'], today: string): Span {
  if (span.kind === kind) return span;
  if (kind === 'month') return monthSpan(later(span.from, 3).slice(0, 7));
  return weekSpan(span.from <= today && today <= span.to ? today : span.from);
}

/** The month that the shares are counted for. */
export function monthOf(span: Span): Span {
  return seenAs(span, 'month', span.from);
}

/** The Mondays of the weeks that a span touches, in order. */
export function mondaysOf({ from, to }: Pick<Span, 'from' | 'to'>): string[] {
  const mondays: string[] = [];
  for (let monday = mondayOf(from); monday <= to; monday = later(monday, 7)) mondays.push(monday);
  return mondays;
}

/** Noon of a date in the institution's zone, ms: what a date is written from. */
export function noonOf(date: string): number {
  return Date.parse(`${date}T12:00:00-04:00`);
}
