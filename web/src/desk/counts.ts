import { useQuery } from '@tanstack/react-query';
import type { View } from '#desk/shapes';
import { useMay } from '../shell/session.ts';
import { countsKey, fetchCounts, fetchNarrowed, narrowedKey } from './api.ts';
import type { Filter } from './filter.ts';

/** How many conversations stand in each view; 1,000 stands for «1,000 o más». Some fall due by the mere clock: asked anew each minute. */
export function useCounts(): Partial<Record<View, number>> {
  const may = useMay();
  return useQuery({ queryKey: countsKey, queryFn: fetchCounts, enabled: may('conversations.read'), refetchInterval: 60_000 }).data ?? {};
}

/** How many a view holds once it is narrowed, as `useCounts` says it. */
export function useNarrowedCount(view: View, filter: Filter, isWanted: boolean): number {
  const wanted = { queryKey: narrowedKey(view, filter), queryFn: () => fetchNarrowed(view, filter), enabled: isWanted };
  return useQuery({ ...wanted, refetchInterval: 60_000, placeholderData: (before) => before }).data ?? 0;
}

/** `27`, or `1,000+` where the server stops counting. */
export function countInWords(count: number): string {
  return count >= 1000 ? '1,000+' : String(count);
}
