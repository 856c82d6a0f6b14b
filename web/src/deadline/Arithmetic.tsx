import type { Explanation } from '#calendar/shapes';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { timeOfDay } from '../i18n/week.ts';
import { useLanguage } from '../i18n/words.ts';
import s from './deadline.module.css';
import { dated, hoursDrawn, type Line, linesOf, type Reading, termOf } from './lines.ts';
import { useDeadlineWords } from './words.ts';

/** What each day adds, until the term is complete. */
export function Arithmetic({ reading, explanation }: { readonly reading: Reading; readonly explanation: Explanation }) {
  const words = useDeadlineWords();
  const format = useFormats();
  const { language } = useLanguage();
  const lines = linesOf(reading, explanation, { words, format, language });
  const [from, to] = hoursDrawn(reading.rows);
  const inHours = reading.reading === 'schedule-hours';
  return (
    <>
      <table className={`data ${s.days}`}>
        <thead>
          <tr>
            <th scope="col">{words.columns.day}</th>
            <th scope="col">{words.columns.what}</th>
            <th scope="col" className={s.barColumn}>
              <span className="sr">{words.columns.bar}, </span>
              {words.barLabel(timeOfDay(from, language).replace(':00', ''), timeOfDay(to, language).replace(':00', ''))}
            </th>
            {inHours && (
              <>
                <th scope="col" className="r">
                  {words.columns.runs}
                </th>
                <th scope="col" className="r">
                  {words.columns.total}
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Day key={line.key} line={line} inHours={inHours} />
          ))}
        </tbody>
      </table>
      <p className={s.end}>{words.ends(dated(reading.dueAt, format), endOf(reading, explanation))}</p>
    </>
  );

  function endOf(one: Reading, of: Explanation): string {
    const term = one.reading === 'working-days' ? format.workingDays(of.days) : termOf(of, format);
    return words.exact[one.reading](term);
  }
}

function Day({ line, inHours }: { readonly line: Line; readonly inHours: boolean }) {
  const format = useFormats();
  return (
    <tr className={`${line.counts ? '' : s.off} ${line.isLast ? s.last : ''}`}>
      <td className={s.day}>{line.day}</td>
      <td>{line.what}</td>
      <td className={s.barColumn}>
        <span className={s.bar} aria-hidden="true">
          {line.spans.map(([from, to]) => (
            <i key={from} style={{ left: `${from * 100}%`, right: `${(1 - to) * 100}%` }} />
          ))}
        </span>
      </td>
      {inHours && (
        <>
          <td className="r nowrap">{line.seconds > 0 ? format.duration(line.seconds) : '—'}</td>
          <td className="r nowrap">{line.total > 0 ? format.duration(line.total) : '—'}</td>
        </>
      )}
    </tr>
  );
}
