export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Somebody named in a text: of its UTF-16 units [from, to), the «@» among them. */
export interface Mention extends Named {
  readonly from: number;
  readonly to: number;
}

const mostMentions = 50;

/**
 * Whom a text names with «@»: by the whole name, or by its beginning (whole words) where nobody else's begins so; without regard to accents and
 * capitals. Of several with one name the one that was `chosen`. An «@» inside a word is an address and names nobody.
 */
export function mentionsIn(text: string, people: readonly Named[], chosen: readonly string[] = []): Mention[] {
  const folded = fold(text);
  const found: Mention[] = [];
  for (let at = folded.indexOf('@'); at >= 0 && found.length < mostMentions; at = folded.indexOf('@', at + 1)) {
    if (isWordy(folded[at - 1])) continue;
    const named = longestAt(folded, at + 1, people, chosen);
    if (named) found.push({ id: named.person.id, name: named.person.name, from: at, to: at + 1 + named.length });
  }
  return found;
}

function longestAt(text: string, at: number, people: readonly Named[], chosen: readonly string[]) {
  const begun = people.map((person) => ({ person, length: commonWords(text, at, fold(person.name)) }));
  const length = Math.max(0, ...begun.map((one) => one.length));
  const all = length === 0 ? [] : begun.filter((one) => one.length === length);
  const whole = all.filter(({ person }) => person.name.length === length);
  const meant = all.find(({ person }) => chosen.includes(person.id));
  if (meant) return meant;
  if (whole.length === 1) return whole[0];
  return all.length === 1 ? all[0] : undefined;
}

/** How many characters of a name stand at a place of a text, in whole words of both. */
function commonWords(text: string, at: number, name: string): number {
  let length = 0;
  for (let end = nextEnd(name, 0); end > 0; end = nextEnd(name, end)) {
    if (!text.startsWith(name.slice(0, end), at) || isWordy(text[at + end])) break;
    length = end;
    if (end === name.length) break;
  }
  return length;
}

/** Where the next word of a name ends; 0 where there is none. */
function nextEnd(name: string, after: number): number {
  if (after >= name.length) return 0;
  const space = name.indexOf(' ', after + 1);
  return space < 0 ? name.length : space;
}

/** As it is compared; each unit stays one unit, so that places stay what they are. */
function fold(text: string): string {
  return Array.from({ length: text.length }, (_, i) => text[i] as string)
    .map((unit) => (unit.normalize('NFD')[0] ?? unit).toLowerCase()[0] ?? unit)
    .join('');
}

function isWordy(unit: string | undefined): boolean {
  return unit !== undefined && /[\p{L}\p{N}_]/u.test(unit);
}
