import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

export interface Phone {
  /** E.164: +18095550101 */
  readonly number: string;
  readonly extension: string | null;
}

/** Reads a telephone however it was typed; without a country it is Dominican. Null where it is none. */
export function readPhone(typed: string): Phone | null {
  const text = typed
    .normalize('NFKC')
    .replace(/[\p{Cf}]/gu, '')
    .trim()
    .replace(/^(tel|cel|whatsapp)[\p{L}]*[.:]?\s*/iu, '')
    .replace(/^00(?=[1-9])/, '+');
  const found = parsePhoneNumberFromString(text, { defaultCountry: 'DO', extract: false });
  if (!found?.isValid()) return null;
  return { number: found.number, extension: found.ext ?? null };
}

/** As it is read here: `809-555-0101`; of other countries with its prefix. */
export function shownPhone({ number, extension }: Phone): string {
  const local = /^\+1(809|829|849)(\d{3})(\d{4})$/.exec(number);
  const shown = local ? `${local[1]}-${local[2]}-${local[3]}` : (parsePhoneNumberFromString(number)?.formatInternational() ?? number);
  return extension === null ? shown : `${shown} ext. ${extension}`;
}

/** The digits of a telephone that is looked for, seven or more; null where words are looked for. */
export function phoneDigits(typed: string): string | null {
  const digits = typed.replace(/\D/g, '').replace(/^00/, '');
  return /^[\s\d().+-]+$/.test(typed) && digits.length >= 7 ? digits : null;
}
