import { Modal, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { now } from '../shell/clock.ts';
import { answeredByPhone, conversationKey } from './api.ts';
import { useDraft } from './draft.ts';
import { fromLocal, toLocal } from './moment.ts';
import { useDeskWords } from './words.ts';

/** «Respondido por teléfono»: when, and what was said. It ends the wait and is counted apart. */
export default function PhoneDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const words = useDeskWords();
  const client = useQueryClient();
  const [text, setText] = useDraft(`phone:${id}`);
  const [at, setAt] = useState(() => toLocal(now()));
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isMissing, setMissing] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!text.trim()) return setMissing(true);
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await answeredByPhone(id, text.trim(), fromLocal(at));
      setText('');
      void client.invalidateQueries({ queryKey: conversationKey(id) });
      onClose();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <Modal opened onClose={onClose} title={words.byPhone} size={460} closeButtonProps={{ 'aria-label': words.cancel }}>
      <form className="stack" onSubmit={submit}>
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
        {error !== null && <Notice>{sentenceOf(error)}</Notice>}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <button type="button" className="btn quiet" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" className="btn primary" aria-disabled={isBusy}>
            {words.recordCall}
          </button>
        </div>
      </form>
    </Modal>
  );
}
