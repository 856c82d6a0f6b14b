import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { SegmentedControl } from '@mantine/core';
import { nameless } from '#metrics/definition.rules';
import { useSearchParams } from 'react-router';
import { DateField } from '../design/DateField.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import { monthsBack } from '../procedure/month.ts';
import type { Figures } from './api.ts';
import s from './figures.module.css';
import { addressOf, type Question } from './question.ts';
import { useFigureWords } from './words.ts';

interface BarProps {
  readonly question: Question;
  readonly running: string;
  readonly choices: Figures['choices'] | undefined;
}

/** The period and the filters; all of it stands in the address. */
export function Bar({ question, running, choices }: BarProps) {
  const words = useFigureWords();
  const format = useFormats();
  const [, setAddress] = useSearchParams();
  const change = (part: Partial<Question>): void => setAddress((before) => addressOf(before, part, running), { replace: true });
  const { mailbox, operator, area, month, from, to } = question;
  const months = monthsBack(running, 24);
  const isFiltered = mailbox !== '' || operator !== '' || area !== '';
  return (
    <form className={s.bar} aria-label={words.period} onSubmit={(event) => event.preventDefault()}>
      <SegmentedControl
        aria-label={words.period}
        value={month === '' ? 'days' : 'month'}
        onChange={(kind) => change(kind === 'days' ? { from, to } : { month: from.slice(0, 7) })}
        data={[
          { value: 'month', label: words.month },
          { value: 'days', label: words.days },
        ]}
      />
      {month !== '' ? (
        <select
          className={s.select}
          aria-label={words.month}
          value={month}
          onChange={(event) => change({ month: event.currentTarget.value })}
        >
          {(months.includes(month) ? months : [month, ...months]).map((one) => (
            <option key={one} value={one}>
              {format.month(one)}
            </option>
          ))}
        </select>
      ) : (
        <>
          <DateField
            size="sm"
            label={words.from}
            value={from}
            max={to}
            onChange={(event) => keep(event.currentTarget.value, (value) => change({ from: value, to }))}
          />
          <DateField
            size="sm"
            label={words.to}
            value={to}
            min={from}
            onChange={(event) => keep(event.currentTarget.value, (value) => change({ from, to: value }))}
          />
        </>
      )}
      <Choice
        label={words.person}
        any={words.any}
        value={operator}
        options={choices?.operators}
        onChange={(value) => change({ operator: value })}
      />
      <Choice
        label={words.mailbox}
        any={words.any}
        value={mailbox}
        options={choices?.mailboxes}
        onChange={(value) => change({ mailbox: value })}
      />
      <Choice label={words.area} any={words.anyArea} value={area} options={choices?.areas} onChange={(value) => change({ area: value })} />
      {isFiltered && (
        <button type="button" className="link sm" onClick={() => change({ mailbox: '', operator: '', area: '' })}>
          {words.removeFilters}
        </button>
      )}
    </form>
  );
}

/** A date that is being typed is none for a while. */
function keep(value: string, then: (value: string) => void): void {
  if (value !== '') then(value);
}

interface ChoiceProps {
  readonly label: string;
  readonly any: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly name: string }[] | undefined;
  readonly onChange: (value: string) => void;
}

function Choice({ label, any, value, options = [], onChange }: ChoiceProps) {
  const { language } = useLanguage();
  const isKnown = value === '' || options.some((one) => one.id === value);
  return (
    <label className={s.field}>
      <span className="sm muted">{label}</span>
      <select className={s.select} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{any}</option>
        {!isKnown && <option value={value}>{nameless[language][value] ?? value}</option>}
        {options.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name || (nameless[language][one.id] ?? one.id)}
          </option>
        ))}
      </select>
    </label>
  );
}
