import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { conversationPath } from '../desk/address.ts';
import { Bone, Late } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { fetchHistory, historyKey } from './api.ts';
import s from './contacts.module.css';
import { useContactWords } from './words.ts';

interface HistoryProps {
  readonly id: string;
  readonly except?: string;
  /** What is said where there is none. */
  readonly empty: string;
}

/** All conversations of a requester, the latest first, each with where it stands and when it is due; `except`: the one that is open beside. */
export default function History({ id, except, empty }: HistoryProps) {
  const words = useContactWords();
  const format = useFormats();
  const query = useInfiniteQuery({
    queryKey: historyKey(id),
    queryFn: ({ pageParam, signal }) => fetchHistory(id, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (!query.data) {
    if (query.error) return <LoadTrouble error={query.error} retry={() => void query.refetch()} />;
    return (
      <div aria-busy="true" style={{ minHeight: 90 }}>
        <Late>
          {['82%', '64%', '74%'].map((width) => (
            <Bone key={width} width={width} top={14} />
          ))}
        </Late>
      </div>
    );
  }
  const items = query.data.pages.flatMap((page) => page.items).filter((one) => one.id !== except);
  return (
    <>
      {items.length === 0 && <p className="sm muted">{empty}</p>}
      <ul className={s.history}>
        {items.map((one) => {
          const lastAt = Date.parse(one.lastAt);
          return (
            <li key={one.id}>
              <Link to={conversationPath(one.id)}>
                <b className="med">{one.subject || words.noSubject}</b>
                <span className={s.historyLine}>
                  <span className="nowrap">{one.number}</span>
                  <span className="nowrap" title={format.full(lastAt)}>
                    {format.date(lastAt)}
                  </span>
                  <span className="nowrap">{one.mergedInto ? words.mergedInto(one.mergedInto.number) : words.states[one.state]}</span>
                  {one.dueAt !== null && (
                    <span className={`nowrap ${one.isOverdue ? 'bad' : ''}`} title={format.full(Date.parse(one.dueAt))}>
                      {(one.isOverdue ? words.wasDue : words.due)(format.moment(Date.parse(one.dueAt)))}
                    </span>
                  )}
                </span>
              </Link>
            </li>
          );
        })}
      </ul>
      {query.hasNextPage && (
        <button type="button" className="btn s" aria-disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          {words.historyMore}
        </button>
      )}
    </>
  );
}
