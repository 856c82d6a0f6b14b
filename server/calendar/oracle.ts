// What the engine is tested against: it knows no table, no sums and no search. It asks of each second whether it is open,
// in the words of domain 1.1, and counts. Dates come from Temporal.

export interface OracleCalendar {
  readonly week: Readonly<Record<string, readonly (readonly [string, string])[]>>;
  readonly overrides: readonly { readonly date: string; readonly intervals: readonly (readonly [string, string])[] }[];
  readonly closures: readonly { readonly date: string; readonly from?: string; readonly to?: string }[];
  readonly holidays: readonly string[];
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export class Oracle {
  readonly #calendar: OracleCalendar;
  readonly #days = new Map<number, { date: Temporal.PlainDate; midnight: number; open: boolean[] }>();

  constructor(calendar: OracleCalendar) {
    this.#calendar = calendar;
  }

  /** The earliest whole second at which so many open seconds have run. */
  due(from: number, seconds: number): number {
    let at = from;
    for (let left = seconds; left > 0; at += 1000) if (this.isOpen(at)) left--;
    return at;
  }

  /** The latest whole second from which so many open seconds are left. */
  latest(to: number, seconds: number): number {
    let at = to;
    for (let left = seconds; left > 0; ) {
      at -= 1000;
      if (this.isOpen(at)) left--;
    }
    return at;
  }

  elapsed(from: number, to: number): number {
    let seconds = 0;
    for (let at = from; at < to; at += 1000) if (this.isOpen(at)) seconds++;
    return seconds;
  }

  starts(from: number): number {
    let at = from;
    while (!this.isOpen(at)) at += 1000;
    return at;
  }

  dueInDays(from: number, days: number): number {
    let at = this.starts(from);
    for (let left = days; left > 0; ) {
      at = this.#day(at).midnight + 86_400_000;
      if (this.#isWorkingDay(at)) left--;
    }
    return this.#lastClosing(at);
  }

  nth(month: string, n: number): string | null {
    let found = 0;
    for (let date = Temporal.PlainDate.from(`${month}-01`); date.toString().startsWith(month); date = date.add({ days: 1 })) {
      if (this.#isWorkingDay(date.toZonedDateTime('-04:00').epochMilliseconds)) found++;
      if (found === n) return date.toString();
    }
    return null;
  }

  isOpen(at: number): boolean {
    const { midnight, open } = this.#day(at);
    return open[Math.floor((at - midnight) / 60_000)] as boolean;
  }

  #isWorkingDay(at: number): boolean {
    const { date, open } = this.#day(at);
    return date.dayOfWeek <= 5 && !this.#calendar.holidays.includes(date.toString()) && open.includes(true);
  }

  #lastClosing(at: number): number {
    const { midnight, open } = this.#day(at);
    return midnight + (open.lastIndexOf(true) + 1) * 60_000;
  }

  /** Boundaries are whole minutes, so a minute's answer is that of its seconds. */
  #day(at: number) {
    const key = Math.floor((at - 14_400_000) / 86_400_000);
    const known = this.#days.get(key);
    if (known) return known;
    const date = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('-04:00').toPlainDate();
    const made = { date, midnight: date.toZonedDateTime('-04:00').epochMilliseconds, open: this.#minutes(date) };
    this.#days.set(key, made);
    return made;
  }

  #minutes(date: Temporal.PlainDate): boolean[] {
    const { week, overrides, closures, holidays } = this.#calendar;
    const override = overrides.find((one) => one.date === date.toString());
    const hours = override?.intervals ?? (holidays.includes(date.toString()) ? [] : (week[names[date.dayOfWeek - 1] as string] ?? []));
    const closed = closures.filter((one) => one.date === date.toString());
    return Array.from({ length: 1440 }, (_, minute) => {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
      const isWithin = ([from, to]: readonly [string, string]) => from <= time && time < to;
      return hours.some(isWithin) && !closed.some(({ from = '00:00', to = '24:00' }) => isWithin([from, to]));
    });
  }
}
