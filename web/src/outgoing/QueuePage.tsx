import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { Bone, Late } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { fetchMailboxes, mailboxesKey } from '../mail/api.ts';
import { Page } from '../shell/Page.tsx';
import { useMay } from '../shell/session.ts';
import { fetchQueue, queueKey, states } from './api.ts';
import s from './outgoing.module.css';
import { QueueRow } from './QueueRow.tsx';
import { useQueueWords } from './words.ts';

/** Mail of ours that has not arrived: where it stands, what the server said, and what can be done. */
export default function QueuePage() {
  const words = useQueueWords();
  const [address, setAddress] = useSearchParams();
  const state = states.find((one) => one === address.get('estado')) ?? null;
  const mailbox = address.get('buzon');
  const wish = { state, mailbox };
  const queue = useInfiniteQuery({
    queryKey: queueKey(wish),
    queryFn: ({ pageParam, signal }) => fetchQueue(wish, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    // What is told refreshes it; its next tries come nearer by themselves.
    refetchInterval: 15_000,
  });
  const set = (name: 'estado' | 'buzon', value: string): void =>
    setAddress(
      (before) => {
        if (value === '') before.delete(name);
        else before.set(name, value);
        return before;
      },
      { replace: true },
    );
  const items = queue.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={words.title}>
      <Filters wish={wish} counts={queue.data?.pages[0]?.counts} onChange={set} />
      <section className="card" aria-label={words.title}>
        {!queue.data ? (
          queue.error ? (
            <LoadTrouble error={queue.error} retry={() => void queue.refetch()} />
          ) : (
            <Waiting />
          )
        ) : items.length === 0 ? (
          <p className={s.empty}>{state === null ? words.none : words.noneOf(words.states[state])}</p>
        ) : (
          <ul>
            {items.map((item) => (
              <QueueRow key={item.id} item={item} />
            ))}
          </ul>
        )}
        {queue.hasNextPage && (
          <footer className="right">
            <button type="button" className="btn s" aria-disabled={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
              {words.more}
            </button>
          </footer>
        )}
      </section>
    </Page>
  );
}

interface FiltersProps {
  readonly wish: { readonly state: string | null; readonly mailbox: string | null };
  readonly counts: Readonly<Record<string, number>> | undefined;
  readonly onChange: (name: 'estado' | 'buzon', value: string) => void;
}

function Filters({ wish, counts, onChange }: FiltersProps) {
  const words = useQueueWords();
  const format = useFormats();
  const may = useMay();
  const mailboxes = useQuery({ queryKey: mailboxesKey, queryFn: fetchMailboxes, enabled: may('mailboxes.read') });
  const count = (n: number | undefined): string => (n ? ` (${format.number(n)})` : '');
  const all = counts && Object.entries(counts).reduce((sum, [state, n]) => sum + (state === 'cancelled' ? 0 : n), 0);
  return (
    <div className={s.bar}>
      <label className={s.field}>
        <span className="sm muted">{words.filter}</span>
        <select className={s.select} value={wish.state ?? ''} onChange={(event) => onChange('estado', event.currentTarget.value)}>
          <option value="">{words.all + count(all)}</option>
          {states.map((state) => (
            <option key={state} value={state}>
              {words.states[state] + count(counts?.[state])}
            </option>
          ))}
        </select>
      </label>
      {(mailboxes.data?.length ?? 0) > 1 && (
        <label className={s.field}>
          <span className="sm muted">{words.mailbox}</span>
          <select className={s.select} value={wish.mailbox ?? ''} onChange={(event) => onChange('buzon', event.currentTarget.value)}>
            <option value="">{words.anyMailbox}</option>
            {mailboxes.data?.map((one) => (
              <option key={one.id} value={one.id}>
                {one.address}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div className="in" style={{ minHeight: 200 }} aria-busy="true">
      <Late>
        {['70%', '86%', '62%', '80%'].map((width) => (
          <Bone key={width} width={width} top={14} />
        ))}
      </Late>
    </div>
  );
}
