import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { say } from '../shell/notices.ts';
import { type Conversation, conversationKey, sendReply, undoReply } from './api.ts';
import { useComposerWords } from './composer-words.ts';
import { useLaterWords } from './later/words.ts';
import { readRecipients, recipientsOf } from './recipients.ts';
import { forgetKey, keyOf, latestOf, undoSeconds } from './reply.ts';
import type { ReplyDraft } from './useReplyDraft.ts';
import { useDeskWords } from './words.ts';

interface Sending {
  readonly conversation: Conversation;
  readonly draft: ReplyDraft;
  readonly onClose: () => void;
  /** Opens it again, with what was undone. */
  readonly onAgain: () => void;
}

/** Sends the draft as it stands, if nothing came that its author has not seen; it can be taken back for ten seconds. */
export function useSending({ conversation, draft, onClose, onAgain }: Sending) {
  const words = useDeskWords();
  const mine = useComposerWords();
  const later = useLaterWords();
  const format = useFormats();
  const client = useQueryClient();
  const whenOf = (leaves: string) => format.moment(Date.parse(leaves === 'opening' ? (draft.opening ?? '') : leaves));
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { id, number } = conversation;
  const { keeper } = draft;
  const refresh = () => client.invalidateQueries({ queryKey: conversationKey(id) });
  const undo = async (message: string): Promise<void> => {
    try {
      await undoReply(message);
      await keeper.load();
      onAgain();
    } catch (problem) {
      say(sentenceOf(problem), { tone: 'bad' });
    }
    await refresh();
  };
  const send = async (from: string | undefined, leaves?: string): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      const version = await keeper.flush();
      const { files, other, addressing, ...typed } = keeper.state();
      const { text } = typed;
      const { to, cc, bcc } = recipientsOf(typed, addressing);
      if (other) throw new Error(mine.chooseFirst);
      keeper.hold(true);
      const wrong = readRecipients([to, cc, bcc].join(',')).wrong;
      if (wrong.length > 0) throw new Error(mine.noAddress(wrong.join(', ')));
      const people = {
        ...(to !== '' && { to: readRecipients(to).emails }),
        cc: readRecipients(cc).emails,
        ...(bcc !== '' && { bcc: readRecipients(bcc).emails }),
      };
      const wish = { text, ...people, seen: latestOf(conversation.messages), draft: { version }, signature: true };
      const sent = await sendReply(
        id,
        { ...wish, ...(from !== undefined && { from }), ...(leaves !== undefined && { leaves }) },
        keyOf(id, text, files),
      );
      forgetKey(id, text, files);
      keeper.sent();
      onClose();
      const close = say(leaves === undefined ? words.leaves(number) : later.planned(number, whenOf(leaves)), {
        until: Date.now() + undoSeconds * 1000,
        action: { label: words.undo, run: () => void undo(sent.id) },
      });
      setTimeout(close, undoSeconds * 1000);
    } catch (problem) {
      setError(problem);
      setBusy(false);
      void keeper.load();
    } finally {
      keeper.hold(false);
    }
    await refresh();
  };
  return { isBusy, error, send };
}
