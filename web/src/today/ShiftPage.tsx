import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { inboxPath } from '../desk/address.ts';
import { countInWords } from '../desk/counts.ts';
import { ClauseTag } from '../design/ClauseTag.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { capital } from '../i18n/text.ts';
import { fetchRota, rotaKey } from '../rota/api.ts';
import { later, noonOf } from '../rota/span.ts';
import { useNow } from '../shell/clock.ts';
import { Page } from '../shell/Page.tsx';
import { clauseOfDuty, fetchShift, type Shift, shiftKey } from './api.ts';
import { DueRow } from './DueRow.tsx';
import { dateOf } from './due.ts';
import { useLiveCounts } from './news.ts';
import s from './today.module.css';
import { TodayCard } from './TodayCard.tsx';
import { useTodayWords } from './words.ts';

const AbsenceDialog = lazy(() => import('../rota/AbsenceDialog.tsx').then(({ AbsenceDialog }) => ({ default: AbsenceDialog })));

type Asked = ReturnType<typeof useShift>;

function useShift() {
  return useQuery({
    queryKey: shiftKey,
    queryFn: fetchShift,
    refetchInterval: (query) => (query.state.status === 'error' ? 15_000 : 60_000),
  });
}

/** Mi turno: the day of whoever attends, what expires first, the own turns, absences and figures. */
export default function ShiftPage() {
  const words = useTodayWords();
  const format = useFormats();
  const shift = useShift();
  useLiveCounts();
  return (
    <Page title={words.shiftTitle} sub={format.longDay(useNow(60))}>
      <div className={s.layout}>
        <div className="stack">
          <DutyCard shift={shift} />
          <NextCard shift={shift} />
        </div>
        <div className="stack">
          <TurnsCard shift={shift} />
          <FiguresCard shift={shift} />
        </div>
      </div>
    </Page>
  );
}

function DutyCard({ shift }: { readonly shift: Asked }) {
  const words = useTodayWords();
  const { data } = shift;
  const title =
    data === undefined
      ? words.dutyToday
      : data.duties.length > 0
        ? words.onDuty(data.duties.map((duty) => words.dutyNames[duty]).join(words.and))
        : data.isWorkingDay
          ? words.offDuty
          : words.dayOff;
  const others = (['mail', 'chat'] as const).flatMap((duty) => {
    const person = data?.others[duty];
    return person ? [`${words.dutyColumns[duty]}: ${person.name}`] : [];
  });
  return (
    <TodayCard
      title={title}
      query={shift}
      height={90}
      beside={data?.duties.map((duty) => <ClauseTag key={duty} clause={clauseOfDuty[duty]} />)}
      actions={<span className={`xs faint ${s.others}`}>{others.join(' · ')}</span>}
    >
      {data && <Counts counts={data.counts} />}
    </TodayCard>
  );
}

function Counts({ counts }: { readonly counts: Shift['counts'] }) {
  const words = useTodayWords();
  return (
    <ul className={`${s.strip} ${s.four}`} aria-live="polite">
      <li>
        <Link to={inboxPath('toAnswer')}>
          <b>{countInWords(counts.toAnswer)}</b>
          <span className={s.stripText}>{words.toAnswerWith(countInWords(counts.unassigned))}</span>
        </Link>
      </li>
      <li>
        <Link to={inboxPath('overdue')}>
          <b className={counts.overdue > 0 ? 'bad' : ''}>{countInWords(counts.overdue)}</b>
          <span className={s.stripText}>{words.overdueMails}</span>
        </Link>
      </li>
      <li>
        <Link to={inboxPath('mine')}>
          <b>{countInWords(counts.mine)}</b>
          <span className={s.stripText}>{words.yours}</span>
        </Link>
      </li>
      <li className={s.plain}>
        <b>{counts.answeredToday}</b>
        <span className={s.stripText}>{words.answeredToday}</span>
      </li>
    </ul>
  );
}

