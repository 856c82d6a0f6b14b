import type { DayRow, Explanation } from '#calendar/shapes';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { timeOfDay, weekdayName } from '../i18n/week.ts';
import { useLanguage } from '../i18n/words.ts';
import s from './desk.module.css';
import { useDeskWords } from './words.ts';

/** The days of the reading in force, what each adds, and where the term ends. */
export function Days({ explanation }: { readonly explanation: Explanation }) {
  const words = useDeskWords();
  const format = useFormats();
  const [reading] = explanation.readings;
  if (!reading) return null;
  return (
    <>
      <ol>
        {reading.rows.map((row) => (
          <Day key={row.date} row={row} />
        ))}
      </ol>
      <div className={s.total}>
        <span>{words.workingHours(format.duration((explanation.hours ?? 0) * 3600))}</span>
        <b>{format.moment(Date.parse(reading.dueAt))}</b>
      </div>
    </>
  );
}

function Day({ row }: { readonly row: DayRow }) {
  const words = useDeskWords();
  const format = useFormats();
  const { language } = useLanguage();
  const [, month = '', day = ''] = row.date.split('-');
  const hours = row.counted
    .map(([from, until]) => `${timeOfDay(from, language)} ${language === 'es' ? 'a' : 'to'} ${timeOfDay(until, language)}`)
    .join(', ');
  const reasons = row.closures.flatMap(({ reason }) => (reason === null ? [] : [reason])).join(', ');
  const closure = reasons === '' ? words.closure : words.closureOf(reasons);
  const what =
    row.kind === 'holiday'
      ? words.holiday(row.holiday?.name ?? '')
      : row.kind === 'off'
        ? words.closed
        : row.kind === 'closed'
          ? closure
          : row.closures.length > 0
            ? `${hours} · ${closure}`
            : row.kind === 'full'
              ? words.complete
              : hours;
  return (
    <li>
      <span>
        {weekdayName(row.weekday, language)} {language === 'es' ? `${day}/${month}` : Number(day)}
      </span>
      <span>{what}</span>
      <b>{row.seconds > 0 ? format.duration(row.seconds) : '—'}</b>
    </li>
  );
}
