import type { Formats } from '../i18n/format.ts';

/** `martes 24/11/2026` from '2026-11-24'; null while the day is not whole, or its year is still being typed. */
export function dayInWords(value: string, format: Formats): string | null {
  if (!/^(?:19|2\d)\d\d-\d\d-\d\d$/.test(value)) return null;
  const at = Date.parse(`${value}T12:00:00-04:00`);
  return Number.isNaN(at) ? null : format.longDay(at);
}
