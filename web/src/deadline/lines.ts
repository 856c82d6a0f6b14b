import type { DayRow, Explanation } from '#calendar/shapes';
import type { Formats } from '../i18n/format.ts';
import { timeOfDay } from '../i18n/week.ts';
import type { Language, Translation } from '../i18n/words.ts';
import type { es } from './words.ts';

export type Words = Translation<typeof es>;
export type Reading = Explanation['readings'][number];

/** A line of the arithmetic: a day, or neighbouring days without service as one. */
export interface Line {
  readonly key: string;
  readonly day: string;
  readonly what: string;
  /** From and to as shares of the drawn hours, 0–1. */
  readonly spans: readonly (readonly [number, number])[];
  readonly counts: boolean;
  readonly seconds: number;
  readonly total: number;
  readonly isLast: boolean;
}

interface Ways {
  readonly words: Words;
  readonly format: Formats;
  readonly language: Language;
}

const noonOf = (date: string): number => Date.parse(`${date}T12:00:00-04:00`);
const minutesOf = (time: string): number => {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * 60 + minute;
};

/** The hours that the bars draw: from the earliest opening to the latest close of the shown days. */
export function hoursDrawn(rows: readonly DayRow[]): readonly [string, string] {
  const all = rows.flatMap((row) => [...row.scheduled, ...row.counted]);
  const from = all.map(([one]) => one).toSorted()[0] ?? '08:00';
  const to =
    all
      .map(([, one]) => one)
      .toSorted()
      .at(-1) ?? '16:00';
  return [from, to];
}

export function linesOf(reading: Reading, explanation: Explanation, ways: Ways): Line[] {
  const [from, to] = hoursDrawn(reading.rows);
  const [start, length] = [minutesOf(from), Math.max(1, minutesOf(to) - minutesOf(from))];
  const lines: Line[] = [];
  let quiet: DayRow[] = [];
  const endQuiet = (): void => {
    const [first] = quiet;
    if (first) lines.push({ ...silent(quiet, ways), key: first.date, total: first.total });
    quiet = [];
  };
  for (const [index, row] of reading.rows.entries()) {
    if (row.kind === 'off' && index > 0) {
      quiet.push(row);
      continue;
    }
    endQuiet();
    const isLast = index === reading.rows.length - 1;
    lines.push({
      key: row.date,
      day: ways.format.weekday(noonOf(row.date)),
      what: whatCounts(row, { reading, explanation, isLast }, ways),
      spans: row.counted.map(([a, b]) => [(minutesOf(a) - start) / length, (minutesOf(b) - start) / length] as const),
      counts: row.counted.length > 0,
      seconds: row.seconds,
      total: row.total,
      isLast,
    });
  }
  endQuiet();
  return lines;
}

/** «sáb 21 y dom 22». */
function silent(rows: readonly DayRow[], { words, format }: Ways): Omit<Line, 'key' | 'total'> {
  const days = rows.map((row) => format.weekday(noonOf(row.date)));
  const [first = '', second] = days;
  const day = days.length > 2 ? words.span(first, days.at(-1) ?? '') : second === undefined ? first : words.and(days);
  return { day, what: words.off, spans: [], counts: false, seconds: 0, isLast: false };
}

interface Of {
  readonly reading: Reading;
  readonly explanation: Explanation;
  readonly isLast: boolean;
}

function whatCounts(row: DayRow, { reading, explanation, isLast }: Of, { words, format, language }: Ways): string {
  const arrived = format.time(Date.parse(explanation.openedAt));
  const time = (one: string): string => timeOfDay(one, language);
  const notes = [...closuresOf(row, words, time), ...(row.override ? [words.override(row.override.reason ?? '')] : [])];
  const with_ = (text: string): string => [text, ...notes].join(' · ');
  if (row.kind === 'holiday') return holidayOf(row, words, format);
  if (row.kind === 'off') return words.arrivedOff(arrived);
  if (row.kind === 'closed') return notes.join(' · ') || words.closed;
  if (reading.reading === 'working-days') {
    if (row.workingDay === null) return with_(words.dayZero);
    return with_(words.workingDay(row.workingDay, isLast, format.time(Date.parse(reading.dueAt))));
  }
  const [opens] = row.counted[0] ?? ['', ''];
  if (row.kind === 'last') return with_(words.completes(termOf(explanation, format), format.time(Date.parse(reading.dueAt))));
  if (row.kind === 'only') return with_(words.fromTo(time(opens), format.time(Date.parse(reading.dueAt))));
  if (row.kind === 'first') {
    const isAtOpening = explanation.clockStartsAt !== explanation.openedAt;
    return with_(isAtOpening ? words.fromOpening : words.untilClose(arrived));
  }
  return notes.length > 0 ? notes.join(' · ') : words.full;
}

function holidayOf(row: DayRow, words: Words, format: Formats): string {
  const holiday = row.holiday;
  if (!holiday) return words.off;
  return holiday.legalDate === holiday.date
    ? words.holiday(holiday.name)
    : words.holidayMoved(holiday.name, format.weekday(noonOf(holiday.legalDate)));
}

function closuresOf(row: DayRow, words: Words, time: (one: string) => string): string[] {
  return row.closures.map(({ from, to, reason }) =>
    from === null && to === null ? words.closedDay(reason ?? '') : words.closure(time(from ?? '00:00'), time(to ?? '24:00'), reason ?? ''),
  );
}

/** `24 h`, from the term of the clause. */
export function termOf(explanation: Explanation, format: Formats): string {
  return explanation.hours === null ? format.workingDays(explanation.days) : format.duration(explanation.hours * 3600);
}

/** `mar 24/11 10:40 am`: on this page a day keeps its date, also today and tomorrow. */
export function dated(at: string, format: Formats): string {
  return `${format.weekday(Date.parse(at))} ${format.time(Date.parse(at))}`;
}

/** The arithmetic as plain text, for a mail or a report. */
export function asText(heading: string, lines: readonly Line[], end: string, format: Formats): string {
  const rows = lines.map(
    (line) => `${line.day} · ${line.what} · ${line.seconds > 0 ? format.duration(line.seconds) : '—'} · ${format.duration(line.total)}`,
  );
  return [heading, ...rows, end].join('\n');
}
