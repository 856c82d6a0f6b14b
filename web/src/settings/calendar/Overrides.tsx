import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { put, remove } from '../../api.ts';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { DateField } from '../../design/DateField.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { timeOfDay } from '../../i18n/week.ts';
import { useLanguage } from '../../i18n/words.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import type { CalendarDocument } from '../api.ts';
import { Card } from '../Card.tsx';
import { FormEnd } from '../Entry.tsx';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { noonOf } from './HolidaysCard.tsx';
import { Moves } from './Moves.tsx';
import { areSound, type Span } from './span.ts';
import { Spans } from './Spans.tsx';
import { useCalendarWords } from './words.ts';

interface OverridesProps {
  readonly overrides: CalendarDocument['overrides'];
  readonly onChanged: () => Promise<unknown>;
}

/** Dates with hours of their own. */
export function Overrides({ overrides, onChanged }: OverridesProps) {
  const words = useCalendarWords();
  const common = useSettingsWords();
  const format = useFormats();
  const { language } = useLanguage();
  const may = useMay();
  const attempt = useAttempt();
  const [isOpen, setOpen] = useState(false);
  const drop = (date: string): Promise<boolean> =>
    attempt.run(async () => {
      const { moved } = await remove<{ moved: number }>(`/calendar/overrides/${date}`);
      await onChanged();
      say(common.moved(format.number(moved), moved === 1));
    });
  return (
    <Card
      title={words.overrides}
      actions={
        may('calendar.change') &&
        !isOpen && (
          <button type="button" className="btn s" onClick={() => setOpen(true)}>
            {words.addOverride}
          </button>
        )
      }
      footer={words.overridesHint}
    >
      {isOpen && <NewOverride onClose={() => setOpen(false)} onChanged={onChanged} />}
      <Failure attempt={attempt} />
      {overrides.length === 0 && !isOpen && <p className={`sm muted ${s.pad}`}>{words.noOverrides}</p>}
      <ul className={s.rows}>
        {overrides
          .toSorted((a, b) => (a.date < b.date ? 1 : -1))
          .map(({ id, date, intervals, reason, declaredBy, declaredAt }) => (
            <li key={id}>
              <span className={s.dayCell}>{format.weekday(noonOf(date))}</span>
              <span className="grow">
                {intervals.map(([from, to]) => words.hours(timeOfDay(from, language), timeOfDay(to, language))).join(', ') || words.noHours}{' '}
                · {reason}
                <span className="xs faint" style={{ display: 'block' }}>
                  {words.declaredBy(declaredBy, format.moment(Date.parse(declaredAt)))}
                </span>
              </span>
              {may('calendar.change') && (
                <button
                  type="button"
                  className={`link sm ${s.target}`}
                  aria-label={words.removeOverride(format.weekday(noonOf(date)))}
                  onClick={() => void drop(date)}
                >
                  {common.remove}
                </button>
              )}
            </li>
          ))}
      </ul>
    </Card>
  );
}

function NewOverride({ onClose, onChanged }: { readonly onClose: () => void; readonly onChanged: () => Promise<unknown> }) {
  const words = useCalendarWords();
  const common = useSettingsWords();
  const format = useFormats();
  const attempt = useAttempt();
  const [date, setDate] = useState('');
  const [reason, setReason] = useState('');
  const [intervals, setIntervals] = useState<readonly Span[]>([['08:00', '12:00']]);
  const isSound = areSound(intervals);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!isSound) return;
    await attempt.run(async () => {
      const { moved } = await put<{ moved: number }>(`/calendar/overrides/${date}`, { intervals, reason: reason.trim() });
      await onChanged();
      say(common.moved(format.number(moved), moved === 1));
      onClose();
    });
  };
  const change = date !== '' && isSound ? { override: { date, intervals, reason: reason.trim() || '—' } } : null;
  return (
    <form className="in stack" onSubmit={submit}>
      <div className={s.form}>
        <DateField
          size="sm"
          label={words.date}
          required
          withAsterisk={false}
          value={date}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <TextInput
          size="sm"
          label={words.reason}
          required
          withAsterisk={false}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </div>
      <Spans day={words.date} spans={intervals} onChange={setIntervals} />
      {isSound ? <Moves change={change} isDecided={attempt.isBusy} /> : <p className="sm bad">{words.overlap}</p>}
      <FormEnd attempt={attempt} save={words.saveOverride} onClose={onClose} />
    </form>
  );
}
