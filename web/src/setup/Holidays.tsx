import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CalendarDocument } from '#calendar/shapes';
import { DateField } from '../design/DateField.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

export interface OwnDay {
  readonly date: string;
  readonly name: string;
}

interface HolidaysProps {
  readonly calendar: CalendarDocument;
  readonly removed: ReadonlySet<string>;
  readonly own: readonly OwnDay[];
  readonly onRemoved: (removed: ReadonlySet<string>) => void;
  readonly onOwn: (own: readonly OwnDay[]) => void;
}

/** Noon of a date in the institution's zone: the formats take instants. */
const noonOf = (date: string): number => Date.parse(`${date}T12:00:00-04:00`);

/** The days of the year that are not worked, each to be kept or taken out, and days of the institution's own. */
export function Holidays({ calendar, removed, own, onRemoved, onOwn }: HolidaysProps) {
  const words = useSetupWords();
  const format = useFormats();
  const { year, items, source } = calendar.holidays;
  const toggle = (date: string): void => {
    const next = new Set(removed);
    if (!next.delete(date)) next.add(date);
    onRemoved(next);
  };
  return (
    <>
      <h2>
        {words.holidays(String(year))}{' '}
        <span className="faint sm" style={{ fontWeight: 400 }}>
          {source === 'computed' ? words.computed : words.holidaysHint}
        </span>
      </h2>
      <div className={s.holidays}>
        {items.map(({ date, name, legalDate }) => (
          <label key={date}>
            <input type="checkbox" checked={!removed.has(date)} onChange={() => toggle(date)} />
            <b className="med nowrap">{format.weekday(noonOf(date))}</b>
            <span>
              {name} {legalDate !== date && <em>{words.movedFrom(format.weekday(noonOf(legalDate)))}</em>}
            </span>
          </label>
        ))}
        {own.map(({ date, name }) => (
          <label key={`own-${date}`}>
            <input type="checkbox" checked onChange={() => onOwn(own.filter((day) => day.date !== date))} />
            <b className="med nowrap">{format.weekday(noonOf(date))}</b>
            <span>
              {name} <em>{words.ownDay}</em>
            </span>
          </label>
        ))}
      </div>
      <AddOwn year={year} onAdd={(day) => onOwn([...own.filter(({ date }) => date !== day.date), day])} />
    </>
  );
}

function AddOwn({ year, onAdd }: { readonly year: number; readonly onAdd: (day: OwnDay) => void }) {
  const words = useSetupWords();
  const [isOpen, setOpen] = useState(false);
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  if (!isOpen) {
    return (
      <button type="button" className="link sm" style={{ marginTop: 10, minHeight: 24 }} onClick={() => setOpen(true)}>
        {words.addOwn}
      </button>
    );
  }
  return (
    <div className={s.own}>
      <DateField
        label={words.ownDate}
        min={`${year}-01-01`}
        max={`${year}-12-31`}
        value={date}
        onChange={(event) => setDate(event.currentTarget.value)}
      />
      <TextInput label={words.ownName} maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <button
        type="button"
        className="btn l"
        disabled={!date || !name.trim()}
        onClick={() => {
          onAdd({ date, name: name.trim() });
          setDate('');
          setName('');
          setOpen(false);
        }}
      >
        {words.add}
      </button>
    </div>
  );
}
