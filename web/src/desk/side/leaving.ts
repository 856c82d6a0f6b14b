import { useQueryClient } from '@tanstack/react-query';
import { sentenceOf } from '../../design/Trouble.tsx';
import { say } from '../../shell/notices.ts';
import { conversationKey, undoReply } from '../api.ts';
import { undoSeconds } from '../reply.ts';
import { useDeskWords } from '../words.ts';

/** Says that a message of ours leaves, with the seconds in which it is taken back; `onUndone` gets its words back. */
export function useLeaving(conversation: string): (message: string, sentence: string, onUndone: () => void) => void {
  const words = useDeskWords();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: conversationKey(conversation) });
  return (message, sentence, onUndone) => {
    const undo = async (): Promise<void> => {
      try {
        await undoReply(message);
        onUndone();
      } catch (error) {
        say(sentenceOf(error), { tone: 'bad' });
      }
      await refresh();
    };
    const close = say(sentence, { until: Date.now() + undoSeconds * 1000, action: { label: words.undo, run: () => void undo() } });
    setTimeout(close, undoSeconds * 1000);
    void refresh();
  };
}
