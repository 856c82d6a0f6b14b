import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type FigureId, fetchFigures, figuresKey } from '../figures/api.ts';
import type { Question } from '../figures/question.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { later, noonOf } from '../rota/span.ts';
import { calendarKey, fetchCalendar } from '../settings/api.ts';
import { useNow } from '../shell/clock.ts';
import { dateOf } from './due.ts';
import { useDeskNews } from './news.ts';
import s from './today.module.css';
import { TodayCard } from './TodayCard.tsx';
import { lastWorkedDay } from './worked.ts';
import { useTodayWords } from './words.ts';

const figures = ['received', 'escalated', 'returned', 'reopened', 'late'] as const satisfies readonly FigureId[];

/** Counting the facts of two days costs more than a counter: ms between two. */
const pause = 5000;

/** What changed since the last day that was worked: that day (with the free ones after it) beside today, each figure with its rows behind it. */
export function ChangeCard() {
  const words = useTodayWords();
  const format = useFormats();
  const today = dateOf(useNow(60));
  const year = Number(today.slice(0, 4));
  const calendar = useQuery({ queryKey: calendarKey(year), queryFn: () => fetchCalendar(year) });
  const since = calendar.data ? lastWorkedDay(calendar.data, today) : null;
  const yesterday = later(today, -1);
  const spans = { before: span(since ?? today, yesterday), today: span(today, today) };
  const before = useQuery({
    queryKey: figuresKey(spans.before),
    queryFn: ({ signal }) => fetchFigures(spans.before, signal),
    enabled: since !== null,
  });
  const now = useQuery({
    queryKey: figuresKey(spans.today),
    queryFn: ({ signal }) => fetchFigures(spans.today, signal),
    refetchInterval: 60_000,
  });
  useDeskNews(['figures'], pause);
  const isYesterday = since === yesterday;
  return (
    <TodayCard title={words.changes} query={now.data && before.error ? before : now} height={210}>
      <table className={s.changes}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{words.what}</span>
            </th>
            <th scope="col">{isYesterday ? words.yesterday : words.sinceDay(since === null ? '' : format.weekday(noonOf(since)))}</th>
            <th scope="col">{words.todayColumn}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure}>
              <th scope="row">{words.changed[figure]}</th>
              <Count figure={figure} of={before.data?.total.counts[figure]} in={spans.before} />
              <Count figure={figure} of={now.data?.total.counts[figure]} in={spans.today} />
            </tr>
          ))}
        </tbody>
      </table>
    </TodayCard>
  );
}

function span(from: string, to: string): Question {
  return { month: '', from, to, mailbox: '', operator: '', area: '' };
}

interface CountProps {
  readonly figure: (typeof figures)[number];
  /** Undefined: not known yet. */
  readonly of: number | undefined;
  readonly in: Question;
}

function Count({ figure, of, in: { from, to } }: CountProps) {
  const words = useTodayWords();
  const format = useFormats();
  if (of === undefined) return <td className="faint">…</td>;
  if (of === 0) return <td className="faint">0</td>;
  const said = format.number(of);
  return (
    <td className={figure === 'late' ? 'bad' : undefined}>
      <Link to={`/cifras/${figure}?desde=${from}&hasta=${to}`} aria-label={words.rowsOf(said, words.changed[figure])}>
        {said}
      </Link>
    </td>
  );
}
