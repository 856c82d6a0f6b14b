import { type InfiniteData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { useLive } from '../shell/live/live.ts';
import { type ConversationItem, conversationKey, countsKey, fetchList, type ListPage, listKey, type Wish } from './api.ts';
import { orderOf } from './filter.ts';
import { withFreshTop } from './merge.ts';

type Pages = InfiniteData<ListPage, string | null>;

export interface Row {
  readonly item: ConversationItem;
  readonly fetchedAt: number;
}

/** A list's conversations, a page at a time as one scrolls, kept true by what is told. */
export function useConversationList(wish: Wish) {
  const query = useInfiniteQuery({
    queryKey: listKey(wish),
    queryFn: ({ pageParam, signal }) => fetchList(wish, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    staleTime: 60_000,
  });
  useListNews(wish);
  const { data } = query;
  const rows = useMemo(() => rowsOf(data), [data]);
  return { ...query, rows };
}

function rowsOf(data: InfiniteData<ListPage, unknown> | undefined): Row[] {
  const seen = new Set<string>();
  const rows: Row[] = [];
  for (const { items, fetchedAt } of data?.pages ?? []) {
    for (const item of items) {
      if (seen.has(item.id)) continue;
      seen.add(item.id);
      rows.push({ item, fetchedAt });
    }
  }
  return rows;
}

const quiet = 300; // while thousands arrive at once, three times a second is soon enough
const restAfter = 1_000;
const mostPages = 10;

/** A change: the open conversation and the first page are asked for at once, the rest when it is quiet, other lists when next opened. */
function useListNews(wish: Wish): void {
  const client = useQueryClient();
  const key = listKey(wish);
  const waiting = useRef({ refs: new Set<string>(), isRunning: false, later: undefined as ReturnType<typeof setTimeout> | undefined });
  const set = (change: (data: Pages) => Pages): void => void client.setQueryData<Pages>(key, (data) => data && change(data));

  const refresh = async (): Promise<void> => {
    const { refs } = waiting.current;
    if (waiting.current.isRunning || refs.size === 0) return;
    waiting.current.isRunning = true;
    const told = [...refs];
    refs.clear();
    try {
      const fresh = await fetchList(wish, null);
      // With a search the order is the server's: only a whole first page can be trusted.
      set(({ pages, pageParams }) => {
        const next = wish.q ? [fresh] : withFreshTop(orderOf(wish.view, wish.filter), pages, fresh, told);
        return { pages: next, pageParams: pageParams.slice(0, next.length) };
      });
    } catch {
      // The list says by itself that it could not be asked for.
      await client.invalidateQueries({ queryKey: key });
    }
    waiting.current.later ??= setTimeout(refreshRest, restAfter);
    setTimeout(() => {
      waiting.current.isRunning = false;
      void refresh();
    }, quiet);
  };

  const refreshRest = async (): Promise<void> => {
    waiting.current.later = undefined;
    void client.invalidateQueries({ queryKey: countsKey });
    for (const [index, cursor] of (client.getQueryData<Pages>(key)?.pageParams ?? []).slice(0, mostPages).entries()) {
      if (cursor === null) continue;
      const page = await fetchList(wish, cursor);
      set(({ pages, pageParams }) => ({
        pages: pages.map((old, at) => (at === index && pageParams[at] === cursor ? page : old)),
        pageParams,
      }));
    }
  };

  useLive('desk', (refs) => {
    for (const ref of refs) {
      waiting.current.refs.add(ref);
      void client.invalidateQueries({ queryKey: conversationKey(ref) });
    }
    void refresh();
    for (const { queryKey } of client.getQueryCache().findAll({ queryKey: ['desk', 'list'], type: 'inactive' })) {
      client.setQueryData<Pages>(queryKey, (data) => data && { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) });
      void client.invalidateQueries({ queryKey, refetchType: 'none' });
    }
  });
  useEffect(() => () => clearTimeout(waiting.current.later), []);
}
