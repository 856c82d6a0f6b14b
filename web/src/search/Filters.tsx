import { useQuery } from '@tanstack/react-query';
import { DateField } from '../design/DateField.tsx';
import { fetchMailboxes, mailboxesKey } from '../mail/api.ts';
import { useMay } from '../shell/session.ts';
import type { Question } from './api.ts';
import s from './search.module.css';
import { useSearchWords } from './words.ts';

const states = ['any', 'open', 'waiting', 'resolved'] as const;

interface FiltersProps {
  readonly question: Question;
  readonly onChange: (change: Partial<Question>) => void;
}

/** State, mailbox and dates. Mailboxes are named only to who may know them. */
export function Filters({ question, onChange }: FiltersProps) {
  const words = useSearchWords();
  const may = useMay();
  const mailboxes = useQuery({ queryKey: mailboxesKey, queryFn: fetchMailboxes, enabled: may('mailboxes.read') });
  const isSet = question.mailbox !== '' || question.state !== '' || question.from !== '' || question.to !== '';
  return (
    <form className={s.filters} aria-label={words.filters} onSubmit={(event) => event.preventDefault()}>
      <fieldset>
        <legend>{words.state}</legend>
        {states.map((state) => (
          <label key={state} className={s.option}>
            <input
              type="radio"
              name="state"
              checked={(question.state || 'any') === state}
              onChange={() => onChange({ state: state === 'any' ? '' : state })}
            />
            {words.states[state]}
          </label>
        ))}
      </fieldset>
      {(mailboxes.data?.length ?? 0) > 0 && (
        <label className={s.field}>
          {words.mailbox}
          <select value={question.mailbox} onChange={(event) => onChange({ mailbox: event.currentTarget.value })}>
            <option value="">{words.anyMailbox}</option>
            {mailboxes.data?.map(({ id, address }) => (
              <option key={id} value={address}>
                {address}
              </option>
            ))}
          </select>
        </label>
      )}
      <DateField
        size="sm"
        label={words.from}
        value={question.from}
        max={question.to || undefined}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <DateField
        size="sm"
        label={words.to}
        value={question.to}
        min={question.from || undefined}
        onChange={(event) => onChange({ to: event.currentTarget.value })}
      />
      {isSet && (
        <button type="button" className={`link sm ${s.remove}`} onClick={() => onChange({ state: '', mailbox: '', from: '', to: '' })}>
          {words.removeFilters}
        </button>
      )}
    </form>
  );
}
