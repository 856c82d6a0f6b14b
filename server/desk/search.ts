import type { Kernel } from '#kernel';
import type { Filter } from './filter-store.ts';
import { type After, conditionWith, listedOne, type ListedRow, orderOf, type Page } from './list-store.ts';
import { asker } from './present.ts';
import {
  endsWithin,
  exactNumber,
  expectedShare,
  indexedHits,
  indexedNewest,
  type Match,
  tsqueryOf,
  walkForHits,
  walkNewest,
} from './search-store.ts';
import { readQuestion } from './search.rules.ts';
import type { Order, View } from './shapes.ts';

/** Up to this share, which the planner also takes for a word it does not know, the index is asked at once: few hits, or none. */
const unknown = 0.006;
/** Commoner words are looked for along the list (joints 11): a few rows tell how often they come, and whether a longer walk pays. */
const probe = 500;
const far = 20_000;

export interface Wanted {
  readonly typed: string;
  readonly view: View;
  readonly filter?: Filter;
  readonly order?: Order | undefined;
  readonly after?: After | undefined;
  readonly limit: number;
}

export interface Found {
  readonly rows: readonly ListedRow[];
  readonly match: Match;
}

/** Rows of a view that hold what was typed, in the view's order, up to `limit`. */
export async function find(k: Kernel, { typed, view, filter = {}, order: wanted, after, limit }: Wanted): Promise<Found> {
  const order = orderOf(view, wanted);
  const { condition, isEverything } = conditionWith(view, asker(k), filter);
  const page: Page = { condition, order, after, limit };
  const question = readQuestion(typed);
  const exact = question.onlyNumber && question.number !== null ? await exactNumber(k, question.number) : null;
  if (exact !== null) return { rows: await listedOne(k, exact, page), match: { tsquery: '', numberPart: exact } };
  const tsquery = question.onlyNumber ? '' : await tsqueryOf(k, question.terms);
  // Two digits are part of too many numbers for an index of three.
  const match: Match = { tsquery, numberPart: question.number !== null && question.number.length >= 3 ? question.number : null };
  return { rows: await hitsOf(k, match, page, isEverything && order === 'last'), match };
}

async function hitsOf(k: Kernel, match: Match, page: Page, isEverything: boolean): Promise<readonly ListedRow[]> {
  const { tsquery, numberPart } = match;
  if (tsquery === '' && numberPart === null) return [];
  if (numberPart === null && (await expectedShare(k, tsquery)) > unknown) {
    const rows = await walk(k, tsquery, page, isEverything);
    if (rows) return rows;
  }
  return isEverything ? indexedNewest(k, match, page) : indexedHits(k, match, page);
}

/** A page found along the list; null where the words are too far apart in it. */
async function walk(k: Kernel, tsquery: string, page: Page, isEverything: boolean): Promise<readonly ListedRow[] | null> {
  const go = (steps: number) => (isEverything ? walkNewest(k, tsquery, { ...page, steps }) : walkForHits(k, tsquery, { ...page, steps }));
  const isAll = async (steps: number) => !isEverything && (await endsWithin(k, { ...page, steps }));
  const near = await go(probe);
  if (near.length === page.limit || (await isAll(probe))) return near;
  if ((near.length * far) / probe < page.limit) return null;
  const rows = await go(far);
  return rows.length === page.limit || (await isAll(far)) ? rows : null;
}
