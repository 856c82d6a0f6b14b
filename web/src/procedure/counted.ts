import type { Formats } from '../i18n/format.ts';
import type { Translation } from '../i18n/words.ts';
import type { ConformityRow } from './api.ts';
import { unitOf } from './unit.ts';
import type { es } from './words.ts';

type Words = Translation<typeof es>;

/** What a month counted, part by part. Set-aside ones are listed but never counted, so they are said apart (domain 1.7). */
export function countedOf(row: ConformityRow, words: Words, format: Formats): string[] {
  const { due, late, lateOpen, open, setAside, p50, p90 } = row;
  if (due === 0 && setAside === 0) return [];
  const unit = unitOf(row.clause);
  const spells = words.units[unit].many(format.number(due), due === 1);
  const parts = [setAside === 0 ? spells : `${spells} ${words.andSetAside(format.number(setAside), setAside === 1)}`];
  if (due > 0) parts.push(endsOf({ late, lateOpen, open }, { words, unanswered: words.units[unit].unanswered, format }));
  // A day is set at an instant: no working time runs in it.
  if (unit === 'day') return parts;
  if (p50 !== null) parts.push(words.median(format.duration(p50)));
  if (p90 !== null) parts.push(words.p90(format.duration(p90)));
  return parts;
}

function endsOf(
  { late, lateOpen, open }: Pick<ConformityRow, 'late' | 'lateOpen' | 'open'>,
  { words, unanswered, format }: { words: Words; unanswered: (n: string) => string; format: Formats },
): string {
  const ends = [late > 0 ? words.late(format.number(late)) : words.allMet];
  if (lateOpen > 0) ends.push(unanswered(format.number(lateOpen)));
  if (open > 0) ends.push(words.running(format.number(open)));
  return ends.join(', ');
}
