import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { SegmentedControl } from '@mantine/core';
import { IconChartBar, IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { PageSkeleton } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useNow } from '../shell/clock.ts';
import { Page } from '../shell/Page.tsx';
import { useMay } from '../shell/session.ts';
import { documentKey, fetchDocument, type ProcedureDocument } from './api.ts';
import { Measuring } from './Measuring.tsx';
import { isMonth, monthOf, monthsOffered } from './month.ts';
import { OfficialText } from './OfficialText.tsx';
import s from './procedure.module.css';
import { Section } from './Section.tsx';
import { Targets } from './Targets.tsx';
import { useProcedureWords } from './words.ts';

const textPath = 'texto';

/** PR-ME-04 clause by clause with its figure, or its official text. */
export default function ProcedurePage() {
  const words = useProcedureWords();
  const format = useFormats();
  const procedure = useQuery({ queryKey: documentKey, queryFn: fetchDocument, staleTime: Number.POSITIVE_INFINITY });
  const { clause = null } = useParams();
  const month = useMonth();
  const { data } = procedure;
  const may = useMay();
  return (
    <Page
      title={words.title}
      sub={data && words.edition(data.code, data.edition, format.fullDate(Date.parse(`${data.since}T12:00:00-04:00`)))}
      actions={
        <>
          {may('figures.read') && (
            <Link className={`btn ${s.noPrint}`} to={`/cifras?mes=${month}`}>
              <IconChartBar aria-hidden="true" />
              {words.figures}
            </Link>
          )}
          <button type="button" className={`btn ${s.noPrint}`} onClick={() => window.print()}>
            <IconPrinter aria-hidden="true" />
            <span className={s.printWord}>{words.print}</span>
          </button>
        </>
      }
    >
      {procedure.error ? (
        <LoadTrouble error={procedure.error} retry={() => void procedure.refetch()} />
      ) : !data ? (
        <PageSkeleton />
      ) : (
        <>
          <Bar clause={clause} month={month} first={data.firstMonth} />
          <p className={s.printOnly}>
            {words.edition(data.code, data.edition, format.fullDate(Date.parse(`${data.since}T12:00:00-04:00`)))}
            {clause === textPath ? '' : ` · ${words.closing(format.month(month))}`}
          </p>
          {clause === textPath ? <OfficialText procedure={data} /> : <Clauses procedure={data} clause={clause} month={month} />}
        </>
      )}
    </Page>
  );
}

/** The month in the address; the running one where it says none. */
function useMonth(): string {
  const [query] = useSearchParams();
  const running = monthOf(useNow(60));
  const asked = query.get('mes');
  return isMonth(asked) ? asked : running;
}

interface BarProps {
  readonly clause: string | null;
  readonly month: string;
  /** The first month with something to count. */
  readonly first: string | null;
}

function Bar({ clause, month, first }: BarProps) {
  const words = useProcedureWords();
  const format = useFormats();
  const navigate = useNavigate();
  const [, setQuery] = useSearchParams();
  const running = monthOf(useNow(60));
  const months = monthsOffered(running, first, 24);
  const isText = clause === textPath;
  return (
    <div className={`${s.bar} ${s.noPrint}`}>
      <SegmentedControl
        aria-label={words.view}
        value={isText ? 'text' : 'clauses'}
        onChange={(value) => void navigate(value === 'text' ? `/procedimiento/${textPath}` : '/procedimiento')}
        data={[
          { value: 'clauses', label: words.byClause },
          { value: 'text', label: words.officialText },
        ]}
      />
      {!isText && (
        <label className={s.monthField}>
          <span className="sm muted">{words.month}</span>
          <select
            className={s.select}
            value={month}
            onChange={(event) => {
              const chosen = event.currentTarget.value;
              setQuery(
                (before) => {
                  if (chosen === running) before.delete('mes');
                  else before.set('mes', chosen);
                  return before;
                },
                { replace: true },
              );
            }}
          >
            {(months.includes(month) ? months : [month, ...months]).map((one) => (
              <option key={one} value={one}>
                {format.month(one)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}

/** The obligations come first, the frame of the document after them. */
const order = ['5', '6.1', '6.2', '6.3', '7', '1', '2', '3', '4', '9'];

interface ClausesProps {
  readonly procedure: ProcedureDocument;
  readonly clause: string | null;
  readonly month: string;
}

function Clauses({ procedure, clause, month }: ClausesProps) {
  const [query] = useSearchParams();
  const addressOf = (id: string | null): string => {
    const kept = new URLSearchParams(query);
    if (id === null) kept.delete('estado');
    const search = kept.size > 0 ? `?${kept}` : '';
    return id === null ? `/procedimiento${search}` : `/procedimiento/${id}${search}`;
  };
  return (
    <div className={s.layout}>
      <div className="stack">
        {procedure.sections
          .toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
          .map((section) => (
            <Section key={section.id} section={section} procedure={procedure} opened={clause} month={month} addressOf={addressOf} />
          ))}
        <Targets month={month} />
      </div>
      <aside className={`stack ${s.aside}`}>
        <Measuring procedure={procedure} />
      </aside>
    </div>
  );
}
