import { Link } from 'react-router';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { RotaDay, RotaView } from './api.ts';
import { duties, isOwed } from './choice.ts';
import { useDays } from './days.ts';
import s from './rota.module.css';
import { Slot, type Slots } from './Slot.tsx';
import { later, mondaysOf, weekdayOf } from './span.ts';
import { useRotaWords } from './words.ts';

type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

/** Monday to Friday, and a day of the weekend where one is worked. */
export function weekdaysShown(view: RotaView): Weekday[] {
  const worked = new Set(view.days.filter((day) => day.isWorking || day.mail || day.chat).map(({ date }) => weekdayOf(date)));
  return ([1, 2, 3, 4, 5, 6, 0] as const).filter((weekday) => (weekday >= 1 && weekday <= 5) || worked.has(weekday));
}

/** The weeks of a month one below the other; on a telephone its days, which serve a week too. */
export function MonthTable({ slots, isMonth }: { readonly slots: Slots; readonly isMonth: boolean }) {
  const words = useRotaWords();
  const { view } = slots;
  const weekdays = weekdaysShown(view);
  const byDate = new Map(view.days.map((day) => [day.date, day]));
  const afterwards = later(view.to, 1);
  return (
    <table className={s.month}>
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col">
              {words.weekdays[weekday]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(view, weekdays).map((monday) => (
          <tr key={monday}>
            {weekdays.map((weekday) => {
              const date = later(monday, (weekday + 6) % 7);
              const day = byDate.get(date);
              return day ? (
                <DayCell key={date} slots={slots} day={day} />
              ) : (
                <OutsideCell key={date} date={date} leadsTo={isMonth && isFirstAfter(date, afterwards) ? afterwards.slice(0, 7) : null} />
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The Mondays of the weeks with something to show: a month that begins on a Sunday begins a day later. */
function weeksOf(view: RotaView, weekdays: readonly Weekday[]): string[] {
  const isInside = (date: string): boolean => view.from <= date && date <= view.to;
  return mondaysOf(view).filter((monday) => weekdays.some((weekday) => isInside(later(monday, (weekday + 6) % 7))));
}

/** The first cell after the month, which may lie behind a weekend. */
function isFirstAfter(date: string, afterwards: string): boolean {
  return date >= afterwards && (date === afterwards || weekdayOf(date) === 1);
}

function DayCell({ slots, day }: { readonly slots: Slots; readonly day: RotaDay }) {
  const words = useRotaWords();
  const days = useDays();
  const { today } = slots.view;
  const number = days.number(day.date);
  const tone = day.date === today ? s.now : !day.isWorking ? s.off : day.date < today ? s.past : '';
  return (
    <td className={`${s.day} ${tone}`}>
      <b {...(day.date === today && { 'aria-current': 'date' })}>
        {day.date === today ? (
          words.todayIs(number)
        ) : (
          <>
            <span className={s.phoneOnly}>{days.weekday(day.date)} </span>
            {number}
          </>
        )}
      </b>
      {isOwed(slots.view, day) || day.mail || day.chat ? (
        duties.map((duty) => <Slot key={duty} slots={slots} day={day} duty={duty} />)
      ) : day.isWorking ? (
        <span className={s.why}>{words.unnoted}</span>
      ) : (
        <span className={s.why}>
          {day.holiday ?? words.notWorked}
          {day.holiday && <em>{words.holiday}</em>}
        </span>
      )}
    </td>
  );
}

/** A day of the month before or after. */
function OutsideCell({ date, leadsTo }: { readonly date: string; readonly leadsTo: string | null }) {
  const words = useRotaWords();
  const format = useFormats();
  const days = useDays();
  return (
    <td className={`${s.day} ${s.outside}`}>
      <b>{days.plain(date)}</b>
      {leadsTo && (
        <Link className={s.noPrint} to={`/turnos/${leadsTo}`}>
          {words.nextMonth(format.month(leadsTo))}
        </Link>
      )}
    </td>
  );
}
