import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useMay } from '../../shell/session.ts';
import type { Conversation, MessageItem } from '../api.ts';
import s from '../desk.module.css';
import { useMerging } from './use-merging.ts';
import { useMergingWords } from './words.ts';

/** Who merged or unmerged what and when, and the way back while it stands. */
export default function MergedLine({ message, conversation }: { readonly message: MessageItem; readonly conversation: Conversation }) {
  const words = useMergingWords();
  const format = useFormats();
  const may = useMay();
  const { undo } = useMerging(conversation.id);
  const { kind = '', by = '', detail } = message.event ?? {};
  const number = detail ?? '';
  const at = Date.parse(message.receivedAt);
  const standing = kind === 'merged' ? conversation.merged.find((one) => one.message === message.id) : undefined;
  return (
    <div className={s.event} id={`message-${message.id}`}>
      <span title={format.full(at)}>
        {kind === 'merged' ? words.mergedEvent(by, number) : words.unmergedEvent(by, number)} · {format.time(at)}
      </span>
      {standing && may('conversations.merge') && (
        <button
          type="button"
          className={s.small}
          aria-label={words.undoMergeOf(number)}
          onClick={() => void undo(standing.id, standing.conversation)}
        >
          {words.undoMerge}
        </button>
      )}
    </div>
  );
}
