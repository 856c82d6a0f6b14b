import { Link, useSearchParams } from 'react-router';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { ConformityRow } from './api.ts';
import { Evidence } from './Evidence.tsx';
import { useFigures } from './Figure.tsx';
import s from './procedure.module.css';
import { useProcedureWords } from './words.ts';

/** Terms of the institution's own: apart from the text's, with the same arithmetic, never called a breach. */
export function Targets({ month }: { readonly month: string }) {
  const words = useProcedureWords();
  const [query] = useSearchParams();
  const rows = useFigures(month).data?.items.filter((one) => one.basis === 'target') ?? [];
  const opened = query.get('meta');
  if (rows.length === 0) return null;
  return (
    <section className={s.targets} aria-labelledby="metas">
      <h2 id="metas">
        {words.targets} <span className="muted">{words.targetsHint}</span>
      </h2>
      <ul>
        {rows.map((row) => (
          <Target key={row.clause} row={row} isOpen={row.clause === opened} />
        ))}
      </ul>
      {rows.some((row) => row.clause === opened) && <Evidence clause={opened as string} basis="target" month={month} />}
    </section>
  );
}

function Target({ row, isOpen }: { readonly row: ConformityRow; readonly isOpen: boolean }) {
  const words = useProcedureWords();
  const format = useFormats();
  const [query] = useSearchParams();
  const next = new URLSearchParams(query);
  next.delete('estado');
  if (isOpen) next.delete('meta');
  else next.set('meta', row.clause);
  const name = words.targetNames[row.clause as keyof typeof words.targetNames] ?? row.clause;
  return (
    <li>
      <Link to={`?${next}`} replace aria-expanded={isOpen}>
        {name}
      </Link>
      <span className="grow" />
      {row.rate === null ? (
        <span className="muted">{row.due === 0 ? words.noData : words.running(format.number(row.open))}</span>
      ) : (
        <>
          <b className="semi">{words.base(format.number(row.met), format.number(row.met + row.late))}</b>
          <span className="muted">{format.percent(row.rate)}</span>
        </>
      )}
    </li>
  );
}
