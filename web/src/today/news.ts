import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { countsKey } from '../desk/api.ts';
import { useLive } from '../shell/live/live.ts';

/** While thousands arrive at once, once a second is soon enough. */
const quiet = 1000;

/** The counters of the day are kept true without the list that otherwise does it. The shell asks again for what is due. */
export function useLiveCounts(): void {
  const client = useQueryClient();
  useEffect(() => void client.invalidateQueries({ queryKey: countsKey }), [client]);
  useDeskNews(countsKey, quiet);
}

/** Asks anew for what hangs on conversations, at most once in so many ms. */
export function useDeskNews(queryKey: QueryKey, pause: number): void {
  const client = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(soon.current), []);
  useLive('desk', () => {
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      void client.invalidateQueries({ queryKey });
    }, pause);
  });
}
