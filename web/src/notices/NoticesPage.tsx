import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Bone, Late } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { Page } from '../shell/Page.tsx';
import { fetchNotices, noticesKey } from './api.ts';
import { MarkAll } from './MarkAll.tsx';
import { NoticeList } from './NoticeList.tsx';
import s from './notices.module.css';
import { useNoticeWords } from './words.ts';

/** All of one's notices. */
export default function NoticesPage() {
  const words = useNoticeWords();
  const query = useInfiniteQuery({
    queryKey: [...noticesKey, 'all'],
    queryFn: ({ pageParam }) => fetchNotices(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = query.data?.pages[0]?.unread ?? 0;
  return (
    <Page title={words.title} sub={unread > 0 ? words.unread(unread) : undefined} actions={<MarkAll items={items} unread={unread} />}>
      <section className={`card ${s.page}`} aria-label={words.title}>
        {query.data ? (
          items.length > 0 ? (
            <NoticeList items={items} />
          ) : (
            <div className="center">
              <b>{words.none}</b>
              <span>{words.noneText}</span>
            </div>
          )
        ) : query.error ? (
          <LoadTrouble error={query.error} title={words.trouble} retry={() => void query.refetch()} />
        ) : (
          <div className="in">
            <Late>
              <Bone width="60%" />
              <Bone width="80%" top={14} />
              <Bone width="50%" top={14} />
            </Late>
          </div>
        )}
        <footer className="row">
          {query.hasNextPage && (
            <button type="button" className="btn s" onClick={() => void query.fetchNextPage()}>
              {words.more}
            </button>
          )}
          <Link to="/perfil#avisos">{words.settings}</Link>
        </footer>
      </section>
    </Page>
  );
}
