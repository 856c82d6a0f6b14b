import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useDeferredValue, useEffect, useState } from 'react';
import { call } from '../../api.ts';

/**
 * How many open deadlines a change would move; nothing is kept. Null: not asked, the change is not complete yet.
 * Once the change is being made (`isDecided`) what is still asked about it is dropped, and it is not asked again until it is another: the answer could only be that it was made already.
 */
export function usePreview(change: unknown, isDecided: boolean) {
  const client = useQueryClient();
  const asked = useDeferredValue(change);
  const [decided, setDecided] = useState<string | null>(null);
  const key = JSON.stringify(asked);
  if (isDecided && decided !== key) setDecided(key);
  // Begun anew, the same may be asked once more.
  if (asked === null && decided !== null) setDecided(null);
  useEffect(() => {
    if (isDecided) void client.cancelQueries({ queryKey: ['preview'] });
  }, [client, isDecided]);
  return useQuery({
    // Not under `calendar`: told of the very change that was just made, it would ask about it again and be refused.
    queryKey: ['preview', asked],
    queryFn: ({ signal }) => call<{ moved: number }>('POST', '/calendar/preview', { body: asked, signal }),
    enabled: asked !== null && !isDecided && decided !== key,
    gcTime: 0,
    staleTime: 0,
    refetchInterval: false,
  });
}
