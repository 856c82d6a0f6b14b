import type { Kernel } from '#kernel';
import { dateOfSubject } from './rules.ts';
import { entriesBetween } from './entry-store.ts';

/** A day of the rota as the list of obligations names it. */
export async function describeDays(k: Kernel, ids: readonly string[]) {
  const dates = [...new Set(ids.map(dateOfSubject))].toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return new Map<string, { number: string; title: string; who: string }>();
  const entries = await entriesBetween(k, first, last);
  return new Map(
    ids.map((id) => {
      const date = dateOfSubject(id);
      const who = [...new Set(entries.filter((one) => one.date === date && one.name !== null).map((one) => one.name as string))].join(', ');
      return [id, { number: `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`, title: 'Turno del día', who }];
    }),
  );
}
