import {
  IconAlertTriangle,
  IconAt,
  IconBan,
  IconCheck,
  IconClock,
  IconCornerUpRight,
  IconFileUnknown,
  IconInbox,
  IconMailForward,
  IconMailOpened,
  IconPlayerPause,
  IconEye,
  IconUser,
  IconZzz,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Link } from 'react-router';
import type { ProcedureDocument } from '#procedure/shapes';
import { get } from '../api.ts';
import { weekInWords } from '../i18n/week.ts';
import { useLanguage } from '../i18n/words.ts';
import { useCalendar } from '../shell/ServiceClock.tsx';
import { useMay } from '../shell/session.ts';
import { inboxPath } from './address.ts';
import { type View, views } from './api.ts';
import { countInWords, useCounts } from './counts.ts';
import s from './desk.module.css';
import { useOpenView } from './views/saved.ts';
import { useDeskWords } from './words.ts';

const SavedViews = lazy(() => import('./views/SavedViews.tsx'));

export const viewIcons = {
  toAnswer: IconInbox,
  overdue: IconAlertTriangle,
  dueToday: IconClock,
  mine: IconUser,
  unassigned: IconAt,
  escalated: IconCornerUpRight,
  waiting: IconPlayerPause,
  snoozed: IconZzz,
  followed: IconEye,
  resolved: IconCheck,
  all: IconMailOpened,
  quarantine: IconFileUnknown,
  spam: IconBan,
} as const;

export const isSideView = (view: View): boolean => view === 'all' || view === 'quarantine' || view === 'spam';
// Of what is only looked up a number says nothing.
export const isCounted = (view: View): boolean => view !== 'resolved' && view !== 'all' && view !== 'spam';

/** The column of views with what stands in each. */
export function Views({ view }: { readonly view: View }) {
  const words = useDeskWords();
  const open = useOpenView(view);
  const current = open && !open.isChanged ? null : view;
  const may = useMay();
  return (
    <aside className={s.views} aria-label={words.viewsLabel}>
      <p className={s.viewsTitle}>{words.title}</p>
      <nav aria-label={words.viewsLabel}>
        {views
          .filter((one) => !isSideView(one))
          .map((one) => (
            <ViewLink key={one} view={one} isCurrent={one === current} />
          ))}
        <div className={s.group}>{words.others}</div>
        {views.filter(isSideView).map((one) => (
          <ViewLink key={one} view={one} isCurrent={one === current} />
        ))}
        <Suspense fallback={null}>
          <SavedViews view={view} />
        </Suspense>
        {may('outgoing.read') && (
          <Link to="/salida" className={s.view}>
            <IconMailForward aria-hidden="true" />
            <span className="trunc">{words.outgoing}</span>
          </Link>
        )}
      </nav>
      <ReadingNote />
    </aside>
  );
}

function ViewLink({ view, isCurrent }: { readonly view: View; readonly isCurrent: boolean }) {
  const words = useDeskWords();
  const count = useCounts()[view] ?? 0;
  const Icon = viewIcons[view];
  return (
    <Link to={inboxPath(view)} className={s.view} aria-current={isCurrent ? 'page' : undefined}>
      <Icon aria-hidden="true" />
      <span className="trunc" title={words.views[view]}>
        {words.views[view]}
      </span>
      {isCounted(view) && count > 0 && <b className={view === 'overdue' ? s.bad : undefined}>{countInWords(count)}</b>}
    </Link>
  );
}

/** The reading of «24 horas laborables» in force, once on each screen that shows deadlines (ui/README 3.4). */
function ReadingNote() {
  const words = useDeskWords();
  const { language } = useLanguage();
  const { data: calendar } = useCalendar();
  const { data: procedure } = useQuery({
    queryKey: ['procedure', 'document'],
    queryFn: () => get<ProcedureDocument>('/procedure'),
    staleTime: 3_600_000,
  });
  if (!calendar || !procedure) return null;
  return (
    <p className={s.readingNote}>
      {procedure.reading === 'schedule-hours' ? words.reading(24, weekInWords(calendar.schedule.week, language)) : words.readingDays(24, 1)}
    </p>
  );
}