function NextCard({ shift }: { readonly shift: Asked }) {
  const words = useTodayWords();
  const format = useFormats();
  const { data } = shift;
  const total = data ? `${format.number(data.next.total)}${data.next.isMore ? '+' : ''}` : '';
  const hasMore = data !== undefined && (data.next.isMore || data.next.total > data.next.items.length);
  return (
    <TodayCard
      title={words.nextUp}
      query={shift}
      height={240}
      actions={<span className={`xs faint ${s.others}`}>{data && words.readings[data.reading]}</span>}
      foot={
        hasMore && (
          <footer>
            <Link to={inboxPath('mine')}>{words.seeAll(total)}</Link>
          </footer>
        )
      }
    >
      {data &&
        (data.next.total === 0 ? (
          <p className={s.nothing}>{words.nothingYours}</p>
        ) : (
          <ul>
            {data.next.items.map((item, index) => (
              <DueRow key={item.id} item={item} isMain={index === 0} />
            ))}
          </ul>
        ))}
    </TodayCard>
  );
}

function TurnsCard({ shift }: { readonly shift: Asked }) {
  const words = useTodayWords();
  const format = useFormats();
  const today = dateOf(useNow(60));
  const [isAway, setAway] = useState(false);
  const { data } = shift;
  const turns = data?.turns.slice(0, 6) ?? [];
  const nameOf = (date: string): string => {
    if (date === today) return words.todayDay(Number(date.slice(8)));
    return capital(format.weekday(noonOf(date)));
  };
  return (
    <TodayCard
      title={words.turns}
      query={shift}
      height={100}
      actions={
        <Link className="sm" to="/turnos">
          {words.rota}
        </Link>
      }
      foot={
        <footer className="row wrap">
          <Link to="/turnos">{words.askForChange}</Link>
          <span aria-hidden="true">·</span>
          <button type="button" className="link" onClick={() => setAway(true)}>
            {words.sayAway}
          </button>
        </footer>
      }
    >
      <ul className={s.ahead}>
        {turns.map(({ date, duties }) => (
          <li key={date}>
            <span className={date === today ? 'semi' : ''}>{nameOf(date)}</span>
            <span>{duties.map((duty) => words.dutyColumns[duty]).join(', ')}</span>
          </li>
        ))}
        {data && turns.length === 0 && <li className="muted">{words.noTurns}</li>}
        {data?.absences.map((one) => (
          <li key={one.id}>
            <span className="muted">{words.away[one.kind as keyof typeof words.away] ?? words.away.other}</span>
            <span className="muted nowrap">
              {one.from === one.to
                ? format.weekday(noonOf(one.from))
                : words.span(format.weekday(noonOf(one.from)), format.weekday(noonOf(one.to)))}
            </span>
          </li>
        ))}
      </ul>
      {isAway && <Away today={today} onClose={() => setAway(false)} refresh={() => void shift.refetch()} />}
    </TodayCard>
  );
}

/** The dialog of Turnos, over the days to come. */
function Away({ today, onClose, refresh }: { readonly today: string; readonly onClose: () => void; readonly refresh: () => void }) {
  const span = { kind: 'month' as const, name: today, from: today, to: later(today, 62) };
  const { data } = useQuery({ queryKey: rotaKey(span), queryFn: ({ signal }) => fetchRota(span, signal) });
  if (!data) return null;
  return (
    <Suspense fallback={null}>
      <AbsenceDialog
        view={data}
        onClose={() => {
          onClose();
          refresh();
        }}
      />
    </Suspense>
  );
}

function FiguresCard({ shift }: { readonly shift: Asked }) {
  const words = useTodayWords();
  const format = useFormats();
  const figures = shift.data?.figures;
  const all = figures ? figures.met + figures.late : 0;
  return (
    <TodayCard
      title={words.figures}
      query={shift}
      height={80}
      actions={<span className={`xs faint ${s.others}`}>{figures && words.onlyYou(format.month(figures.month))}</span>}
    >
      {figures && (
        <ul className={s.ahead}>
          <li>
            <span>
              {words.inTime} <ClauseTag clause="5.3" />
            </span>
            <b className="semi">{all === 0 ? '—' : words.base(format.number(figures.met), format.number(all))}</b>
          </li>
          <li>
            <span>{words.median}</span>
            <b className="semi">{figures.medianSeconds === null ? '—' : format.duration(figures.medianSeconds)}</b>
          </li>
          {all === 0 && <li className="muted">{words.noFigures}</li>}
        </ul>
      )}
    </TodayCard>
  );
}
