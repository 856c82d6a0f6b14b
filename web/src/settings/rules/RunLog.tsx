import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Bone } from '../../design/Loading.tsx';
import { LoadTrouble } from '../../design/Trouble.tsx';
import { conversationPath } from '../../desk/address.ts';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { useLanguage } from '../../i18n/words.ts';
import s from '../settings.module.css';
import { fetchRuns, runsKey } from './api.ts';
import { useRuleWords } from './words.ts';

/** What a rule did, the newest first. */
export function RunLog({ id }: { readonly id: string }) {
  const words = useRuleWords();
  const format = useFormats();
  const { language } = useLanguage();
  const runs = useInfiniteQuery({
    queryKey: runsKey(id),
    queryFn: ({ pageParam }) => fetchRuns(id, pageParam),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  if (!runs.data) return runs.error ? <LoadTrouble error={runs.error} retry={() => void runs.refetch()} /> : <Bone width="60%" />;
  const items = runs.data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className="sm muted in">{words.nothingDone}</p>;
  return (
    <div className="in stack" style={{ gap: 8 }}>
      <ul className={s.rows}>
        {items.map(({ id: run, conversation, at, outcome, said }) => (
          <li key={run} className="sm" style={{ display: 'block' }}>
            <Link className={s.inText} to={conversationPath(conversation.id)}>
              {conversation.number}
            </Link>{' '}
            {conversation.subject}
            <span className={`xs ${outcome === 'done' ? 'faint' : 'bad'}`} style={{ display: 'block' }}>
              {words.outcomes[outcome]}, {format.moment(Date.parse(at))}: {said.map((one) => one[language]).join(' ')}
            </span>
          </li>
        ))}
      </ul>
      {runs.hasNextPage && (
        <button type="button" className="link sm" onClick={() => void runs.fetchNextPage()}>
          {words.more}
        </button>
      )}
    </div>
  );
}
