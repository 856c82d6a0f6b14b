import { useState } from 'react';
import { remove } from '../../api.ts';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { timeOfDay } from '../../i18n/week.ts';
import { type Language, useLanguage } from '../../i18n/words.ts';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import type { CalendarDocument } from '../api.ts';
import { Card } from '../Card.tsx';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { noonOf } from './HolidaysCard.tsx';
import { Moves } from './Moves.tsx';
import { useCalendarWords } from './words.ts';

type Closure = CalendarDocument['closures'][number];

interface ClosuresProps {
  readonly closures: readonly Closure[];
  readonly onChanged: () => Promise<unknown>;
}

/** What was declared, the latest first; each can be taken back. */
export function Closures({ closures, onChanged }: ClosuresProps) {
  const words = useCalendarWords();
  return (
    <Card title={words.closures}>
      {closures.length === 0 ? (
        <p className={`sm muted ${s.pad}`}>{words.noClosures}</p>
      ) : (
        <ul className={s.rows}>
          {closures
            .toSorted((a, b) => (a.date < b.date ? 1 : -1))
            .map((closure) => (
              <ClosureRow key={closure.id} closure={closure} onChanged={onChanged} />
            ))}
        </ul>
      )}
    </Card>
  );
}

/** Until the day ends is no hour that anybody would say. */
function hoursOf({ from, to }: Closure, words: ReturnType<typeof useCalendarWords>, language: Language): string {
  if (from === null && to === null) return words.dayLong;
  if (to === null || to === '24:00') return words.fromOn(timeOfDay(from ?? '00:00', language));
  return words.hours(timeOfDay(from ?? '00:00', language), timeOfDay(to, language));
}

function ClosureRow({ closure, onChanged }: { readonly closure: Closure; readonly onChanged: () => Promise<unknown> }) {
  const words = useCalendarWords();
  const common = useSettingsWords();
  const format = useFormats();
  const { language } = useLanguage();
  const may = useMay();
  const attempt = useAttempt();
  const [isAsked, setAsked] = useState(false);
  const { id, date, reason, declaredBy, declaredAt } = closure;
  const hours = hoursOf(closure, words, language);
  const annul = (): Promise<boolean> =>
    attempt.run(async () => {
      const { moved } = await remove<{ moved: number }>(`/calendar/closures/${id}`);
      await onChanged();
      say(common.moved(format.number(moved), moved === 1));
    });
  return (
    <li>
      <span className={s.dayCell}>{format.weekday(noonOf(date))}</span>
      <span className="grow">
        {hours} · {reason}
        <span className="xs faint" style={{ display: 'block' }}>
          {words.declaredBy(declaredBy, format.moment(Date.parse(declaredAt)))}
        </span>
        {isAsked && (
          <span className={s.ask}>
            <Moves change={{ annul: id }} isDecided={attempt.isBusy} />
            <button type="button" className="btn s" aria-disabled={attempt.isBusy} onClick={() => void annul()}>
              {words.annulIt}
            </button>
            <button type="button" className="btn s quiet" onClick={() => setAsked(false)}>
              {words.keep}
            </button>
          </span>
        )}
        <Failure attempt={attempt} />
      </span>
      {may('calendar.change') && !isAsked && (
        <button
          type="button"
          className={`link sm ${s.target}`}
          aria-label={words.annulOf(format.weekday(noonOf(date)))}
          onClick={() => setAsked(true)}
        >
          {words.annul}
        </button>
      )}
    </li>
  );
}
