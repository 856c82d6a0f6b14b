import { useEffect, useSyncExternalStore } from 'react';
import { useLive } from '../shell/live/live.ts';
import { usePerson } from '../shell/session.ts';
import { type DraftState, type Keeper, keeperOf } from './keeper.ts';

export type ReplyDraft = DraftState & { readonly keeper: Keeper };

/** While somebody else writes, whether they still do is asked so often. */
const lookEvery = 20_000;

/** One's draft of the answer to a conversation, kept while the caller is on screen and after. */
export function useReplyDraft(id: string, isWanted: boolean): ReplyDraft {
  const keeper = keeperOf(id, usePerson().id);
  const state = useSyncExternalStore(keeper.listen, keeper.state);
  useLive('draft', (refs) => {
    if (isWanted && refs.includes(id)) void keeper.load();
  });
  useEffect(() => {
    if (!isWanted) return;
    void keeper.load();
    return () => void keeper.flush();
  }, [keeper, isWanted]);
  const isSomebodyWriting = state.others.some((one) => one.writingSeconds !== null);
  useEffect(() => {
    if (!isWanted || !isSomebodyWriting) return;
    const timer = setInterval(() => void keeper.load(), lookEvery);
    return () => clearInterval(timer);
  }, [keeper, isWanted, isSomebodyWriting]);
  return { ...state, keeper };
}
