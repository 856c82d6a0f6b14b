import { Link } from 'react-router';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useMay } from '../../shell/session.ts';
import { conversationPath } from '../address.ts';
import type { Conversation, MessageItem } from '../api.ts';
import s from '../desk.module.css';
import m from './merging.module.css';
import { useMerging } from './use-merging.ts';
import { useMergingWords } from './words.ts';

interface LineProps {
  readonly message: MessageItem;
  readonly conversation: Conversation;
}

/** Who merged or split what and when, the way to the other conversation, and the way back while it stands. */
export default function MergedLine({ message, conversation }: LineProps) {
  const words = useMergingWords();
  const format = useFormats();
  const may = useMay();
  const back = useBack({ message, conversation });
  const { kind = '', by = '', detail } = message.event ?? {};
  const number = detail ?? '';
  const at = Date.parse(message.receivedAt);
  const isSplit = kind === 'split' || kind === 'split-from';
  const sentences: Readonly<Record<string, string>> = {
    merged: words.mergedEvent(by, number),
    unmerged: words.unmergedEvent(by, number),
    split: words.splitEvent(by, number),
    'split-from': words.splitFromEvent(by, number),
    'split-undone': words.splitUndoneEvent(by, number),
  };
  return (
    <div className={s.event} id={`message-${message.id}`}>
      <span>
        <span title={format.full(at)}>
          {sentences[kind]} · <span className="nowrap">{format.time(at)}</span>
        </span>
        {isSplit && (
          <Link className={m.back} to={conversationPath(number.replace('VT-', ''))} aria-label={`${words.open} ${number}`}>
            {words.open}
          </Link>
        )}
        {back && may('conversations.merge') && (
          <button type="button" className={m.back} aria-label={back.name} onClick={back.run}>
            {back.label}
          </button>
        )}
      </span>
    </div>
  );
}

function useBack({ message, conversation }: LineProps): { label: string; name: string; run: () => void } | null {
  const words = useMergingWords();
  const { undo, undoSplit } = useMerging(conversation.id);
  const merged = conversation.merged.find((one) => one.message === message.id);
  if (merged) {
    const { number } = merged.conversation;
    return { label: words.undoMerge, name: words.undoMergeOf(number), run: () => void undo(merged.id, merged.conversation) };
  }
  const split = conversation.splits.find((one) => one.message === message.id);
  const isBack = split && conversation.merged.some((one) => one.conversation.id === split.into.id);
  if (!split || isBack) return null;
  return { label: words.undoSplit, name: words.undoSplitOf(split.into.number), run: () => void undoSplit(split.id, split.into) };
}
