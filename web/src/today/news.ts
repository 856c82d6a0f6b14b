import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '../shell/live/live.ts';

const quiet = 1_000; // while thousands arrive at once, once a second is soon enough

/** What changed anywhere may change what is due: asked for again, a second after it was told. */
export function useTodayNews(): void {
  const client = useQueryClient();
  const soon = useRef<ReturnType<typeof setTimeout>>(undefined);
  const mark = (): void => {
    soon.current ??= setTimeout(() => {
      soon.current = undefined;
      void client.invalidateQueries({ queryKey: ['today'] });
      void client.invalidateQueries({ queryKey: ['desk', 'counts'] });
    }, quiet);
  };
  useEffect(() => () => clearTimeout(soon.current), []);
  useLive('desk', mark);
  useLive('rota', mark);
  useLive('procedure', mark);
  useLive('calendar', mark);
}
