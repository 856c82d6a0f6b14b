import { useQuery } from '@tanstack/react-query';
import type { CalendarDocument } from '#calendar/shapes';
import { get } from '../api.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useNow } from './clock.ts';
import { useMay } from './session.ts';
import s from './shell.module.css';
import { useShellWords } from './words.ts';

/** Schedule, holidays and closures, and whether the service is open now. */
export function useCalendar() {
  const may = useMay();
  return useQuery({ queryKey: ['calendar', 'now'], queryFn: () => get<CalendarDocument>('/calendar'), enabled: may('calendar.read') });
}

/** Whether the service is open, and when that changes. */
export function ServiceClock() {
  const { data, refetch } = useCalendar();
  const words = useShellWords();
  const format = useFormats();
  const now = useNow(30);
  if (!data) return null;
  const changesAt = data.now.changesAt === null ? null : Date.parse(data.now.changesAt);
  if (changesAt !== null && now >= changesAt) setTimeout(() => void refetch());
  return (
    <span className={s.clock}>
      <i className={data.now.isOpen ? s.isOpen : s.isClosed} />
      {data.now.isOpen ? words.open : words.closed}
      {changesAt !== null &&
        (data.now.isOpen
          ? ` · ${words.closesAt(format.time(changesAt), format.duration((changesAt - now) / 1000))}`
          : ` · ${words.opensAt(format.moment(changesAt))}`)}
    </span>
  );
}
