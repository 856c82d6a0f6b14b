import { Textarea } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Failure, useAttempt } from '../design/attempt.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { addNote, type ContactCard, removeNote, withdrawConsent } from './api.ts';
import { ConsentDialog } from './ConsentDialog.tsx';
import s from './contacts.module.css';
import { noonOf } from './day.ts';
import { Section } from './Section.tsx';
import { useContactWords } from './words.ts';

interface RemarksProps {
  readonly card: ContactCard;
  readonly canChange: boolean;
  readonly onChanged: () => Promise<unknown>;
}

/** What the desk notes about a requester, for itself. */
export function Notes({ card, canChange, onChanged }: RemarksProps) {
  const words = useContactWords();
  const format = useFormats();
  const attempt = useAttempt();
  const [text, setText] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() !== '' && (await attempt.run(() => addNote(card.id, text).then(onChanged)))) setText('');
  };
  return (
    <Section title={words.notes} text={words.notesText}>
      {card.notes.length === 0 && <p className="sm muted">{words.noNotes}</p>}
      <ul className={s.entries}>
        {card.notes.map((one) => (
          <li key={one.id} className={s.entry}>
            <span className={s.entryText}>
              <span className={s.noteText}>{one.text}</span>
              <span className="xs faint">{words.written(one.by, format.moment(Date.parse(one.at)))}</span>
            </span>
            {canChange && (
              <button
                type="button"
                className="btn quiet icon s"
                aria-label={words.removeNote}
                title={words.remove}
                onClick={() => void attempt.run(() => removeNote(card.id, one.id).then(onChanged))}
              >
                <IconX aria-hidden="true" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {canChange && (
        <form className={s.addForm} onSubmit={submit}>
          <Textarea
            size="sm"
            rows={2}
            maxLength={5000}
            aria-label={words.note}
            placeholder={words.note}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <button type="submit" className="btn" aria-disabled={attempt.isBusy || text.trim() === ''}>
            {words.addNote}
          </button>
        </form>
      )}
      <Failure attempt={attempt} />
    </Section>
  );
}

/** What a requester agreed to: what for, when, how, and whether it still holds. */
export function Consents({ card, canChange, onChanged }: RemarksProps) {
  const words = useContactWords();
  const format = useFormats();
  const attempt = useAttempt();
  const [isOpen, setOpen] = useState(false);
  return (
    <Section
      title={words.consents}
      text={words.consentsText}
      action={
        canChange && (
          <button type="button" className="btn s" onClick={() => setOpen(true)}>
            {words.addConsent}
          </button>
        )
      }
    >
      {card.consents.length === 0 && <p className="sm muted">{words.noConsents}</p>}
      <ul className={s.entries}>
        {card.consents.map((one) => (
          <li key={one.id} className={s.entry}>
            {one.revoked ? <IconX aria-hidden="true" /> : <IconCheck aria-hidden="true" />}
            <span className={s.entryText}>
              <b className="med">{words.purposes[one.purpose]}</b>
              {one.detail && <span className="sm">{one.detail}</span>}
              <span className="xs faint">
                {words.given(words.ways[one.how], format.fullDate(noonOf(one.givenOn)))} · {words.noted(one.noted.by)}
              </span>
              {one.revoked && <span className="xs bad">{words.withdrawn(one.revoked.by, format.moment(Date.parse(one.revoked.at)))}</span>}
            </span>
            {canChange && !one.revoked && (
              <button
                type="button"
                className="btn s quiet"
                aria-label={words.withdrawOf(words.purposes[one.purpose])}
                onClick={() => void attempt.run(() => withdrawConsent(card.id, one.id).then(onChanged))}
              >
                {words.withdraw}
              </button>
            )}
          </li>
        ))}
      </ul>
      <Failure attempt={attempt} />
      {isOpen && <ConsentDialog id={card.id} onChanged={onChanged} onClose={() => setOpen(false)} />}
    </Section>
  );
}
