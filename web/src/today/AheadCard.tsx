import { useQuery } from '@tanstack/react-query';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { noonOf } from '../rota/span.ts';
import { calendarKey, fetchCalendar } from '../settings/api.ts';
import { useNow } from '../shell/clock.ts';
import { aheadOf } from './ahead.ts';
import { dateOf } from './due.ts';
import s from './today.module.css';
import { TodayCard } from './TodayCard.tsx';
import { useTodayWords } from './words.ts';

/** The next days that are not worked: on them no clock runs. */
export function AheadCard() {
  const words = useTodayWords();
  const format = useFormats();
  const today = dateOf(useNow(60));
  const calendar = useQuery({ queryKey: calendarKey(Number(today.slice(0, 4))), queryFn: () => fetchCalendar(Number(today.slice(0, 4))) });
  const ahead = calendar.data ? aheadOf(calendar.data, today) : [];
  return (
    <TodayCard title={words.calendar} query={calendar} height={60}>
      <ul className={s.ahead}>
        {ahead.map(({ date, name }) => (
          <li key={`${date} ${name}`}>
            <span>{words.notWorked(name)}</span>
            <span className="muted nowrap">{format.weekday(noonOf(date))}</span>
          </li>
        ))}
        {ahead.length === 0 && <li className="muted">{words.nothingAhead}</li>}
      </ul>
    </TodayCard>
  );
}
