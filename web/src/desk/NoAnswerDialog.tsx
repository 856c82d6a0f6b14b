import { Modal, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { conversationKey, setAside } from './api.ts';
import { useDraft } from './draft.ts';
import { useDeskWords } from './words.ts';

/** «No requiere respuesta» needs a person and a reason (domain 1.6). */
export default function NoAnswerDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const words = useDeskWords();
  const client = useQueryClient();
  const [reason, setReason] = useDraft(`no-answer:${id}`);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isMissing, setMissing] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!reason.trim()) return setMissing(true);
    if (isBusy) return;
    setBusy(true);
    try {
      await setAside(id, reason.trim());
      setReason('');
      void client.invalidateQueries({ queryKey: conversationKey(id) });
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={words.noAnswer} size={460} closeButtonProps={{ 'aria-label': words.cancel }}>
      <form className="stack" onSubmit={submit}>
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
        {error !== null && <Notice>{sentenceOf(error)}</Notice>}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <button type="button" className="btn quiet" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" className="btn primary" aria-disabled={isBusy}>
            {words.setAsideNow}
          </button>
        </div>
      </form>
    </Modal>
  );
}
