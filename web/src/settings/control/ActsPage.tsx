import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { actsKey, fetchActs } from '../api.ts';
import { Card } from '../Card.tsx';
import s from '../settings.module.css';
import { ActLine } from './ActLine.tsx';
import { useControlWords } from './words.ts';

const pageSize = 50;

/** What people and the product did, the newest first. */
export default function ActsPage() {
  const words = useControlWords();
  const [query, setQuery] = useSearchParams();
  const question = { subject: query.get('sobre') ?? '', verb: query.get('que') ?? '' };
  const acts = useInfiniteQuery({
    queryKey: actsKey(question, pageSize),
    queryFn: ({ pageParam }) => fetchActs(question, pageSize, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const items = acts.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (name: 'sobre' | 'que', value: string): void =>
    setQuery(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  return (
    <Card title={words.acts} query={acts} height={400} footer={words.actsHint}>
      <div className={s.filters}>
        <label>
          {words.about}
          <select className={s.select} value={question.subject} onChange={(event) => choose('sobre', event.currentTarget.value)}>
            <option value="">{words.anything}</option>
            {Object.entries(words.kinds).map(([kind, name]) => (
              <option key={kind} value={kind}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {words.what}
          <select className={s.select} value={question.verb} onChange={(event) => choose('que', event.currentTarget.value)}>
            <option value="">{words.anything}</option>
            {Object.entries(words.verbs)
              .toSorted(([, a], [, b]) => a.localeCompare(b))
              .map(([verb, name]) => (
                <option key={verb} value={verb}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      </div>
      {items.length === 0 ? (
        <p className={`sm muted ${s.pad}`} role="status">
          {words.noActs}
        </p>
      ) : (
        <ul className={s.acts}>
          {items.map((act) => (
            <ActLine key={act.id} act={act} />
          ))}
        </ul>
      )}
      {acts.hasNextPage && (
        <div className={s.pad}>
          <button type="button" className="btn s" aria-disabled={acts.isFetchingNextPage} onClick={() => void acts.fetchNextPage()}>
            {words.more}
          </button>
        </div>
      )}
    </Card>
  );
}
