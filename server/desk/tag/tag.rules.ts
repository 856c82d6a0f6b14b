export const tagColours = ['grey', 'indigo', 'blue', 'violet', 'pink', 'brown'] as const;
export type TagColour = (typeof tagColours)[number];

/** As a name is kept: one line, without spaces at its ends or two in a row. */
export function tagName(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed().replace(/\s+/gu, ' ').trim();
}

/** As a name is looked for, and may stand only once: without accents, in lower case. */
export function plainTagName(text: string): string {
  return tagName(text)
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

export interface Pointer {
  readonly id: string;
  readonly mergedInto: string | null;
}

/** Which tag stands for each: itself, or the last of those it was merged into. */
export function standing(tags: readonly Pointer[]): Map<string, string> {
  const into = new Map(tags.map((one) => [one.id, one.mergedInto]));
  const last = (id: string, seen: ReadonlySet<string> = new Set()): string => {
    const next = into.get(id) ?? null;
    return next === null || seen.has(next) ? id : last(next, new Set(seen).add(id));
  };
  return new Map(tags.map(({ id }) => [id, last(id)]));
}

/** Each once, by name: two that were merged are one. */
export function distinctTags<T extends { readonly id: string; readonly name: string }>(tags: readonly T[]): T[] {
  const order = (one: T) => plainTagName(one.name);
  return [...new Map(tags.map((one) => [one.id, one])).values()].sort((a, b) => (order(a) < order(b) ? -1 : 1));
}
