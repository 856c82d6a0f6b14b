import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '../../design/ActDialog.tsx';
import { useAttempt } from '../../design/attempt.tsx';
import { type MessageItem, replyInSide } from '../api.ts';
import { useDraft } from '../draft.ts';
import { forgetKey, keyOf } from '../reply.ts';
import { useDeskWords } from '../words.ts';
import { useLeaving } from './leaving.ts';
import { useSideWords } from './words.ts';

interface SideProps {
  readonly conversation: string;
  readonly message: MessageItem;
  readonly side: NonNullable<MessageItem['side']>;
  readonly onClose: () => void;
}

/** Goes on in a side thread: to whoever wrote or was written to last in it. */
export default function SideDialog({ conversation, message, side, onClose }: SideProps) {
  const desk = useDeskWords();
  const words = useSideWords();
  const [text, setText] = useDraft(`side:${side.id}`);
  const [isMissing, setMissing] = useState(false);
  const attempt = useAttempt();
  const leaving = useLeaving(conversation);
  const who = message.direction === 'in' ? (message.from?.email ?? side.with.join(', ')) : message.to.map((one) => one.email).join(', ');
  const send = async (): Promise<void> => {
    if (!text.trim()) return setMissing(true);
    const wish = { text: text.trim(), cc: [] };
    let sent = '';
    const work = async () => {
      sent = (await replyInSide(side.id, wish, keyOf(side.id, wish.text, []))).id;
    };
    if (!(await attempt.run(work))) return;
    forgetKey(side.id, wish.text, []);
    setText('');
    leaving(sent, words.sent(who), () => setText(text));
    onClose();
  };
  return (
    <ActDialog
      title={words.goOnTitle(who)}
      act={desk.send}
      cancel={desk.cancel}
      width={560}
      attempt={attempt}
      onSubmit={send}
      onClose={onClose}
    >
      <p className="sm muted">{words.goOnText}</p>
      <Textarea
        data-autofocus
        label={words.words}
        error={isMissing && !text.trim() ? words.wordsMissing : undefined}
        rows={6}
        maxLength={100_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
