import { IconBookmark, IconUsers } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { View } from '../api.ts';
import { countInWords } from '../counts.ts';
import s from '../desk.module.css';
import { type SavedView, savedPath, useOpenView, useSavedCounts, useSavedViews, useViewsNews } from './saved.ts';
import { useViewWords } from './words.ts';

/** Below the fixed views, those that somebody kept: one's own, and those of all. */
export default function SavedViews({ view }: { readonly view: View }) {
  const words = useViewWords();
  const views = useSavedViews();
  const counts = useSavedCounts(views.length > 0);
  const open = useOpenView(view);
  useViewsNews();
  const groups = [
    [words.ownViews, views.filter(({ shared }) => !shared)],
    [words.sharedViews, views.filter(({ shared }) => shared)],
  ] as const;
  return groups
    .filter(([, ones]) => ones.length > 0)
    .map(([title, ones]) => (
      <div key={title}>
        <div className={s.group}>{title}</div>
        {ones.map((one) => (
          <SavedLink key={one.id} saved={one} count={counts.get(one.id) ?? 0} isCurrent={open?.saved.id === one.id && !open.isChanged} />
        ))}
      </div>
    ));
}

interface LinkProps {
  readonly saved: SavedView;
  readonly count: number;
  readonly isCurrent: boolean;
}

function SavedLink({ saved, count, isCurrent }: LinkProps) {
  const Icon = saved.shared ? IconUsers : IconBookmark;
  return (
    <Link to={savedPath(saved)} className={s.view} aria-current={isCurrent ? 'page' : undefined}>
      <Icon aria-hidden="true" />
      <span className="trunc" title={saved.name}>
        {saved.name}
      </span>
      {count > 0 && <b>{countInWords(count)}</b>}
    </Link>
  );
}
