import { plain } from '../search.rules.ts';

/** A matter that an area dealt with, or deals with. */
export interface Precedent {
  readonly areaId: string;
  readonly subject: string;
}

/** To which area a matter would go, by what was done with those like it. */
export interface Proposal {
  readonly areaId: string;
  /** So many of the like ones went there … */
  readonly alike: number;
  /** … of so many. */
  readonly of: number;
  /** 0–1: what it comes to once how few they are is counted in. */
  readonly confidence: number;
}

/** So many of the most alike are asked. */
const asked = 15;
/** How alike two subjects have to be, 0–1. */
const alikeFrom = 0.25;
/** Fewer precedents than these are no habit. */
const fewest = 3;
/** Below it nothing is proposed. */
const surest = 0.5;
/** As if so many like ones had gone elsewhere: few agree easily. */
const doubt = 1;

/**
 * The area that most matters like this one went to, weighed by how alike they are; null where there are few, or they do not agree. A
 * proposal: whoever escalates decides.
 */
export function proposeArea(subject: string, precedents: readonly Precedent[]): Proposal | null {
  const words = wordsOf(subject);
  if (words.size === 0) return null;
  const read = precedents.map(({ areaId, subject: other }) => ({ areaId, words: wordsOf(other) }));
  const weight = weigher(read.map((one) => one.words));
  const found = read
    .map(({ areaId, words: other }) => ({ areaId, likeness: likeness(words, other, weight) }))
    .filter((one) => one.likeness >= alikeFrom)
    .sort((a, b) => b.likeness - a.likeness);
  // Those as alike as the last one count too: which of them came first says nothing.
  const least = found[asked - 1]?.likeness ?? 0;
  const alike = found.filter((one) => one.likeness >= least);
  const all = alike.reduce((sum, one) => sum + one.likeness, 0);
  const byArea = new Map<string, { count: number; weight: number }>();
  for (const { areaId, likeness: much } of alike) {
    const known = byArea.get(areaId) ?? { count: 0, weight: 0 };
    byArea.set(areaId, { count: known.count + 1, weight: known.weight + much });
  }
  const [first] = [...byArea].sort(([a, one], [b, other]) => other.weight - one.weight || (a < b ? -1 : 1));
  if (!first) return null;
  const [areaId, { count, weight: much }] = first;
  const confidence = much / (all + doubt);
  return count < fewest || confidence < surest ? null : { areaId, alike: count, of: alike.length, confidence };
}

const empty = new Set(
  plain(
    'a al ante con contra como cual cuando de del desde donde el ella en entre es esta este esto fwd fw hacia hasta hola la las lo los me mi mis muy necesito no o para pero por pregunta que quiero quisiera re rv se ser si sin sobre solicitud su sus también the to of and for un una uno ya y consulta información buenos buenas días tardes noches ayuda urgente favor gracias',
  ).split(' '),
);

/** What a subject says, without what every subject says. */
function wordsOf(subject: string): Set<string> {
  return new Set(
    plain(subject)
      .split(' ')
      .map((word) => (word.length > 4 ? word.replace(/s$/, '') : word))
      .filter((word) => word.length > 1 && !/^\d+$/.test(word) && !empty.has(word)),
  );
}

/** The rarer a word among the precedents, the more it says. */
function weigher(all: readonly ReadonlySet<string>[]): (word: string) => number {
  const times = new Map<string, number>();
  for (const words of all) for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return (word) => Math.log(1 + all.length / (1 + (times.get(word) ?? 0)));
}

/** The cosine of two subjects, each word by its weight: 0–1. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>, weight: (word: string) => number): number {
  const sum = (words: Iterable<string>) => [...words].reduce((total, word) => total + weight(word) ** 2, 0);
  const shared = sum(one.intersection(other));
  return shared === 0 ? 0 : shared / Math.sqrt(sum(one) * sum(other));
}
