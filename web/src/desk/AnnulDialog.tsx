import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '../design/ActDialog.tsx';
import { useAttempt } from '../design/attempt.tsx';
import { annulCall } from './api.ts';
import { useDeskWords } from './words.ts';

/** Taking back a recorded call needs a reason; the wait goes on. The conversation hears of it by the live news. */
export default function AnnulDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const words = useDeskWords();
  const [reason, setReason] = useState('');
  const attempt = useAttempt();
  const annul = async (): Promise<void> => {
    if (await attempt.run(() => annulCall(id, reason.trim()))) onClose();
  };
  return (
    <ActDialog
      title={words.annulTitle}
      act={words.annulCall}
      isMain={false}
      cancel={words.cancel}
      width={420}
      attempt={attempt}
      onSubmit={annul}
      onClose={onClose}
    >
      <p className="sm muted">{words.annulText}</p>
      <Textarea
        data-autofocus
        label={words.annulReason}
        rows={3}
        maxLength={1000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
