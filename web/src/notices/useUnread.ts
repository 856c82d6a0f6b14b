import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { useLive, useReset } from '../shell/live/live.ts';
import { useMay, usePerson } from '../shell/session.ts';
import { setUnread } from '../shell/title.ts';
import { fetchNotices, markRead, noticesKey } from './api.ts';

/** How many notices are unread; says it in the browser's title, sounds where one wants it, and reads those of the conversation that is opened. */
export function useUnread(): number {
  const client = useQueryClient();
  const { id: me } = usePerson();
  const isWanted = useMay()('conversations.read');
  const { data } = useQuery({ queryKey: noticesKey, queryFn: () => fetchNotices(), enabled: isWanted });
  const refresh = () => void client.invalidateQueries({ queryKey: noticesKey });
  useLive('notices', (refs) => {
    if (refs.includes(me)) refresh();
  });
  useReset(refresh);
  const unread = data?.unread ?? 0;
  useEffect(() => setUnread(unread), [unread]);
  const newest = data?.items.find((one) => !one.isRead)?.id;
  useEffect(() => {
    if (newest !== undefined) void import('./sound.ts').then(({ soundFor }) => soundFor(newest));
  }, [newest]);
  const opened = /^\/bandeja\/[^/]+\/(\d+)/.exec(useLocation().pathname)?.[1];
  const isToldOf = opened !== undefined && (data?.items.some((one) => !one.isRead && one.conversation?.id === opened) ?? false);
  useEffect(() => {
    if (!isToldOf) return;
    const read = (): void => {
      if (document.visibilityState === 'visible') void markRead({ conversation: opened }).catch(() => {});
    };
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [isToldOf, opened]);
  return unread;
}
