import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { Bone, Late } from '../design/Loading.tsx';
import { useMedia } from '../design/media.ts';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { fetchObligations, type Filter, filters, type Measured, obligationsKey } from './api.ts';
import { EvidenceRow } from './EvidenceRow.tsx';
import { figureOf, useFigures } from './Figure.tsx';
import s from './procedure.module.css';
import { columnsOf, unitOf } from './unit.ts';
import { useProcedureWords } from './words.ts';

interface EvidenceProps extends Measured {
  readonly month: string;
}

/** The rows behind a figure: every spell of the month, the set-aside ones too, each down to its arithmetic. */
export function Evidence({ clause, basis, month }: EvidenceProps) {
  const words = useProcedureWords();
  const format = useFormats();
  const [filter, setFilter] = useFilter();
  const unit = words.units[unitOf(clause)];
  const isNarrow = useMedia('(max-width: 767px)');
  const query = useInfiniteQuery({
    queryKey: obligationsKey({ clause, basis, month, filter }),
    queryFn: ({ pageParam, signal }) => fetchObligations({ clause, basis, month, filter }, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
  });
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className={s.evidence} aria-label={unit.evidence(clause, format.month(month))}>
      <header className={s.evidenceHead}>
        <Filters clause={clause} basis={basis} month={month} filter={filter} onChange={setFilter} />
      </header>
      {query.error && items.length === 0 ? (
        <LoadTrouble error={query.error} retry={() => void query.refetch()} />
      ) : !query.data ? (
        <Waiting />
      ) : items.length === 0 ? (
        <p className={s.empty}>{unit.none[filter]}</p>
      ) : isNarrow ? (
        <ul className={s.narrow}>
          {items.map((item) => (
            <EvidenceRow key={item.id} item={item} isNarrow />
          ))}
        </ul>
      ) : (
        <table className="data">
          <thead>
            <tr>
              {columnsOf(unitOf(clause)).map((column) => (
                <th key={column} scope="col" className={column === 'worked' ? 'r' : undefined}>
                  {column === 'sum' ? <span className="sr">{words.columns.sum}</span> : { ...words.columns, ...unit.columns }[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <EvidenceRow key={item.id} item={item} isNarrow={false} />
            ))}
          </tbody>
        </table>
      )}
      {query.hasNextPage && (
        <footer className={`${s.evidenceFoot} ${s.noPrint}`}>
          <span className="sm muted">{words.count(format.number(items.length))}</span>
          <button type="button" className="btn s" aria-disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {words.more}
          </button>
        </footer>
      )}
    </section>
  );
}

function useFilter(): [Filter, (filter: Filter) => void] {
  const [query, setQuery] = useSearchParams();
  const asked = query.get('estado');
  const filter = filters.find((one) => one === asked) ?? 'all';
  const set = (next: Filter): void =>
    setQuery(
      (before) => {
        if (next === 'all') before.delete('estado');
        else before.set('estado', next);
        return before;
      },
      { replace: true },
    );
  return [filter, set];
}

interface FiltersProps extends Measured {
  readonly month: string;
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}

function Filters({ clause, basis, month, filter, onChange }: FiltersProps) {
  const words = useProcedureWords();
  const format = useFormats();
  const row = figureOf(useFigures(month).data?.items, { clause, basis });
  const count = (one: Filter): string => {
    if (!row) return '';
    return ` ${format.number(one === 'all' ? row.due + row.setAside : row[one])}`;
  };
  return (
    <div className={s.filters}>
      <SegmentedControl
        aria-label={words.filter}
        value={filter}
        onChange={(value) => onChange(value as Filter)}
        data={filters.map((one) => ({ value: one, label: `${words.filters[one]}${count(one)}` }))}
      />
    </div>
  );
}

function Waiting() {
  return (
    <div style={{ padding: '12px', minHeight: 200 }} aria-busy="true">
      <Late>
        {['90%', '82%', '88%', '76%', '84%'].map((width) => (
          <Bone key={width} width={width} top={14} />
        ))}
      </Late>
    </div>
  );
}
