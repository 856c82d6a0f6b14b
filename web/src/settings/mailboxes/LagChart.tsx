import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useNow } from '../../shell/clock.ts';
import s from '../settings.module.css';
import { lagOf } from './MailboxTable.tsx';
import { useMailboxWords } from './words.ts';

const hour = 3_600_000;
const tall = 72; // px of the highest bar
const bars = 12;

/** The median lag of each of the last hours; the title is the finding. */
export function LagChart({ lags }: { readonly lags: readonly (number | null)[] }) {
  const words = useMailboxWords();
  const format = useFormats();
  const at = useNow(60);
  const shown = lags.slice(-bars).map((lag, index) => ({ lag, at: at - (bars - 1 - index) * hour }));
  const most = Math.max(...shown.map(({ lag }) => lag ?? 0));
  const peak = shown.find(({ lag }) => lag !== null && lag === most);
  const isLate = most >= 5;
  const name = (one: number): string => format.shortTime(Math.floor(one / hour) * hour);
  return (
    <div>
      <h3>
        {lags.every((lag) => lag === null)
          ? words.lagNone
          : isLate && peak
            ? words.lagTitle(name(peak.at), lagOf(most, words, format))
            : words.lagFine}
      </h3>
      {most > 0 && <p className="xs faint">{words.lagUnit}</p>}
      <ol className={s.chart} hidden={most === 0}>
        {shown.map(({ lag, at: one }) => (
          <li
            key={one}
            className={isLate && lag === most ? s.peak : ''}
            title={words.lagAt(name(one), lag === null ? words.noMail : lagOf(lag, words, format))}
          >
            <span>
              <span className="sr">{name(one)}: </span>
              {lag === null ? <span className="sr">{words.noMail}</span> : short(lag)}
            </span>
            {lag !== null && <i style={{ height: `${Math.max(2, (lag / Math.max(most, 1)) * tall)}px` }} aria-hidden="true" />}
            <span aria-hidden="true" className="nowrap">
              {name(one).replace(/ (am|pm|m)$/, '')}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );

  function short(lag: number): string {
    if (lag < 100) return format.number(lag, lag < 10 ? 1 : 0);
    return lag < 5_400 ? `${Math.round(lag / 60)} min` : `${Math.round(lag / 3600)} h`;
  }
}
