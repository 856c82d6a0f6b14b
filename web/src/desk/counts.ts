import { useQuery } from '@tanstack/react-query';
import { useMay } from '../shell/session.ts';
import { countsKey, fetchCounts } from './api.ts';

/** How many conversations stand in each view; 1,000 stands for «1,000 o más». */
export function useCounts() {
  const may = useMay();
  return useQuery({ queryKey: countsKey, queryFn: fetchCounts, enabled: may('conversations.read') }).data ?? {};
}

/** What the menu shows beside the Inbox: how many wait for an answer. */
export function useInboxCount(): number {
  return useCounts().toAnswer ?? 0;
}
