import { Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '../design/ActDialog.tsx';
import { useAttempt } from '../design/attempt.tsx';
import { now } from '../shell/clock.ts';
import { answeredByPhone, conversationKey } from './api.ts';
import type { DialogProps } from './dialogs.ts';
import { useDraft } from './draft.ts';
import { fromLocal, toLocal } from './moment.ts';
import { useDeskWords } from './words.ts';

/** «Respondido por teléfono»: when, and what was said. It ends the wait and is counted apart. */
export default function PhoneDialog({ conversation: { id }, onClose }: DialogProps) {
  const words = useDeskWords();
  const client = useQueryClient();
  const [text, setText] = useDraft(`phone:${id}`);
  const [at, setAt] = useState(() => toLocal(now()));
  const attempt = useAttempt();
  const [isMissing, setMissing] = useState(false);
  const record = async (): Promise<void> => {
    if (!text.trim()) return setMissing(true);
    if (!(await attempt.run(() => answeredByPhone(id, text.trim(), fromLocal(at))))) return;
    setText('');
    void client.invalidateQueries({ queryKey: conversationKey(id) });
    onClose();
  };
  return (
    <ActDialog title={words.byPhone} act={words.recordCall} cancel={words.cancel} attempt={attempt} onSubmit={record} onClose={onClose}>
      <p className="sm muted">{words.byPhoneText}</p>
      <TextInput
        type="datetime-local"
        label={words.calledAt}
        max={toLocal(now())}
        required
        withAsterisk={false}
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <Textarea
        data-autofocus
        label={words.whatWasSaid}
        error={isMissing && !text.trim() ? words.whatWasSaidMissing : undefined}
        rows={4}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
