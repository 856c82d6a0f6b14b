import { definitions } from '#metrics/definition.rules';
import { IconChevronLeft } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { PageSkeleton } from '../design/Loading.tsx';
import { useMedia } from '../design/media.ts';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import { Page } from '../shell/Page.tsx';
import { type FigureId, fetchRows, rowsKey } from './api.ts';
import { BehindRow } from './BehindRow.tsx';
import { Download } from './Download.tsx';
import s from './figures.module.css';
import type { Question } from './question.ts';
import { useFigureWords } from './words.ts';

interface BehindProps {
  readonly figure: string;
  readonly question: Question;
  readonly bar: ReactNode;
}

/** The rows behind a figure: as many as it says. */
export function Behind({ figure, question, bar }: BehindProps) {
  const words = useFigureWords();
  const format = useFormats();
  const { language } = useLanguage();
  const isKnown = figure in definitions[language] && !['p50', 'p90', 'rate', 'answeredRate'].includes(figure);
  const rows = useInfiniteQuery({
    queryKey: rowsKey(figure, question),
    queryFn: ({ pageParam, signal }) => fetchRows(figure, question, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    enabled: isKnown,
  });
  const total = rows.data?.pages[0]?.total;
  if (!isKnown) return <Unknown />;
  const said = definitions[language][figure as FigureId];
  return (
    <Page
      title={said.name}
      sub={total !== undefined && words.rows(format.number(total), total === 1)}
      before={<Back />}
      actions={<Download question={question} figure={figure} />}
    >
      {bar}
      <section className="card">
        <p className={`in sm muted ${s.text}`}>{said.text}</p>
        {rows.data ? (
          <Rows rows={rows.data.pages.flatMap((page) => page.items)} title={said.name} />
        ) : rows.error ? (
          <LoadTrouble error={rows.error} retry={() => void rows.refetch()} />
        ) : (
          <PageSkeleton />
        )}
        {rows.hasNextPage && (
          <footer className="row between">
            <span />
            <button type="button" className="btn s" aria-disabled={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
              {words.more}
            </button>
          </footer>
        )}
      </section>
    </Page>
  );
}

function Back() {
  const words = useFigureWords();
  const [address] = useSearchParams();
  return (
    <Link className="btn quiet s" to={`/cifras${address.size > 0 ? `?${address}` : ''}`}>
      <IconChevronLeft aria-hidden="true" />
      {words.back}
    </Link>
  );
}

function Rows({ rows, title }: { readonly rows: readonly Parameters<typeof BehindRow>[0]['row'][]; readonly title: string }) {
  const words = useFigureWords();
  const isNarrow = useMedia('(max-width: 899px)');
  if (rows.length === 0) return <p className={s.empty}>{words.none}</p>;
  if (isNarrow)
    return (
      <ul className={s.narrow}>
        {rows.map((row) => (
          <BehindRow key={row.id} row={row} isNarrow />
        ))}
      </ul>
    );
  const { columns } = words;
  return (
    <section className={s.scroll} tabIndex={0} aria-label={title}>
      <table className={`data ${s.rows}`}>
        <thead>
          <tr>
            {[columns.conversation, columns.person, words.mailbox, columns.opened, columns.due, columns.answered].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" className="r">
              {columns.time}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <BehindRow key={row.id} row={row} isNarrow={false} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Unknown() {
  const words = useFigureWords();
  return (
    <Page title={words.title} before={<Back />}>
      <div className="center">
        <b>{words.unknown}</b>
        <span>{words.unknownText}</span>
      </div>
    </Page>
  );
}
