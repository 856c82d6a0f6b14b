import { useQuery, useQueryClient } from '@tanstack/react-query';
import { PageSkeleton } from '../../design/Loading.tsx';
import { LoadTrouble } from '../../design/Trouble.tsx';
import { useMay } from '../../shell/session.ts';
import { calendarKey, fetchCalendar } from '../api.ts';
import s from '../settings.module.css';
import { ClosureForm } from './ClosureForm.tsx';
import { Closures } from './Closures.tsx';
import { HolidaysCard } from './HolidaysCard.tsx';
import { Overrides } from './Overrides.tsx';
import { ScheduleCard } from './ScheduleCard.tsx';

/** Schedule, holidays and closures: what working time is made of. */
export default function CalendarPage() {
  const client = useQueryClient();
  const may = useMay();
  const calendar = useQuery({ queryKey: calendarKey(null), queryFn: () => fetchCalendar(null) });
  const { data } = calendar;
  const changed = (): Promise<unknown> => client.invalidateQueries({ queryKey: ['calendar'] });
  if (calendar.error && !data) return <LoadTrouble error={calendar.error} retry={() => void calendar.refetch()} />;
  if (!data) return <PageSkeleton />;
  return (
    <div className={s.two}>
      <div className="stack">
        <ScheduleCard calendar={data} onChanged={changed} />
        <HolidaysCard askFor={data.askFor} onChanged={changed} />
      </div>
      <div className="stack">
        {may('calendar.change') && <ClosureForm onChanged={changed} />}
        <Closures closures={data.closures} onChanged={changed} />
        <Overrides overrides={data.overrides} onChanged={changed} />
      </div>
    </div>
  );
}
