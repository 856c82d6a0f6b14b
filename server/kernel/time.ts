// Santo Domingo keeps −04:00 all year (domain 1.1): a fixed offset is exact and cheap.
const offset = 4 * 3_600_000;

/** An instant (ms) as SQL reads it: ISO 8601 in UTC, milliseconds kept. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

/** An instant (ms) as our interfaces write it: ISO 8601 with −04:00, milliseconds only where there are any. */
export function iso(at: number): string {
  // PostgreSQL's own arithmetic leaves microseconds in a number of ms.
  const local = Math.trunc(at) - offset;
  const ms = ((local % day) + day) % day;
  const rest = ms % 1000;
  const seconds = (ms - rest) / 1000;
  const time = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return `${dateOf((local - ms) / day)}T${time}${rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`}-04:00`;
}

const day = 86_400_000;
const dates = new Map<number, string>();
const twoDigits = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

function two(number: number): string {
  return twoDigits[number] as string;
}

/** The date of a day counted from 1970. A page of a list names few days, some of them a hundred times. */
function dateOf(number: number): string {
  const known = dates.get(number);
  if (known !== undefined) return known;
  const written = new Date(number * day).toISOString();
  const date = written.slice(0, written.indexOf('T'));
  if (dates.size >= 4000) dates.clear();
  dates.set(number, date);
  return date;
}

/** The local date 'YYYY-MM-DD' of an instant (ms). */
export function localDate(at: number): string {
  return new Date(at - offset).toISOString().slice(0, 10);
}

/** The instant (ms) of a local date's midnight in Santo Domingo. */
export function midnightOf(date: string): number {
  return Date.parse(`${date}T00:00:00-04:00`);
}

/** Reads an ISO 8601 instant with its offset; null where it is none. */
export function readInstant(text: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/.test(text)) return null;
  const at = Date.parse(text);
  return Number.isNaN(at) ? null : at;
}
