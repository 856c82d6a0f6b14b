import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { countsKey } from '../desk/api.ts';
import { useLive } from '../shell/live/live.ts';

const quiet = 1_000; // while thousands arrive at once, once a second is soon enough

/** The counters of the day are kept true without the list that otherwise does it. The shell asks again for what is due. */
export function useLiveCounts(): void {
  const client = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    void client.invalidateQueries({ queryKey: countsKey });
    return () => clearTimeout(soon.current);
  }, [client]);
  useLive('desk', () => {
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      void client.invalidateQueries({ queryKey: countsKey });
    }, quiet);
  });
}
