import { useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../design/Trouble.tsx';
import { say } from '../../shell/notices.ts';
import { conversationKey } from '../api.ts';
import { merge, relatedKey, split, undoSplit as undoSplitOf, unmerge } from './api.ts';
import { useMergingWords } from './words.ts';

interface Other {
  readonly id: string;
  readonly number: string;
}

/** Merging into the open conversation, splitting it, and taking either back, with what is said of it. */
export function useMerging(id: string) {
  const client = useQueryClient();
  const words = useMergingWords();
  const refresh = (other: string): void => {
    for (const queryKey of [
      conversationKey(id),
      conversationKey(other),
      relatedKey(id),
      ['contact', 'history'],
      ['desk', 'list'],
      ['desk', 'counts'],
    ])
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
  const undoSplit = async (made: string, into: Other): Promise<void> => {
    try {
      await undoSplitOf(made);
      say(words.splitUndone(into.number));
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
    }
    refresh(into.id);
  };
  return {
    undo,
    undoSplit,
    async split(messages: readonly string[]): Promise<void> {
      const { id: made, conversation } = await split(id, messages);
      const into = { id: conversation, number: `VT-${conversation}` };
      refresh(into.id);
      say(words.splitDone(into.number), { action: { label: words.undo, run: () => void undoSplit(made, into) } });
    },
    async merge(other: Other, evenIfOthers: boolean): Promise<void> {
      const { id: merged } = await merge(id, { conversation: other.id, evenIfOthers });
      refresh(other.id);
      say(words.done(other.number), { action: { label: words.undo, run: () => void undo(merged, other) } });
    },
  };
}
