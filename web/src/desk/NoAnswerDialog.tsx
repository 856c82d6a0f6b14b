import { Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '../design/ActDialog.tsx';
import { useAttempt } from '../design/attempt.tsx';
import { conversationKey, setAside } from './api.ts';
import type { DialogProps } from './dialogs.ts';
import { useDraft } from './draft.ts';
import { useDeskWords } from './words.ts';

/** «No requiere respuesta» needs a person and a reason (domain 1.6). */
export default function NoAnswerDialog({ conversation: { id }, onClose }: DialogProps) {
  const words = useDeskWords();
  const client = useQueryClient();
  const [reason, setReason] = useDraft(`no-answer:${id}`);
  const attempt = useAttempt();
  const [isMissing, setMissing] = useState(false);
  const set = async (): Promise<void> => {
    if (!reason.trim()) return setMissing(true);
    if (!(await attempt.run(() => setAside(id, reason.trim())))) return;
    setReason('');
    void client.invalidateQueries({ queryKey: conversationKey(id) });
    onClose();
  };
  return (
    <ActDialog title={words.noAnswer} act={words.setAsideNow} cancel={words.cancel} attempt={attempt} onSubmit={set} onClose={onClose}>
      <p className="sm muted">{words.noAnswerText}</p>
      <Textarea
        data-autofocus
        label={words.reason}
        description={words.reasonHint}
        error={isMissing && !reason.trim() ? words.reasonMissing : undefined}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
