import { plain } from '../search.rules.ts';
import { plainSubject } from '../thread.rules.ts';

const much = 0.5;

/** Whether two subjects most likely are of one matter: the same but for prefixes, or at least half of the words of both together. */
export function areAlike(one: string, other: string): boolean {
  const [a, b] = [plain(plainSubject(one)), plain(plainSubject(other))];
  if (a === '' || b === '') return false;
  if (a === b) return true;
  const [mine, theirs] = [wordsOf(a), wordsOf(b)];
  const both = [...mine].filter((word) => theirs.has(word)).length;
  const all = new Set([...mine, ...theirs]).size;
  return both >= 2 && both / all >= much;
}

// «de», «la», «por»: they make nothing alike.
const shortest = 4;

function wordsOf(text: string): Set<string> {
  return new Set(text.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length >= shortest));
}

/** Numbers that name something: a matriculation, a file, an invoice. Years and amounts are shorter. */
export function numbersIn(subject: string): string[] {
  const bare = subject.replace(/\[?VT-\d{1,15}\]?/gi, ' ');
  const found = bare.match(/\d[\d-]{3,}\d/g) ?? [];
  return [...new Set(found.filter((one) => one.replaceAll('-', '').length >= 5))].slice(0, 3);
}

/** The conversations that a subject names: `VT-10482`. */
export function namedIn(subject: string): string[] {
  return [...subject.matchAll(/\bVT-(\d{1,15})\b/gi)].map((match) => match[1] as string).slice(0, 5);
}
