import { Avatar } from '../design/Avatar.tsx';
import type { RotaDay, Someone } from './api.ts';
import { duties, isOwed, keyOf } from './choice.ts';
import { useDays } from './days.ts';
import { weekdaysShown } from './MonthTable.tsx';
import s from './rota.module.css';
import { PlaceButton, type Slots } from './Slot.tsx';
import { weekdayOf } from './span.ts';
import { useRotaWords } from './words.ts';

/** A week person by person: their duties, their absences, and what is still to assign. */
export function WeekTable({ slots }: { readonly slots: Slots }) {
  const words = useRotaWords();
  const days = useDays();
  const { view, counts } = slots;
  const weekdays = weekdaysShown(view);
  const shown = view.days.filter(({ date }) => weekdays.some((weekday) => weekday === weekdayOf(date)));
  const people = new Map([...counts, ...view.share].map(({ person }) => [person.id, person]));
  return (
    <table className={s.week}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr">{words.people}</span>
          </th>
          {shown.map(({ date, holiday }) => (
            <th key={date} scope="col" className={toneOf(date, view.today)} {...(date === view.today && { 'aria-current': 'date' })}>
              {days.short(date)}
              {holiday && <em>{holiday}</em>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...people.values()].map((person) => (
          <PersonRow key={person.id} slots={slots} person={person} days={shown} />
        ))}
        <tr>
          <th scope="row" className={s.person}>
            {words.toAssign}
          </th>
          {shown.map((day) => (
            <td key={day.date} className={cellTone(day, view.today)}>
              <Lacks slots={slots} day={day} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const toneOf = (date: string, today: string): string => (date === today ? (s.now ?? '') : '');
const cellTone = (day: RotaDay, today: string): string => (day.isWorking ? toneOf(day.date, today) : (s.off ?? ''));

function PersonRow({ slots, person, days }: { readonly slots: Slots; readonly person: Someone; readonly days: readonly RotaDay[] }) {
  const words = useRotaWords();
  const share = slots.counts.find((one) => one.person.id === person.id);
  return (
    <tr>
      <th scope="row" className={s.person}>
        <Avatar name={person.name} size="s" />
        <span>
          {person.name}
          <em>{words.dutiesInMonth(share ? share.mail + share.chat : 0)}</em>
        </span>
      </th>
      {days.map((day) => (
        <td key={day.date} className={cellTone(day, slots.view.today)}>
          <Blocks slots={slots} person={person} day={day} />
        </td>
      ))}
    </tr>
  );
}

/** What somebody has on a day, or is proposed for, or why they are away. */
function Blocks({ slots, person, day }: { readonly slots: Slots; readonly person: Someone; readonly day: RotaDay }) {
  const words = useRotaWords();
  const absence = slots.view.absences.find((one) => one.person.id === person.id && one.from <= day.date && day.date <= one.to);
  return (
    <>
      {duties.map((duty) => {
        const place = { date: day.date, duty };
        const isHolder = day[duty]?.person.id === person.id;
        const isProposed = slots.proposed.some((one) => keyOf(one) === keyOf(place) && one.person.id === person.id);
        if (!isHolder && !isProposed) return null;
        return (
          <PlaceButton
            key={duty}
            slots={slots}
            place={place}
            className={`${s.block} ${isHolder ? (duty === 'mail' ? '' : s.isChat) : s.isProposed}`}
          >
            {isHolder ? (duty === 'mail' ? words.mail : words.chat) : words.proposedDuty(words.shortDuties[duty])}
          </PlaceButton>
        );
      })}
      {absence && <span className={`${s.block} ${s.isAway}`}>{words.kinds[absence.kind]}</span>}
    </>
  );
}

function Lacks({ slots, day }: { readonly slots: Slots; readonly day: RotaDay }) {
  const words = useRotaWords();
  if (!day.isWorking) return <span className="xs faint">{words.notWorked}</span>;
  if (!isOwed(slots.view, day)) return <span className="xs faint">{words.unnoted}</span>;
  if (day.gaps.length === 0) return <span className="xs muted">{words.allSet}</span>;
  return day.gaps.map((duty) => (
    <PlaceButton key={duty} slots={slots} place={{ date: day.date, duty }} spot=" gap" className={`${s.block} ${s.isMissing}`}>
      {duty === 'mail' ? words.mail : words.chat}
    </PlaceButton>
  ));
}
