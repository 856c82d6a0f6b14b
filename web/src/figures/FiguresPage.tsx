import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams, useSearchParams } from 'react-router';
import { PageSkeleton } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { monthOf } from '../procedure/month.ts';
import { useNow } from '../shell/clock.ts';
import { Page } from '../shell/Page.tsx';
import { fetchFigures, type Figures, figuresKey } from './api.ts';
import { Backlog } from './Backlog.tsx';
import { Bar } from './Bar.tsx';
import { Behind } from './Behind.tsx';
import { Download } from './Download.tsx';
import s from './figures.module.css';
import { Lines } from './Lines.tsx';
import { questionOf } from './question.ts';
import { Whole } from './Whole.tsx';
import { useFigureWords } from './words.ts';

/** The figures of mail of a period; or the rows behind one of them. */
export default function FiguresPage() {
  const words = useFigureWords();
  const format = useFormats();
  const { figure } = useParams();
  const [address] = useSearchParams();
  const running = monthOf(useNow(60));
  const question = questionOf(address, running);
  const figures = useQuery({
    queryKey: figuresKey(question),
    queryFn: ({ signal }) => fetchFigures(question, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });
  const { data, error } = figures;
  const bar = <Bar question={question} running={running} choices={data?.choices} />;
  if (figure !== undefined) return <Behind figure={figure} question={question} bar={bar} />;
  return (
    <Page
      title={words.title}
      sub={data && `${words.reading[data.reading]} · ${words.asOf(format.time(Date.parse(data.at)))}`}
      actions={<Download question={question} />}
    >
      {bar}
      {data ? <Shown data={data} /> : error ? <LoadTrouble error={error} retry={() => void figures.refetch()} /> : <PageSkeleton />}
    </Page>
  );
}

function Shown({ data }: { readonly data: Figures }) {
  const words = useFigureWords();
  const { total } = data;
  const isEmpty = (['received', 'needing', 'setAside', 'escalated', 'returned', 'reopened'] as const).every(
    (figure) => !total.counts[figure],
  );
  return (
    <div className="stack">
      <Card title={words.whole}>{isEmpty ? <p className="in sm muted">{words.nothing}</p> : <Whole line={total} />}</Card>
      <Card title={words.backlog} hint={words.backlogHint}>
        <Backlog line={total} />
      </Card>
      {data.operators.length > 0 && (
        <Card title={words.persons} hint={words.personsHint}>
          <Lines title={words.persons} of="operator" lines={data.operators} />
        </Card>
      )}
      {data.mailboxes.length > 0 && (
        <Card title={words.mailboxes}>
          <Lines title={words.mailboxes} of="mailbox" lines={data.mailboxes} />
        </Card>
      )}
      <Card title={words.areas} hint={words.areasHint}>
        {data.areas.length === 0 ? (
          <p className="in sm muted">{words.noAreas}</p>
        ) : (
          <Lines title={words.areas} of="area" lines={data.areas} />
        )}
      </Card>
    </div>
  );
}

function Card({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children: React.ReactNode }) {
  return (
    <section className="card">
      <header className={s.head}>
        <h2>{title}</h2>
        {hint && <span className="sm faint">{hint}</span>}
      </header>
      {children}
    </section>
  );
}
