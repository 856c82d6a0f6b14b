import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '../../design/ActDialog.tsx';
import { useAttempt } from '../../design/attempt.tsx';
import { offerUndo } from '../../shell/notices.ts';
import { waitsForAnswer } from '../actions.ts';
import { conversationKey } from '../api.ts';
import type { DialogProps } from '../dialogs.ts';
import s from '../snooze/snooze.module.css';
import { markSpam, releaseSpam } from './api.ts';
import { useSpamWords } from './words.ts';

type Reason = 'ads' | 'fraud' | 'mass' | 'other';

/** Why a conversation is unwanted; what it owes is set aside for it. */
export default function SpamDialog({ conversation, onClose }: DialogProps) {
  const words = useSpamWords();
  const client = useQueryClient();
  const { id, number, requester } = conversation;
  const [chosen, setChosen] = useState<Reason>('ads');
  const [text, setText] = useState('');
  const [isMissing, setMissing] = useState(false);
  const attempt = useAttempt();
  const changed = () => client.invalidateQueries({ queryKey: conversationKey(id) });
  const submit = async (): Promise<void> => {
    const reason = chosen === 'other' ? text.trim() : words.reasons[chosen];
    if (reason === '') return setMissing(true);
    const isDone = await attempt.run(async () => {
      const { teaches } = await markSpam(id, reason);
      offerUndo((teaches ? words.marked : words.markedOnly)(number), words.undo, async () => {
        await releaseSpam(id);
        await changed();
      });
    });
    if (!isDone) return;
    void changed();
    onClose();
  };
  return (
    <ActDialog title={words.title(number)} act={words.mark} cancel={words.cancel} attempt={attempt} onSubmit={submit} onClose={onClose}>
      <fieldset className={s.choices}>
        <legend className="sm med">{words.why}</legend>
        {(Object.keys(words.reasons) as Reason[]).map((one) => (
          <label key={one} className={s.choice}>
            <input
              type="radio"
              name="spam-reason"
              checked={chosen === one}
              data-autofocus={one === 'ads' || undefined}
              onChange={() => setChosen(one)}
            />
            {words.reasons[one]}
          </label>
        ))}
      </fieldset>
      {chosen === 'other' && (
        <TextInput
          label={words.reason}
          maxLength={500}
          autoFocus
          error={isMissing && text.trim() === '' ? words.reasonMissing : undefined}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      )}
      {waitsForAnswer(conversation) && <p className="sm">{words.owed}</p>}
      {requester.email !== '' && <p className="xs muted">{words.next(requester.email)}</p>}
    </ActDialog>
  );
}
