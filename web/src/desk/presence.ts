import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Doing, Present } from '#desk/shapes';
import { call } from '../api.ts';
import { useLive } from '../shell/live/live.ts';

const everyMs = 8_000;

/** This tab, as long as its page lives. */
const tab = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Says that the conversation is open here, and what is done with it; answers who else has it open. Nobody is there behind a page that is hidden. */
export function usePresence(id: string, doing: Doing): readonly Present[] {
  const client = useQueryClient();
  const key = ['presence', id, doing];
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => call<{ items: Present[] }>('PUT', `/conversations/${id}/presence`, { body: { tab, doing } }),
    refetchInterval: everyMs,
    refetchOnWindowFocus: 'always',
    retry: false,
    gcTime: 0,
    placeholderData: (before, query) => (query?.queryKey[1] === id ? before : undefined),
  });
  useLive('presence', (refs) => {
    if (refs.includes(id)) void client.invalidateQueries({ queryKey: key });
  });
  useEffect(() => {
    const leave = (): void =>
      void call('DELETE', `/conversations/${id}/presence`, { body: { tab }, keepalive: true, anonymous: true }).catch(() => {});
    const look = (): void => {
      if (document.visibilityState === 'hidden') leave();
    };
    document.addEventListener('visibilitychange', look);
    window.addEventListener('pagehide', leave);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [id]);
  return data?.items ?? [];
}
