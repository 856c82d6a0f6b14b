/**
 * Text as it is searched: without accents, in lower case, words only; `-iones` becomes `-ion`, because without its accent the Spanish
 * stemmer no longer brings -ción and -ciones together. Documents and questions both pass through here, so that they meet.
 */
export function plain(text: string): string {
  return words(text).replace(/iones\b/g, 'ion');
}

function words(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

export interface Term {
  /** `beginning`: the last one, still being typed, so perhaps whole and perhaps a prefix. */
  readonly kind: 'word' | 'phrase' | 'prefix' | 'beginning';
  /** Plain; as typed where it may be cut short. One word for a prefix. */
  readonly text: string;
}

export interface SearchQuestion {
  readonly terms: readonly Term[];
  /** Digits of a conversation's number. */
  readonly number: string | null;
  /** It was written as a number (VT-10482): nothing else is meant. */
  readonly onlyNumber: boolean;
}

const mostTerms = 20;

/** Reads what was typed: words, "a phrase", `palabra*`; the last word, still being typed, is a beginning too. */
export function readQuestion(typed: string): SearchQuestion {
  const text = typed.slice(0, 500);
  const number = /^\s*(vt[-\s]?)?(\d{1,15})\s*$/i.exec(text);
  const terms: Term[] = [];
  let unfinished = '';
  for (const [whole, phrase, word] of text.matchAll(/"([^"]*)"?|([^\s"]+)/g)) {
    terms.push(...(phrase === undefined ? wordTerms(word ?? '') : phraseTerms(phrase)));
    unfinished = whole;
  }
  return {
    terms: withBeginning(terms.slice(0, mostTerms), /["*]/.test(unfinished) || /\s$/.test(text) ? '' : words(unfinished)),
    number: number?.[2] ?? null,
    onlyNumber: number?.[1] !== undefined,
  };
}

function phraseTerms(phrase: string): Term[] {
  const text = plain(phrase);
  return text === '' ? [] : [{ kind: text.includes(' ') ? 'phrase' : 'word', text }];
}

/** What is one word on paper and several in the index (an address, a file name, 2024-1187) is looked for as a phrase. */
function wordTerms(word: string): Term[] {
  if (word.endsWith('*')) {
    const parts = words(word).split(' ').filter(Boolean);
    const last = parts.pop();
    return [
      ...parts.map((text): Term => ({ kind: 'word', text })),
      ...(last === undefined ? [] : [{ kind: 'prefix', text: last } as const]),
    ];
  }
  return phraseTerms(word);
}

function withBeginning(terms: Term[], unfinished: string): Term[] {
  const last = terms.at(-1);
  if (last === undefined || !/[^ ]{2}$/.test(unfinished) || plain(unfinished) !== last.text) return terms;
  return [...terms.slice(0, -1), { kind: 'beginning', text: unfinished }];
}

export interface Fragment {
  readonly text: string;
  /** [start, end) of what was found, in UTF-16 units. */
  readonly marks: readonly (readonly [number, number])[];
}

/** A stem that a question asks for; `isPrefix`: words that begin with it, however long. */
export interface Stem {
  readonly text: string;
  readonly isPrefix: boolean;
}

/** The stems inside a tsquery as PostgreSQL writes it: 'convalid' | 'convalida':* */
export function stemsOf(tsquery: string): Stem[] {
  return [...tsquery.matchAll(/'((?:[^']|'')+)'(:\*)?/g)].map(([, text, star]) => ({
    text: (text ?? '').replaceAll("''", "'"),
    isPrefix: star !== undefined,
  }));
}

/** How much longer than its stem a word may be and still be marked as found: -iéndoselos is the longest that Spanish adds. */
const longestEnding = 6;

/** The first places of a text where a word with one of the stems stands, up to `most`. */
export function marksIn(text: string, stems: readonly Stem[], most = 40): [number, number][] {
  const marks: [number, number][] = [];
  if (stems.length === 0) return marks;
  const initials = new Set(stems.map((stem) => stem.text[0] ?? ''));
  const word = /[\p{L}\p{M}\p{N}]+/gu;
  for (let match = word.exec(text); match !== null && marks.length < most; match = word.exec(text)) {
    // Most words go by their first letter alone: a text is read at ~ 50 MB/s.
    const [found] = match;
    if (!initials.has(initialOf(found))) continue;
    const read = plain(found);
    const isFound = stems.some((stem) => read.startsWith(stem.text) && (stem.isPrefix || read.length - stem.text.length <= longestEnding));
    if (isFound) marks.push([match.index, match.index + found.length]);
  }
  return marks;
}

function initialOf(word: string): string {
  const code = word.charCodeAt(0);
  if (code < 128) return code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : (word[0] as string);
  return plain(word)[0] ?? '';
}

/** The whole text, where it is short (a subject, a name), with what was found in it; null where nothing was. */
export function markedWhole(text: string, stems: readonly Stem[]): Fragment | null {
  const marks = marksIn(text, stems);
  return marks.length === 0 ? null : { text, marks };
}

/** Up to `most` excerpts of a text around what was found. */
export function fragmentsOf(text: string, stems: readonly Stem[], most = 2, around = 70): Fragment[] {
  const found = marksIn(text, stems);
  const fragments: Fragment[] = [];
  let done = 0;
  while (done < found.length && fragments.length < most) {
    const start = wordStart(text, Math.max(0, (found[done] as [number, number])[0] - around));
    const end = Math.min(text.length, (found[done] as [number, number])[1] + around);
    const inside = found.slice(done).filter(([, to]) => to <= end);
    fragments.push(excerpt(text, start, end, inside));
    done += inside.length;
  }
  return fragments;
}

function wordStart(text: string, at: number): number {
  if (at === 0) return 0;
  const space = text.slice(at, at + 20).search(/\s/);
  return space === -1 ? at : at + space + 1;
}

/** White space of any length becomes one space of equal width, so that the marks stay where they are. */
function excerpt(text: string, start: number, end: number, marks: readonly (readonly [number, number])[]): Fragment {
  const lead = start > 0 ? '…' : '';
  const shift = lead.length - start;
  return {
    text: `${lead}${text.slice(start, end).replace(/\s/g, ' ')}${end < text.length ? '…' : ''}`.toWellFormed(),
    marks: marks.map(([from, to]) => [from + shift, to + shift] as const),
  };
}
