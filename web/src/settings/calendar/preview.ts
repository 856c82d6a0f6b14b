import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect } from 'react';
import { call } from '../../api.ts';

/**
 * How many open deadlines a change would move; nothing is kept. Null: not asked, the change is not complete yet.
 * Once the change is being made (`isDecided`) what is still asked about it is dropped: its answer could only be that it was made already.
 */
export function usePreview(change: unknown, isDecided: boolean) {
  const client = useQueryClient();
  const asked = useDeferredValue(change);
  useEffect(() => {
    if (isDecided) void client.cancelQueries({ queryKey: ['preview'] });
  }, [client, isDecided]);
  return useQuery({
    // Not under `calendar`: told of the very change that was just made, it would ask about it again and be refused.
    queryKey: ['preview', asked],
    queryFn: ({ signal }) => call<{ moved: number }>('POST', '/calendar/preview', { body: asked, signal }),
    enabled: asked !== null && !isDecided,
    gcTime: 0,
    staleTime: 0,
    refetchInterval: false,
  });
}
