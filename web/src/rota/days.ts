import type { Formats } from '../i18n/format.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { noonOf } from './span.ts';

/** How this screen writes dates. */
export function daysOf(format: Formats) {
  return {
    /** `mié 25/11`. */
    short: (date: string): string => format.weekday(noonOf(date)),
    /** `25/11`. */
    plain: (date: string): string => format.date(noonOf(date)),
    /** `24/11/2026`. */
    full: (date: string): string => format.fullDate(noonOf(date)),
    /** `25`, the day in its own month. */
    number: (date: string): string => String(Number(date.slice(8))),
    weekday: (date: string): string => format.weekdayShort(noonOf(date)),
  };
}

export function useDays() {
  return daysOf(useFormats());
}
