import { useState } from 'react';
import { ActDialog } from '../../design/ActDialog.tsx';
import { useAttempt } from '../../design/attempt.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import type { MessageItem } from '../api.ts';
import type { DialogProps } from '../dialogs.ts';
import s from './merging.module.css';
import { isQuestion, splittable } from './splittable.ts';
import { useMerging } from './use-merging.ts';
import { useMergingWords } from './words.ts';

/** Which messages begin a conversation of their own. */
export default function SplitDialog({ conversation, onClose }: DialogProps) {
  const words = useMergingWords();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isMissing, setMissing] = useState(false);
  const attempt = useAttempt();
  const { split } = useMerging(conversation.id);
  const messages = splittable(conversation.messages);
  const moved = messages.filter(({ id }) => chosen.has(id));
  const isEnough = moved.some(isQuestion) && messages.some((one) => isQuestion(one) && !chosen.has(one.id));
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
    setMissing(false);
  };
  const submit = async (): Promise<void> => {
    if (!isEnough) return setMissing(true);
    if (await attempt.run(() => split(moved.map(({ id }) => id)))) onClose();
  };
  return (
    <ActDialog
      title={words.splitTitle(conversation.number)}
      act={words.splitAct}
      cancel={words.cancel}
      close={words.close}
      width={560}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      <p className="sm muted">{words.splitText}</p>
      <fieldset className={s.choices}>
        <legend>{words.splitChoices}</legend>
        {messages.map((one, index) => (
          <Choice key={one.id} message={one} isFirst={index === 0} isChosen={chosen.has(one.id)} onToggle={() => toggle(one.id)} />
        ))}
      </fieldset>
      <p className="sm muted">{words.splitClocks}</p>
      {isMissing && (
        <p className="note bad" role="alert">
          {words.splitMissing}
        </p>
      )}
    </ActDialog>
  );
}

interface ChoiceProps {
  readonly message: MessageItem;
  readonly isFirst: boolean;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function Choice({ message, isFirst, isChosen, onToggle }: ChoiceProps) {
  const words = useMergingWords();
  const format = useFormats();
  const { direction, from, to, author, preview, text, origin, receivedAt } = message;
  const at = Date.parse(receivedAt);
  const [first] = to;
  const who =
    direction === 'note'
      ? words.noteBy(author ?? '')
      : direction === 'out'
        ? words.sentTo(first?.name || first?.email || '')
        : from?.name || from?.email || '';
  return (
    <label className={s.choice} data-chosen={isChosen || undefined}>
      <input type="checkbox" checked={isChosen} onChange={onToggle} {...(isFirst && { 'data-autofocus': true })} />
      <span className="grow">
        <span className="xs faint trunc" title={format.full(at)}>
          {who} · {format.moment(at)}
          {origin && ` · ${origin.number}`}
        </span>
        <span className="sm trunc">{preview || text || words.noSubject}</span>
      </span>
    </label>
  );
}
