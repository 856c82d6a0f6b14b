import { useState } from 'react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { hoursOf, type Week, type Weekday, weekdayName, weekdays } from '../i18n/week.ts';
import { useLanguage } from '../i18n/words.ts';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

const working: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const usual: [string, string] = ['08:00', '16:00'];

function isUniform(week: Week): boolean {
  const first = JSON.stringify(week.mon ?? []);
  return (
    weekdays.every((day) => JSON.stringify(week[day] ?? []) === (working.includes(day) ? first : '[]')) && (week.mon ?? []).length === 1
  );
}

/** One span for Monday to Friday, or one for each day. More spans a day are set in Configuración. */
export function WeekFields({ week, onChange }: { readonly week: Week; readonly onChange: (week: Week) => void }) {
  const words = useSetupWords();
  const format = useFormats();
  const [isEachDay, setEachDay] = useState(!isUniform(week));
  const span = week.mon?.[0] ?? usual;
  const hours = hoursOf(week);
  const same = (next: [string, string]): void => onChange(Object.fromEntries(working.map((day) => [day, [next]])) as Week);
  const total = <span className="faint">{words.hoursAWeek(format.number(hours, Number.isInteger(hours) ? 0 : 1))}</span>;
  if (!isEachDay) {
    return (
      <div className={s.days}>
        <span className="semi">{words.weekdays}</span>
        <Span span={span} onChange={same} />
        {total}
        <button type="button" className="link" onClick={() => setEachDay(true)}>
          {words.eachDay}
        </button>
      </div>
    );
  }
  return (
    <>
      <ul className={s.week}>
        {weekdays.map((day) => (
          <Day key={day} day={day} spans={week[day] ?? []} onChange={(spans) => onChange({ ...week, [day]: spans })} />
        ))}
      </ul>
      <div className={s.days}>
        {total}
        <button
          type="button"
          className="link"
          onClick={() => {
            same(span);
            setEachDay(false);
          }}
        >
          {words.sameDay}
        </button>
      </div>
    </>
  );
}

interface DayProps {
  readonly day: Weekday;
  readonly spans: readonly (readonly [string, string])[];
  readonly onChange: (spans: [string, string][]) => void;
}

function Day({ day, spans, onChange }: DayProps) {
  const words = useSetupWords();
  const { language } = useLanguage();
  const [first, ...rest] = spans.map(([from, to]): [string, string] => [from, to]);
  return (
    <li>
      <label className={s.check}>
        <input type="checkbox" checked={first !== undefined} onChange={(event) => onChange(event.currentTarget.checked ? [usual] : [])} />
        {weekdayName(day, language)}
      </label>
      {first ? (
        <span className="row">
          <Span span={first} onChange={(next) => onChange([next, ...rest])} />
        </span>
      ) : (
        <span className="faint">{words.closedDay}</span>
      )}
    </li>
  );
}

function Span({ span, onChange }: { readonly span: readonly [string, string]; readonly onChange: (span: [string, string]) => void }) {
  const words = useSetupWords();
  const [from, to] = span;
  return (
    <>
      <input
        type="time"
        className={s.time}
        aria-label={words.opens}
        value={from}
        onChange={(event) => event.currentTarget.value && onChange([event.currentTarget.value, to])}
      />
      <span className="muted">{words.to}</span>
      <input
        type="time"
        className={s.time}
        aria-label={words.closes}
        value={to}
        onChange={(event) => event.currentTarget.value && onChange([from, event.currentTarget.value])}
      />
    </>
  );
}
