import { type FormEvent, useRef, useState } from 'react';
import { Missing, NotSent } from './act.tsx';
import { addAsRequester } from './api.ts';
import { useVisitDraft } from './draft.ts';
import s from './visitors.module.css';
import { useVisitorWords } from './words.ts';

interface AddProps {
  readonly token: string;
  /** Whether an answer is still awaited, which may not be needed any more. */
  readonly mayWithdraw: boolean;
  readonly onAdded: () => void;
}

/** What the requester adds joins the matter as if it had come by mail; the same key twice is one message. */
export function AddForm({ token, mayWithdraw, onAdded }: AddProps) {
  const words = useVisitorWords();
  const draft = useVisitDraft('status', token);
  const [step, setStep] = useState<'writing' | 'missing' | 'busy' | 'sent'>('writing');
  const [error, setError] = useState<unknown>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const add = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (step === 'busy') return;
    setError(null);
    if (!draft.text.trim()) {
      setStep('missing');
      return field.current?.focus();
    }
    setStep('busy');
    try {
      await addAsRequester(token, draft.text.trim(), draft.key);
      draft.clear();
      setStep('sent');
      onAdded();
    } catch (problem) {
      setError(problem);
      setStep('writing');
    }
  };
  return (
    <section className="card">
      <div className={`in ${s.in}`}>
        <form className={s.form} onSubmit={add} noValidate>
          <label htmlFor="more" className="semi">
            {words.addMore}
          </label>
          <textarea
            ref={field}
            id="more"
            className={s.short}
            placeholder={words.addPlaceholder}
            value={draft.text}
            aria-invalid={step === 'missing'}
            aria-describedby={step === 'missing' ? 'more-missing' : undefined}
            onChange={(event) => {
              draft.setText(event.currentTarget.value);
              if (step !== 'busy') setStep('writing');
            }}
          />
          {step === 'missing' && <Missing id="more-missing">{words.addMissing}</Missing>}
          <div role="status">{step === 'sent' && <p className="sm ok">{words.added}</p>}</div>
          <NotSent error={error} />
          <button type="submit" className={`btn primary ${s.wide}`} aria-disabled={step === 'busy'}>
            {step === 'busy' ? words.sending : words.add}
          </button>
          {mayWithdraw && (
            // It only writes the sentence: whoever pressed it by chance has sent nothing.
            <button
              type="button"
              className={`btn ${s.wide}`}
              onClick={() => {
                draft.setText(words.noLongerText);
                setStep('writing');
                field.current?.focus();
              }}
            >
              {words.noLonger}
            </button>
          )}
        </form>
      </div>
    </section>
  );
}
