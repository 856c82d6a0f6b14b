import { type FormEvent, useState } from 'react';
import { Missing, NotSent, useAreaAct } from './act.tsx';
import type { ActProps } from './AnswerForm.tsx';
import { returnAsArea } from './api.ts';
import { useOwnName } from './draft.ts';
import s from './visitors.module.css';
import { useVisitorWords } from './words.ts';

/** Hands the matter back, with a reason: an act of its own, apart from the answer. */
export function ReturnCard({ token, page, draft, onDone, onStopped }: ActProps) {
  const words = useVisitorWords();
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const [name, setName] = useOwnName();
  const [isTried, setTried] = useState(false);
  const { isBusy, error, forget, run } = useAreaAct(onStopped);
  const giveBack = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    forget();
    if (isBusy || !reason.trim() || !name.trim()) return;
    await run(async () => {
      const end = await returnAsArea(token, name.trim(), reason.trim(), draft.key);
      onDone(end.state === 'returned' ? { state: 'returned' } : { state: 'answered', to: page.to });
    });
  };
  return (
    <section className="card">
      <div className={`in sm ${s.small}`}>
        <h2>{words.notYours(page.area.name)}</h2>
        <p className="muted">{words.notYoursText}</p>
        {isOpen ? (
          <form className={s.form} onSubmit={giveBack} noValidate>
            <label htmlFor="reason" className="semi">
              {words.reason}
            </label>
            <textarea
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- it opened because its button was pressed
              autoFocus
              id="reason"
              className={s.short}
              value={reason}
              aria-invalid={isTried && !reason.trim()}
              aria-describedby={isTried && !reason.trim() ? 'reason-missing' : undefined}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {isTried && !reason.trim() && <Missing id="reason-missing">{words.reasonMissing}</Missing>}
            <label htmlFor="return-name" className="semi">
              {words.yourName}
            </label>
            <input
              id="return-name"
              autoComplete="name"
              maxLength={120}
              value={name}
              aria-invalid={isTried && !name.trim()}
              aria-describedby={isTried && !name.trim() ? 'return-name-missing' : undefined}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            {isTried && !name.trim() && <Missing id="return-name-missing">{words.nameMissing}</Missing>}
            <NotSent error={error} />
            <div className="row wrap">
              <button type="submit" className={`btn ${s.touch}`} aria-disabled={isBusy}>
                {words.giveBackNow}
              </button>
              <button type="button" className={`btn quiet ${s.touch}`} onClick={() => setOpen(false)}>
                {words.cancel}
              </button>
            </div>
          </form>
        ) : (
          <button type="button" className={`btn ${s.touch}`} onClick={() => setOpen(true)}>
            {words.giveBack}
          </button>
        )}
      </div>
    </section>
  );
}
