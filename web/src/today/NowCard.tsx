import { IconAlertTriangle, IconAt, IconClock, IconCornerUpRight, IconMail, IconPlayerPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { inboxPath } from '../desk/address.ts';
import { countsKey, fetchCounts } from '../desk/api.ts';
import { countInWords } from '../desk/counts.ts';
import s from './today.module.css';
import { TodayCard } from './TodayCard.tsx';
import { useTodayWords } from './words.ts';

const views = [
  ['toAnswer', IconMail],
  ['overdue', IconAlertTriangle],
  ['dueToday', IconClock],
  ['unassigned', IconAt],
  ['escalated', IconCornerUpRight],
  ['waiting', IconPlayerPause],
] as const;

/** What stands where at this moment, kept true by what is told. */
export function NowCard() {
  const words = useTodayWords();
  const counts = useQuery({ queryKey: countsKey, queryFn: fetchCounts, refetchInterval: 60_000 });
  const { data } = counts;
  return (
    <TodayCard title={words.now} query={counts} height={230}>
      <ul className={s.live} aria-live="polite">
        {views.map(([view, Icon]) => {
          const count = data?.[view] ?? 0;
          return (
            <li key={view}>
              <Icon aria-hidden="true" />
              <Link to={inboxPath(view)} className="grow">
                {words.counted[view]}
              </Link>
              <b className={view === 'overdue' && count > 0 ? 'bad' : undefined}>{countInWords(count)}</b>
            </li>
          );
        })}
      </ul>
    </TodayCard>
  );
}
