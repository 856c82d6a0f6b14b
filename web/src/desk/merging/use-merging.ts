import { useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../design/Trouble.tsx';
import { say } from '../../shell/notices.ts';
import { conversationKey } from '../api.ts';
import { merge, relatedKey, unmerge } from './api.ts';
import { useMergingWords } from './words.ts';

interface Other {
  readonly id: string;
  readonly number: string;
}

/** Merging into the open conversation and taking it back, with what is said of it. */
export function useMerging(id: string) {
  const client = useQueryClient();
  const words = useMergingWords();
  const refresh = (other: string): void => {
    for (const queryKey of [conversationKey(id), conversationKey(other), relatedKey(id), ['desk', 'list'], ['desk', 'counts']])
      void client.invalidateQueries({ queryKey });
  };
  const undo = async (merged: string, other: Other): Promise<void> => {
    try {
      await unmerge(merged);
      say(words.undone(other.number));
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
    }
    refresh(other.id);
  };
  return {
    undo,
    async merge(other: Other, evenIfOthers: boolean): Promise<void> {
      const { id: merged } = await merge(id, { conversation: other.id, evenIfOthers });
      refresh(other.id);
      say(words.done(other.number), { action: { label: words.undo, run: () => void undo(merged, other) } });
    },
  };
}
