import { useQuery } from '@tanstack/react-query';
import { Bone, Late } from '../design/Loading.tsx';
import { useDesignWords } from '../design/words.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import {
  type ConformityRow,
  documentKey,
  fetchDocument,
  fetchFigures,
  fetchHistory,
  figuresKey,
  historyKey,
  type Measured,
  type MonthOfHistory,
} from './api.ts';
import { Mark } from './Mark.tsx';
import s from './procedure.module.css';
import { useProcedureWords } from './words.ts';

/** The figures of a month; one request for all clauses. */
export function useFigures(month: string) {
  return useQuery({ queryKey: figuresKey(month), queryFn: () => fetchFigures(month), placeholderData: (before) => before });
}

/** The row of a clause on a basis among a month's figures. */
export function figureOf(rows: readonly ConformityRow[] | undefined, { clause, basis }: Measured): ConformityRow | undefined {
  return rows?.find((one) => one.clause === clause && one.basis === basis);
}

/** The figure of a measured clause: mark, rate with its base, and twelve months. Each part fails alone. */
export function Figure({ clause, month }: { readonly clause: string; readonly month: string }) {
  const words = useProcedureWords();
  const retry = useDesignWords().retry;
  const figures = useFigures(month);
  if (figures.error) {
    return (
      <div className={s.figure} role="alert">
        <span className="sm muted">{words.unavailable}</span>
        <button type="button" className="link sm" onClick={() => void figures.refetch()}>
          {retry}
        </button>
      </div>
    );
  }
  const row = figureOf(figures.data?.items, { clause, basis: 'text' });
  return (
    <div className={s.figure}>
      {row ? (
        <Rate row={row} />
      ) : (
        <Late>
          <Bone width="72px" height={22} />
        </Late>
      )}
      <History clause={clause} month={month} />
    </div>
  );
}

function Rate({ row }: { readonly row: ConformityRow }) {
  const words = useProcedureWords();
  const format = useFormats();
  if (row.rate === null) {
    return (
      <>
        <b>
          <Mark mark={row.mark} />—
        </b>
        <div>{row.due === 0 ? words.nothing : words.running(format.number(row.open))}</div>
      </>
    );
  }
  return (
    <>
      <b>
        <Mark mark={row.mark} />
        {format.percent(row.rate)}
      </b>
      <div>{words.base(format.number(row.met), format.number(row.met + row.late))}</div>
    </>
  );
}

function History({ clause, month }: { readonly clause: string; readonly month: string }) {
  const words = useProcedureWords();
  const { data } = useQuery({
    queryKey: historyKey(clause, month),
    queryFn: () => fetchHistory(clause, month),
    placeholderData: (before) => before,
  });
  const first = useQuery({ queryKey: documentKey, queryFn: fetchDocument, staleTime: Number.POSITIVE_INFINITY }).data?.firstMonth;
  return (
    <ol className={s.months} aria-label={words.history}>
      {(data?.items ?? []).map((one) => (
        <Dot key={one.month} one={one} isBefore={first === null || (first !== undefined && one.month < first)} />
      ))}
    </ol>
  );
}

const dots = {
  tick: <circle cx="6" cy="6" r="3.5" fill="var(--ok-fill)" />,
  diamond: <path d="M6 1.5 10.5 6 6 10.5 1.5 6z" fill="var(--warn-fill)" />,
  triangle: <path d="M6 1.8 10.8 10.2H1.2z" fill="var(--bad-fill)" />,
};

interface DotProps {
  readonly one: MonthOfHistory;
  /** Before the first month with anything to count. */
  readonly isBefore: boolean;
}

function Dot({ one: { month, row }, isBefore }: DotProps) {
  const words = useProcedureWords();
  const format = useFormats();
  const rate =
    row.rate === null ? '' : `${format.percent(row.rate)} (${words.base(format.number(row.met), format.number(row.met + row.late))})`;
  const said = words.historyMonth(
    format.month(month),
    isBefore ? words.noData : row.mark === null ? words.noMark : words.marks[row.mark],
    rate,
  );
  return (
    <li title={said}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {row.mark === null ? (
          isBefore ? (
            <circle cx="6" cy="6" r="1" fill="var(--ink-3)" />
          ) : (
            <path d="M3 6h6" stroke="var(--ink-3)" strokeWidth="1.6" strokeLinecap="round" />
          )
        ) : (
          dots[row.mark]
        )}
      </svg>
      <span className="sr">{said}</span>
    </li>
  );
}
