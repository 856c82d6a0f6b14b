import { partsOf } from '../i18n/format.ts';

/** The local month of an instant (ms), 'YYYY-MM'. */
export function monthOf(at: number): string {
  const { year, month } = partsOf(at);
  return `${year}-${String(month).padStart(2, '0')}`;
}

/** The `count` months that end with `last`, the newest first. */
export function monthsBack(last: string, count: number): string[] {
  const [year = 0, month = 1] = last.split('-').map(Number);
  return Array.from({ length: count }, (_, index) => {
    const one = year * 12 + month - 1 - index;
    return `${Math.floor(one / 12)}-${String((one % 12) + 1).padStart(2, '0')}`;
  });
}

/** The months that can be asked for, the newest first: from the first one with something to count, `atMost` of them. */
export function monthsOffered(running: string, first: string | null, atMost: number): string[] {
  return monthsBack(running, atMost).filter((one) => one === running || (first !== null && one >= first));
}

/** Whether a text is a month, 'YYYY-MM'. */
export function isMonth(text: string | null): text is string {
  return text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
}
