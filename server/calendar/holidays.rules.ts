import { dateOf, dayOf, dayOfCivil, weekdayIndex } from './civil.rules.ts';
import official from './holidays-do.json' with { type: 'json' };

export interface Holiday {
  /** The day that is not worked. */
  readonly date: string;
  readonly name: string;
  /** The day of the calendar; when they differ, the legal date IS worked (domain 1.2). */
  readonly legalDate: string;
  /** official: it agrees with the announced calendar · computed: by the rule of the law · own: a person added it. */
  readonly source: 'official' | 'computed' | 'own';
}

interface Rule {
  readonly name: string;
  readonly month: number;
  readonly day: number;
  readonly moves: 'never' | 'midweek' | 'midweek-and-sunday';
}

// Law 139-97. 16 August never moves: the Supreme Court (judgment 14 of 2008) holds it immovable, and the ministry follows.
const rules: readonly Rule[] = [
  { name: 'Año Nuevo', month: 1, day: 1, moves: 'never' },
  { name: 'Día de los Santos Reyes', month: 1, day: 6, moves: 'midweek' },
  { name: 'Día de Nuestra Señora de la Altagracia', month: 1, day: 21, moves: 'never' },
  { name: 'Natalicio de Juan Pablo Duarte', month: 1, day: 26, moves: 'midweek' },
  { name: 'Día de la Independencia Nacional', month: 2, day: 27, moves: 'never' },
  { name: 'Día del Trabajo', month: 5, day: 1, moves: 'midweek-and-sunday' },
  { name: 'Día de la Restauración', month: 8, day: 16, moves: 'never' },
  { name: 'Día de Nuestra Señora de las Mercedes', month: 9, day: 24, moves: 'never' },
  { name: 'Día de la Constitución', month: 11, day: 6, moves: 'midweek' },
  { name: 'Navidad', month: 12, day: 25, moves: 'never' },
];

/** The holidays of a year by the rule of Law 139-97, in the order of their dates. */
export function lawHolidays(year: number): Holiday[] {
  const easter = easterOf(year);
  const fixed = rules.map((rule) => {
    const legal = dayOfCivil(year, rule.month, rule.day);
    return holiday(rule.name, legal, legal + shiftOf(rule, weekdayIndex(legal)));
  });
  const church = [holiday('Viernes Santo', easter - 2, easter - 2), holiday('Corpus Christi', easter + 60, easter + 60)];
  return [...fixed, ...church].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function holiday(name: string, legal: number, day: number): Holiday {
  return { date: dateOf(day), name, legalDate: dateOf(legal), source: 'computed' };
}

/** Tuesday, Wednesday → the Monday before; Thursday, Friday → the Monday after; 1 May alone also from Sunday. */
function shiftOf(rule: Rule, weekday: number): number {
  if (rule.moves === 'never') return 0;
  if (weekday === 1 || weekday === 2) return -weekday;
  if (weekday === 3 || weekday === 4) return 7 - weekday;
  return weekday === 6 && rule.moves === 'midweek-and-sunday' ? 1 : 0;
}

/** The day of Easter Sunday (the anonymous Gregorian computus). */
export function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const l = (32 + 2 * e + 2 * i - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayOfCivil(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

const listed = new Map<number, Holiday[]>();
for (const one of official.holidays) {
  const source = one.source === 'computed' ? 'computed' : 'official';
  const year = Number(one.date.slice(0, 4));
  const list = listed.get(year) ?? [];
  list.push({ date: one.date, name: one.name, legalDate: one.legalDate, source });
  listed.set(year, list);
}

/** The holidays of a year: the list that ships with the product, else the rule of the law, marked as computed. */
export function holidaysOf(year: number): readonly Holiday[] {
  return listed.get(year) ?? lawHolidays(year);
}

export interface HolidayEdit {
  readonly date: string;
  /** The name of a day of our own; null: the day of the list is taken out. */
  readonly name: string | null;
}

/** A year's list after a person's edits, in the order of dates; of two edits of a date the later one holds. */
export function editedHolidays(list: readonly Holiday[], edits: readonly HolidayEdit[]): Holiday[] {
  const byDate = new Map(list.map((one) => [one.date, one]));
  for (const { date, name } of edits) {
    if (name === null) byDate.delete(date);
    else byDate.set(date, { date, name, legalDate: date, source: 'own' });
  }
  return [...byDate.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** Plain dates as holidays of their years, for a calendar file that names its own. Dates that do not exist are left out. */
export function holidaysOfDates(dates: readonly string[]): ReadonlyMap<number, readonly Holiday[]> {
  const years = new Map<number, Holiday[]>();
  for (const date of dates) {
    if (dayOf(date) === null) continue;
    const year = Number(date.slice(0, 4));
    years.set(year, editedHolidays(years.get(year) ?? [], [{ date, name: 'Feriado' }]));
  }
  return years;
}
