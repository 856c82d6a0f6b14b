import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post } from '../../api.ts';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { DateField } from '../../design/DateField.tsx';
import { partsOf } from '../../i18n/format.ts';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { now } from '../../shell/clock.ts';
import { say } from '../../shell/notices.ts';
import { Card } from '../Card.tsx';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { Moves } from './Moves.tsx';
import { useCalendarWords } from './words.ts';

function today(): string {
  const { year, month, day } = partsOf(now());
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Declares that every service is closed, for a day or a part of one, with what it moves before it is decided. */
export function ClosureForm({ onChanged }: { readonly onChanged: () => Promise<unknown> }) {
  const words = useCalendarWords();
  const common = useSettingsWords();
  const format = useFormats();
  const attempt = useAttempt();
  const [date, setDate] = useState(today);
  const [isAllDay, setAllDay] = useState(false);
  const [from, setFrom] = useState('12:00');
  const [to, setTo] = useState('16:00');
  const [reason, setReason] = useState('');
  const hours = isAllDay ? {} : { from, to };
  // What was just declared moves nothing a second time: a preview would answer the declaration with «No mueve ningún plazo».
  const [declared, setDeclared] = useState('');
  const span = JSON.stringify({ date, ...hours });
  const isWhole = date !== '' && (isAllDay || (from !== '' && to !== '' && from < to));
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await attempt.run(async () => {
      const { moved } = await post<{ moved: number }>('/calendar/closures', { date, ...hours, reason: reason.trim() });
      await onChanged();
      setDeclared(span);
      setReason('');
      say(common.moved(format.number(moved), moved === 1));
    });
  };
  return (
    <Card title={words.declare}>
      <form className="in stack" onSubmit={submit}>
        <div className={s.closure}>
          <DateField
            label={words.date}
            required
            withAsterisk={false}
            value={date}
            onChange={(event) => setDate(event.currentTarget.value)}
          />
          <TextInput
            label={words.from}
            type="time"
            disabled={isAllDay}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            label={words.until}
            type="time"
            disabled={isAllDay}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        <label className={s.check}>
          <input type="checkbox" checked={isAllDay} onChange={(event) => setAllDay(event.currentTarget.checked)} />
          {words.allDay}
        </label>
        <TextInput
          label={words.reason}
          description={words.reasonHint}
          inputWrapperOrder={['label', 'input', 'description']}
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <div className={s.preview}>
          <Moves
            isBig
            isDecided={attempt.isBusy}
            change={isWhole && span !== declared ? { closure: { date, ...hours, reason: reason.trim() || '—' } } : null}
          />
          <p className="sm muted">
            {words.scope} {words.pastHint}
          </p>
        </div>
        <Failure attempt={attempt} />
        <div className={s.decide}>
          <span className="xs faint grow">{words.kept}</span>
          <button type="submit" className="btn primary" aria-disabled={attempt.isBusy}>
            {words.declareIt}
          </button>
        </div>
      </form>
    </Card>
  );
}
