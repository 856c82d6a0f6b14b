import { IconPlus, IconX } from '@tabler/icons-react';
import s from '../settings.module.css';
import { laterThan, type Span } from './span.ts';
import { useCalendarWords } from './words.ts';

interface SpansProps {
  /** What the spans belong to, for the names of the fields. */
  readonly day: string;
  readonly spans: readonly Span[];
  readonly onChange: (spans: [string, string][]) => void;
}

/** Openings of a day, as many as there are; a day without one is closed. */
export function Spans({ day, spans, onChange }: SpansProps) {
  const words = useCalendarWords();
  const all = spans.map(([from, to]): [string, string] => [from, to]);
  const last = all.at(-1);
  return (
    <span className={s.spans}>
      {all.map(([from, to], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no other name than their place
        <span key={index} className={s.span}>
          <input
            type="time"
            className={s.time}
            aria-label={words.opens(day)}
            value={from}
            onChange={(event) => event.currentTarget.value && onChange(all.with(index, [event.currentTarget.value, to]))}
          />
          <span className="muted">{words.to}</span>
          <input
            type="time"
            className={s.time}
            aria-label={words.closes(day)}
            value={to === '24:00' ? '23:59' : to}
            onChange={(event) => event.currentTarget.value && onChange(all.with(index, [from, event.currentTarget.value]))}
          />
          <button
            type="button"
            className="btn quiet icon s"
            aria-label={words.removeSpan(day)}
            title={words.removeSpan(day)}
            onClick={() => onChange(all.toSpliced(index, 1))}
          >
            <IconX aria-hidden="true" />
          </button>
        </span>
      ))}
      <button
        type="button"
        className="btn quiet s"
        aria-label={words.addSpan(day)}
        onClick={() => onChange([...all, last ? [last[1], laterThan(last[1])] : ['08:00', '16:00']])}
      >
        <IconPlus aria-hidden="true" />
        {words.span}
      </button>
    </span>
  );
}
