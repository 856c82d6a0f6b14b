import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { DayRow, Explanation } from '#calendar/shapes';
import type { ObligationItem } from '#procedure/shapes';
import { conversationPath } from '../desk/address.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { timeOfDay, weekInWords } from '../i18n/week.ts';
import { useLanguage } from '../i18n/words.ts';
import { useMay } from '../shell/session.ts';
import s from './deadline.module.css';
import { dated, termOf } from './lines.ts';
import { useDeadlineWords } from './words.ts';

interface SourcesProps {
  readonly obligation: ObligationItem;
  readonly explanation: Explanation;
}

const noonOf = (date: string): number => Date.parse(`${date}T12:00:00-04:00`);

/** What the arithmetic stands on: arrival, term, schedule, holidays and closures of the span. */
export function Sources({ obligation, explanation }: SourcesProps) {
  const words = useDeadlineWords();
  const format = useFormats();
  const { language } = useLanguage();
  const may = useMay();
  const [shown] = explanation.readings;
  const rows = shown?.rows ?? [];
  const last = rows.at(-1);
  const between = words.noneBetween(
    format.date(Date.parse(explanation.openedAt)),
    format.date(last ? noonOf(last.date) : Date.parse(obligation.dueAt)),
  );
  const holidays = rows.filter((row) => row.holiday !== null && row.kind === 'holiday');
  const closures = rows.filter((row) => row.closures.length > 0);
  const later = obligation.settledAt === null ? words.closureLeavesIt : words.closureLater;
  const moved = obligation.judgements.filter(({ kind }) => kind === 'moved').length;
  return (
    <section className="card">
      <header>
        <h2>{words.sources}</h2>
      </header>
      <dl className={s.sources}>
        <Source name={words.arrived}>
          <span title={format.full(Date.parse(explanation.openedAt))}>{dated(explanation.openedAt, format)}</span>
          {obligation.conversation !== undefined && may('conversations.read') && (
            <Link to={conversationPath(obligation.conversation)}>{words.conversation}</Link>
          )}
        </Source>
        {explanation.clockStartsAt !== explanation.openedAt && (
          <Source name={words.counts}>{dated(explanation.clockStartsAt, format)}</Source>
        )}
        <Source name={words.term}>
          {words.workingHours(termOf(explanation, format))}
          <Link to={`/procedimiento/${obligation.clause}`}>{words.edition(obligation.edition)}</Link>
        </Source>
        <Source name={words.schedule}>
          {weekInWords(explanation.schedule.week, language)}
          <span className="xs faint">{words.since(format.date(Date.parse(explanation.schedule.since)))}</span>
        </Source>
        <Source name={words.holidays}>
          {holidays.length === 0 ? between : holidays.map((row) => <span key={row.date}>{holidayLine(row)}</span>)}
          {explanation.unconfirmedYears.length > 0 && (
            <span className="xs muted">{words.unconfirmed(explanation.unconfirmedYears.join(', '))}</span>
          )}
        </Source>
        <Source name={words.closures}>
          {closures.length + explanation.laterClosures.length === 0 && between}
          {closures.flatMap((row) => row.closures.map((one, index) => closureLine(row.date, one, index)))}
          {explanation.laterClosures.map((one, index) => closureLine(one.date, one, index, later))}
        </Source>
        <Source name={words.recalculated}>{moved === 0 ? words.never : `${moved}`}</Source>
      </dl>
    </section>
  );

  function holidayLine(row: DayRow): string {
    return `${format.weekday(noonOf(row.date))}, ${row.holiday?.name ?? ''}`;
  }

  function closureLine(date: string, one: DayRow['closures'][number], index: number, note?: string): ReactNode {
    const hours =
      one.from === null && one.to === null
        ? ''
        : `, ${words.span(timeOfDay(one.from ?? '00:00', language), timeOfDay(one.to ?? '24:00', language))}`;
    return (
      <span key={`${note ?? ''}${date}${index}`}>
        {format.weekday(noonOf(date))}
        {hours}
        {one.reason !== null && `, ${one.reason}`}
        {one.declaredBy !== null && one.declaredAt !== null && (
          <span className="xs faint" style={{ display: 'block' }}>
            {words.declaredBy(one.declaredBy, dated(one.declaredAt, format))}
          </span>
        )}
        {note !== undefined && <span className="xs muted">{note}</span>}
      </span>
    );
  }
}

function Source({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
