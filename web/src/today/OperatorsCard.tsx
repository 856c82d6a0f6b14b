import { IconAlertTriangle, IconMail, IconMessage } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Avatar } from '../design/Avatar.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { capital } from '../i18n/text.ts';
import { entriesOf, fetchRota, type Proposed, type RotaDay, rotaKey, setEntries } from '../rota/api.ts';
import { later, noonOf } from '../rota/span.ts';
import { useNow } from '../shell/clock.ts';
import { useMay, usePerson } from '../shell/session.ts';
import { useDayAct } from './act.ts';
import { clauseOfDuty, duties } from './api.ts';
import { dateOf, shortName } from './due.ts';
import s from './today.module.css';
import { TodayCard } from './TodayCard.tsx';
import { useTodayWords } from './words.ts';

const shown = 5;

/** Who is on duty today and on the next working days; what lacks is confirmed at one press (6.2). */
export function OperatorsCard() {
  const words = useTodayWords();
  const may = useMay();
  const me = usePerson();
  const today = dateOf(useNow(60));
  // Five working days, whatever holidays lie between.
  const span = { kind: 'week' as const, name: today, from: today, to: later(today, 13) };
  const rota = useQuery({ queryKey: rotaKey(span), queryFn: ({ signal }) => fetchRota(span, signal) });
  const days = (rota.data?.days ?? []).filter((day) => day.isWorking).slice(0, shown);
  const isMine = days.some((day) => day.date === today && duties.some((duty) => day[duty]?.person.id === me.id));
  return (
    <TodayCard
      title={words.operators}
      query={rota}
      height={230}
      beside={<span className="clause">6.2</span>}
      actions={
        <Link to="/turnos" className="sm nowrap">
          {words.monthRota}
        </Link>
      }
      foot={
        <>
          {may('rota.change') && rota.data && <Proposal days={days} proposal={rota.data.proposal} today={today} />}
          {isMine && may('shift.read') && (
            <footer>
              <Link to="/mi-turno">{words.toShift}</Link>
            </footer>
          )}
        </>
      }
    >
      <table className={s.rota}>
        <thead>
          <tr>
            <th scope="col">
              <span className="sr">{words.day}</span>
            </th>
            <th scope="col">
              <IconMail aria-hidden="true" className="sm" /> {words.dutyColumns.mail}
            </th>
            <th scope="col">
              <IconMessage aria-hidden="true" className="sm" /> {words.dutyColumns.chat}
            </th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <DayRow key={day.date} day={day} isToday={day.date === today} />
          ))}
        </tbody>
      </table>
    </TodayCard>
  );
}

function DayRow({ day, isToday }: { readonly day: RotaDay; readonly isToday: boolean }) {
  const words = useTodayWords();
  const format = useFormats();
  const weekday = `${format.weekdayShort(noonOf(day.date))} ${Number(day.date.slice(8))}`;
  return (
    <tr className={isToday ? s.isToday : undefined}>
      <th scope="row">{isToday ? words.todayDay(Number(day.date.slice(8))) : capital(weekday)}</th>
      {duties.map((duty) => {
        const entry = day[duty];
        return (
          <td key={duty}>
            {entry ? (
              <span className={s.holder}>
                <Avatar name={entry.person.name} size="s" />
                <span className="trunc" title={entry.person.name} aria-hidden="true">
                  {shortName(entry.person.name)}
                </span>
                <span className="sr">{entry.person.name}</span>
              </span>
            ) : (
              <span className={s.missing}>
                <IconAlertTriangle aria-hidden="true" className="sm" />
                {words.missing}
                <span className="sr"> ({clauseOfDuty[duty]})</span>
              </span>
            )}
          </td>
        );
      })}
    </tr>
  );
}

interface ProposalProps {
  readonly days: readonly RotaDay[];
  readonly proposal: readonly Proposed[];
  readonly today: string;
}

/** What is proposed for the first of these days that lacks somebody: today first, then tomorrow. */
function Proposal({ days, proposal, today }: ProposalProps) {
  const words = useTodayWords();
  const format = useFormats();
  const { isBusy, act } = useDayAct('rota', 'today');
  const day = days.find((one) => one.gaps.length > 0);
  if (!day) return null;
  const mine = proposal.filter((one) => one.date === day.date);
  const name = day.date === today ? words.todayName : format.weekday(noonOf(day.date));
  if (mine.length === 0) return <footer>{words.noProposal(name)}</footer>;
  const confirm = () => act(() => setEntries(entriesOf(mine), null), words.confirmed(name));
  return (
    <footer className={s.proposal}>
      <span className="grow">
        {words.proposalFor(name)}{' '}
        {mine.map((one, index) => (
          <span key={one.duty}>
            {index > 0 && ', '}
            <b className="semi">{one.person.name}</b> ({words.shortDuties[one.duty]})
          </span>
        ))}
      </span>
      <button type="button" className="btn s" aria-disabled={isBusy} onClick={() => void confirm()}>
        {words.confirm}
        <span className="sr">: {words.operatorsOf(name)}</span>
      </button>
    </footer>
  );
}
