import { Link } from 'react-router';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { ConformityRow } from '../procedure/api.ts';
import { useFigures } from '../procedure/Figure.tsx';
import { Mark } from '../procedure/Mark.tsx';
import { monthOf } from '../procedure/month.ts';
import { useNow } from '../shell/clock.ts';
import s from './today.module.css';
import { TodayCard } from './TodayCard.tsx';
import { useTodayWords } from './words.ts';

/** The month's figure of each clause that this build measures (domain 1.7). Ours stand apart, in Procedimiento. */
export function Strip() {
  const words = useTodayWords();
  const format = useFormats();
  const now = useNow(60);
  const month = monthOf(now);
  const figures = useFigures(month);
  const rows = figures.data?.items.filter((row) => row.basis === 'text') ?? [];
  return (
    <TodayCard
      title={words.conformity(format.month(month))}
      query={figures}
      height={92}
      beside={<span className={`sm faint ${s.until}`}>{words.until(format.time(now))}</span>}
      actions={
        <Link className="sm nowrap" to="/procedimiento">
          {words.toProcedure}
        </Link>
      }
    >
      <ul className={s.strip}>
        {rows.map((row) => (
          <li key={row.clause}>
            <Link to={`/procedimiento/${row.clause}`}>
              <span className="row">
                <Mark mark={row.mark} />
                <span className="clause">{row.clause}</span>
              </span>
              <Figure row={row} />
            </Link>
          </li>
        ))}
      </ul>
    </TodayCard>
  );
}

// Fewer are said one by one; a share of a handful says too much (domain 1.7).
const shareFrom = 20;

function Figure({ row }: { readonly row: ConformityRow }) {
  const words = useTodayWords();
  const format = useFormats();
  const { clause, met, late, lateOpen, open, rate } = row;
  const isDays = clause.startsWith('6.2');
  const n = format.number;
  const base = words.base(n(met), n(met + late));
  const parts = [
    ...(rate !== null && row.due >= shareFrom
      ? [isDays ? words.daysOf(base) : words.spellsOf(base)]
      : [isDays ? words.days : words.spells]),
    ...(late > 0 ? [lateOpen > 0 ? words.lateAndOpen(n(late), n(lateOpen)) : words.late(n(late))] : []),
    ...(open > 0 ? [words.open(n(open))] : []),
  ];
  return (
    <>
      <b>{rate === null ? '—' : row.due >= shareFrom ? format.percent(rate) : base}</b>
      <span className={s.stripText}>{row.due === 0 ? words.nothingMeasured : parts.join(' · ')}</span>
    </>
  );
}
