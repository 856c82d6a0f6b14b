import type { Kernel } from '#kernel';
import { type After, conditionWith, type Filter, listedOne, type ListedRow, orderOf, type Page } from './list-store.ts';
import { asker } from './present.ts';
import { exactNumber, expectedHits, indexedHits, indexedNewest, type Match, newestHits, tsqueryOf, walkForHits } from './search-store.ts';
import { readQuestion } from './search.rules.ts';
import type { View } from './shapes.ts';

/** Up to so many documents the index is asked first; for commoner words the list is walked first (joints 11). */
const rare = 5000;

export interface Wanted {
  readonly typed: string;
  readonly view: View;
  readonly filter?: Filter;
  readonly after?: After | undefined;
  readonly limit: number;
}

export interface Found {
  readonly rows: readonly ListedRow[];
  readonly match: Match;
}

/** Rows of a view that hold what was typed, in the view's order, up to `limit`. */
export async function find(k: Kernel, { typed, view, filter = {}, after, limit }: Wanted): Promise<Found> {
  const { condition, isEverything } = conditionWith(view, asker(k), filter);
  const page: Page = { condition, order: orderOf(view), after, limit };
  const question = readQuestion(typed);
  const exact = question.onlyNumber && question.number !== null ? await exactNumber(k, question.number) : null;
  if (exact !== null) return { rows: await listedOne(k, exact, page), match: { tsquery: '', numberPart: exact } };
  const tsquery = question.onlyNumber ? '' : await tsqueryOf(k, question.terms);
  // Two digits are part of too many numbers for an index of three.
  const match: Match = { tsquery, numberPart: question.number !== null && question.number.length >= 3 ? question.number : null };
  return { rows: await hitsOf(k, match, page, isEverything), match };
}

async function hitsOf(k: Kernel, match: Match, page: Page, isEverything: boolean): Promise<readonly ListedRow[]> {
  const { tsquery, numberPart } = match;
  if (numberPart !== null) return indexedHits(k, match, page);
  if (tsquery === '') return [];
  if ((await expectedHits(k, tsquery)) > rare) {
    const rows = isEverything ? await newestHits(k, tsquery, page.after, page.limit) : await walkForHits(k, tsquery, page);
    if (rows.length === page.limit) return rows;
  }
  return isEverything ? indexedNewest(k, match, page.after, page.limit) : indexedHits(k, match, page);
}
