import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post, remove } from '../../api.ts';
import { type Attempt, Failure, useAttempt } from '../../design/attempt.tsx';
import { DateField } from '../../design/DateField.tsx';
import { TrafficState } from '../../design/TrafficState.tsx';
import { partsOf } from '../../i18n/format.ts';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { now } from '../../shell/clock.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import { type CalendarDocument, calendarKey, fetchCalendar } from '../api.ts';
import { Card } from '../Card.tsx';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { Moves } from './Moves.tsx';
import { useCalendarWords } from './words.ts';

type Holiday = CalendarDocument['holidays']['items'][number];
export const noonOf = (date: string): number => Date.parse(`${date}T12:00:00-04:00`);

/** The days of a year that are not worked, waiting for a person's word or confirmed. */
export function HolidaysCard({ askFor, onChanged }: { readonly askFor: number | null; readonly onChanged: () => Promise<unknown> }) {
  const words = useCalendarWords();
  const may = useMay();
  const running = partsOf(now()).year;
  const [year, setYear] = useState(askFor ?? running);
  const query = useQuery({ queryKey: calendarKey(year), queryFn: () => fetchCalendar(year), placeholderData: (before) => before });
  const attempt = useAttempt();
  const list = query.data?.holidays;
  const act = (work: () => Promise<unknown>): Promise<boolean> =>
    attempt.run(async () => {
      await work();
      await onChanged();
    });
  const isConfirmed = list?.confirmed != null;
  return (
    <Card
      title={words.holidays(String(year))}
      query={query}
      height={380}
      actions={
        <>
          {list && (
            <span className="chip">
              <TrafficState state={isConfirmed ? 'met' : 'pending'} label="" />
              {isConfirmed ? words.isConfirmed : list.source === 'official' ? words.official : words.toConfirm}
            </span>
          )}
          <select
            className={s.select}
            aria-label={words.year}
            value={year}
            onChange={(event) => setYear(Number(event.currentTarget.value))}
          >
            {[running - 1, running, running + 1, running + 2].map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </>
      }
    >
      {list && (
        <>
          {askFor !== null && askFor !== year && (
            <p className={`sm muted ${s.pad}`}>
              {words.askFor(String(askFor))}{' '}
              <button type="button" className="link" onClick={() => setYear(askFor)}>
                {words.seeYear(String(askFor))}
              </button>
            </p>
          )}
          <ul className={s.rows}>
            {list.items.map((holiday) => (
              <HolidayRow
                key={holiday.date}
                holiday={holiday}
                isBusy={attempt.isBusy}
                onRemove={() => act(() => remove(`/calendar/holidays/${holiday.date}`))}
              />
            ))}
          </ul>
          <Removed dates={list.removed} onPutBack={(date) => void act(() => post('/calendar/holidays', { date, name: date }))} />
          <div className={`stack ${s.pad}`} style={{ borderTop: '1px solid var(--line-soft)' }}>
            <Failure attempt={attempt} />
            {may('calendar.change') && (
              <AddHoliday year={year} attempt={attempt} onAdd={(body) => act(() => post('/calendar/holidays', body))} />
            )}
            <Confirmation
              list={list}
              isBusy={attempt.isBusy}
              onConfirm={() => void act(() => post(`/calendar/holidays/${year}/confirm`))}
            />
          </div>
        </>
      )}
    </Card>
  );
}

interface ConfirmationProps {
  readonly list: CalendarDocument['holidays'];
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
}

function Confirmation({ list, isBusy, onConfirm }: ConfirmationProps) {
  const words = useCalendarWords();
  const format = useFormats();
  const may = useMay();
  if (list.confirmed) {
    return <p className="sm muted">{words.confirmed(list.confirmed.by, format.moment(Date.parse(list.confirmed.at)))}</p>;
  }
  if (!may('calendar.change')) return null;
  return (
    <div>
      <button type="button" className="btn" aria-disabled={isBusy} onClick={onConfirm}>
        {words.confirm(list.items.length)}
      </button>
    </div>
  );
}

interface HolidayRowProps {
  readonly holiday: Holiday;
  readonly isBusy: boolean;
  readonly onRemove: () => Promise<boolean>;
}

function HolidayRow({ holiday, isBusy, onRemove }: HolidayRowProps) {
  const words = useCalendarWords();
  const format = useFormats();
  const may = useMay();
  const [isAsked, setAsked] = useState(false);
  const { date, name, legalDate, source } = holiday;
  const notes = [
    legalDate === date ? '' : words.movedFrom(format.weekday(noonOf(legalDate))),
    source === 'computed' ? words.computed : source === 'own' ? words.own : '',
  ].filter(Boolean);
  return (
    <li>
      <span className={s.dayCell}>{format.weekday(noonOf(date))}</span>
      <span className="grow">
        {name} <span className="xs faint">{notes.join(' · ')}</span>
        {isAsked && (
          <span className={s.ask}>
            <Moves change={{ withoutHoliday: date }} isDecided={isBusy} />
            <button type="button" className="btn s" onClick={() => void onRemove()}>
              {words.removeIt}
            </button>
            <button type="button" className="btn s quiet" onClick={() => setAsked(false)}>
              {words.keep}
            </button>
          </span>
        )}
      </span>
      {may('calendar.change') && !isAsked && (
        <button type="button" className={`link sm ${s.target}`} title={words.removeHoliday(name)} onClick={() => setAsked(true)}>
          {words.removeIt}
          <span className="sr"> {name}</span>
        </button>
      )}
    </li>
  );
}

function Removed({ dates, onPutBack }: { readonly dates: readonly string[]; readonly onPutBack: (date: string) => void }) {
  const words = useCalendarWords();
  const format = useFormats();
  const may = useMay();
  if (dates.length === 0) return null;
  return (
    <>
      <h3 className={s.subhead}>{words.removed}</h3>
      <ul className={s.rows}>
        {dates.map((date) => (
          <li key={date}>
            <span className={s.dayCell}>{format.weekday(noonOf(date))}</span>
            <span className="grow faint">{words.worked}</span>
            {may('calendar.change') && (
              <button type="button" className={`link sm ${s.target}`} onClick={() => onPutBack(date)}>
                {words.putBack}
                <span className="sr"> {format.weekday(noonOf(date))}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

interface AddProps {
  readonly year: number;
  readonly attempt: Attempt;
  readonly onAdd: (body: { date: string; name: string }) => Promise<boolean>;
}

function AddHoliday({ year, attempt, onAdd }: AddProps) {
  const words = useCalendarWords();
  const common = useSettingsWords();
  const [isOpen, setOpen] = useState(false);
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await onAdd({ date, name: name.trim() }))) return;
    say(common.saved);
    setOpen(false);
    setDate('');
    setName('');
  };
  if (!isOpen) {
    return (
      <button type="button" className={`link sm ${s.target}`} onClick={() => setOpen(true)}>
        {words.addHoliday}
      </button>
    );
  }
  const isWhole = date !== '' && name.trim() !== '';
  return (
    <form className={s.form} onSubmit={submit}>
      <DateField
        size="sm"
        label={words.date}
        required
        withAsterisk={false}
        min={`${year}-01-01`}
        max={`${year}-12-31`}
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <TextInput
        size="sm"
        label={words.name}
        required
        withAsterisk={false}
        maxLength={120}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <div className={s.formFoot}>
        <Moves change={isWhole ? { holiday: { date, name: name.trim() } } : null} isDecided={attempt.isBusy} />
        <span className="grow" />
        <button type="submit" className="btn" aria-disabled={attempt.isBusy}>
          {common.add}
        </button>
        <button type="button" className="btn quiet" onClick={() => setOpen(false)}>
          {common.cancel}
        </button>
      </div>
    </form>
  );
}
