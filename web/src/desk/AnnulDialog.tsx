import { Modal, Textarea } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { annulCall } from './api.ts';
import { useDeskWords } from './words.ts';

/** Taking back a recorded call needs a reason; the wait goes on. The conversation hears of it by the live news. */
export default function AnnulDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const words = useDeskWords();
  const [reason, setReason] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await annulCall(id, reason.trim());
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={words.annulCall} size={420} closeButtonProps={{ 'aria-label': words.cancel }}>
      <form className="stack" onSubmit={submit}>
        <Textarea
          data-autofocus
          label={words.annulReason}
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
          <button type="submit" className="btn" aria-disabled={isBusy}>
            {words.annulCall}
          </button>
        </div>
      </form>
    </Modal>
  );
}
