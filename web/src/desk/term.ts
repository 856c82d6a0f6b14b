// Santo Domingo keeps −04:00 all year (domain 1.1).
const zone = '-04:00';

/** The instant (ISO) of what was typed, 'YYYY-MM-DDTHH:MM' of the institution's clock; null while it is not complete. */
export function instantOf(typed: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed)) return null;
  const text = `${typed}:00${zone}`;
  return Number.isNaN(Date.parse(text)) ? null : text;
}

/** What a field for a moment begins with, 'YYYY-MM-DDTHH:MM' of the institution's clock, from an instant (ms). */
export function typedOf(at: number): string {
  return new Date(at - 4 * 3_600_000).toISOString().slice(0, 16);
}
