import type { Translation } from '../../i18n/words.ts';
import type { es } from './words.ts';

type Words = Translation<typeof es>;
export type Fields = Readonly<Record<string, unknown>>;

interface Ways {
  readonly words: Words;
  /** Names of the roles, by their code. */
  readonly roles: Readonly<Record<string, string>>;
}

/** What an act kept, «Moved: 2»; numbers and codes that only the product understands are left out. */
export function detailOf(fields: Fields, ways: Ways): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const label = ways.words.fields[name as keyof Words['fields']];
    const said = label === undefined ? null : valueOf(value, ways);
    return said === null ? [] : [`${label}: ${said}`];
  });
}

/** A value in the reader's words; null where there is nothing that a person could read. */
export function valueOf(value: unknown, ways: Ways): string | null {
  const { words, roles } = ways;
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? words.onOff.on : words.onOff.off;
  if (typeof value === 'number') return String(value);
  // An identity of the database: the name stands beside it where there is one.
  if (typeof value === 'string' && /^\d+$/.test(value)) return null;
  if (typeof value === 'string') return roles[value] ?? words.codes[value as keyof Words['codes']] ?? dated(value);
  const inner = Array.isArray(value) ? value : Object.values(value);
  const said = inner.flatMap((one: unknown) => valueOf(one, ways) ?? []);
  return said.length === 0 ? null : said.join(', ');
}

function dated(text: string): string {
  return text.replace(/\b(\d{4})-(\d\d)-(\d\d)\b/g, '$3/$2/$1');
}
