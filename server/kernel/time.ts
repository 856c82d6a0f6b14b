// Santo Domingo keeps −04:00 all year (domain 1.1): a fixed offset is exact and cheap.
const offset = 4 * 3_600_000;

/** An instant (ms) as SQL reads it: ISO 8601 in UTC, milliseconds kept. */
export function instant(at: number): string {
  return new Date(at).toISOString();
}

/** An instant (ms) as our interfaces write it: ISO 8601 with −04:00, milliseconds only where there are any. */
export function iso(at: number): string {
  const text = new Date(at - offset).toISOString();
  return `${text.endsWith('.000Z') ? text.slice(0, 19) : text.slice(0, 23)}-04:00`;
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
