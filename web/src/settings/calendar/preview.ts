import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { post } from '../../api.ts';

/** How many open deadlines a change would move; nothing is kept. Null: not asked, the change is not complete yet. */
export function usePreview(change: unknown) {
  const asked = useDeferredValue(change);
  return useQuery({
    // Not under `calendar`: told of the very change that was just made, it would ask about it again and be refused.
    queryKey: ['preview', asked],
    queryFn: () => post<{ moved: number }>('/calendar/preview', asked),
    enabled: asked !== null,
    gcTime: 0,
    staleTime: 0,
    refetchInterval: false,
  });
}
