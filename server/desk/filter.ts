import { z } from 'zod';
import { midnightOf, readInstant } from '#kernel';
import type { Filter } from './filter-store.ts';
import { narrowingParts } from './views/view-shapes.ts';

export const whenShape = z
  .string()
  .max(40)
  .refine(
    (text) => !Number.isNaN(midnightOf(text)) || readInstant(text) !== null,
    'Escriba una fecha (2026-11-24) o un instante (2026-11-24T08:00:00-04:00).',
  );

/** The parts of a filter as an address writes them; `from` and `to` are local dates or instants of the last movement. */
export const filterParts = { ...narrowingParts, from: whenShape.optional(), to: whenShape.optional() };

export type FilterWords = Omit<Filter, 'from' | 'to'> & { readonly from?: string | undefined; readonly to?: string | undefined };

/** A date means all of that local day. */
export function filterOf({ mailbox, assignee, waitsFor, area, tag, segment, from, to, state }: FilterWords): Filter {
  const day = 86_400_000;
  const start = (text: string) => readInstant(text) ?? midnightOf(text);
  const end = (text: string) => readInstant(text) ?? midnightOf(text) + day;
  return {
    ...{ mailbox, assignee, waitsFor, area, tag, segment, state },
    from: from === undefined ? undefined : start(from),
    to: to === undefined ? undefined : end(to),
  };
}
