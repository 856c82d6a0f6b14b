import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import type { Clause, ConformityRow } from './api.ts';
import { countedOf } from './counted.ts';
import { Evidence } from './Evidence.tsx';
import { Figure, figureOf, useFigures } from './Figure.tsx';
import s from './procedure.module.css';
import { unitOf } from './unit.ts';
import { useProcedureWords } from './words.ts';

interface ClauseRowProps {
  readonly clause: Clause;
  readonly month: string;
  readonly isOpen: boolean;
  readonly reading: 'schedule-hours' | 'working-days';
  /** The address of the page with another clause open, or none. */
  readonly addressOf: (clause: string | null) => string;
}

/** A clause: its sentence verbatim, who owes it, and its figure where this build measures it. */
export function ClauseRow({ clause, month, isOpen, reading, addressOf }: ClauseRowProps) {
  const words = useProcedureWords();
  const { language } = useLanguage();
  const row = useOpenedRow(isOpen);
  return (
    <li className={`${s.clause} ${isOpen ? s.isOpen : ''} ${clause.measured ? '' : s.unmeasured}`} id={`clausula-${clause.id}`} ref={row}>
      <span>
        {clause.measured ? (
          <Link
            className="clause"
            to={addressOf(isOpen ? null : clause.id)}
            aria-expanded={isOpen}
            aria-label={words.openClause(clause.id)}
          >
            {clause.id}
          </Link>
        ) : (
          <span className="clause">{printed(clause)}</span>
        )}
      </span>
      <div className={s.said}>
        {clause.text === null ? (
          <Link to="/procedimiento/texto">{words.inOfficialText}</Link>
        ) : (
          <p lang="es-DO">
            <Underlined text={clause.text} parts={clause.terms.flatMap(({ words: said }) => (said === null ? [] : [said]))} />
          </p>
        )}
        <p className={s.who}>
          {clause.owedBy[language]}
          {clause.measured && <Counted clause={clause.id} month={month} />}
        </p>
        {clause.measured && <Sides clause={clause.id} month={month} reading={reading} />}
        {clause.measured && (
          <Link className={`sm ${s.toggle} ${s.noPrint}`} to={addressOf(isOpen ? null : clause.id)} replace={isOpen}>
            {isOpen ? words.hide : words.units[unitOf(clause.id)].see}
          </Link>
        )}
      </div>
      {clause.measured && <Figure clause={clause.id} month={month} />}
      {isOpen && clause.measured && <Evidence clause={clause.id} basis="text" month={month} />}
    </li>
  );
}

/** The number as the document has it: the four registers of section 7 have none of their own. */
function printed({ id, section }: Clause): string {
  return section === '7' ? section : id;
}

/** Whoever comes with the clause in the address sees it without searching. */
function useOpenedRow(isOpen: boolean) {
  const row = useRef<HTMLLIElement>(null);
  const first = useRef(isOpen);
  useEffect(() => {
    if (first.current) row.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return row;
}

function Underlined({ text, parts }: { readonly text: string; readonly parts: readonly string[] }): ReactNode {
  const words = useProcedureWords();
  const part = parts.find((one) => text.includes(one));
  if (part === undefined) return text;
  const at = text.indexOf(part);
  return (
    <>
      {text.slice(0, at)}
      <span className={s.parameter} title={words.parameter}>
        {part}
      </span>
      {text.slice(at + part.length)}
    </>
  );
}

/** «1,066 esperas · 38 tarde, 2 aún sin responder · mediana 5 h 50 min · 9 de cada 10 en 18 h 20 min o menos». */
function Counted({ clause, month }: { readonly clause: string; readonly month: string }) {
  const words = useProcedureWords();
  const format = useFormats();
  const row = figureOf(useFigures(month).data?.items, { clause, basis: 'text' });
  const parts = row ? countedOf(row, words, format) : [];
  return parts.length === 0 ? null : <> · {parts.join(' · ')}</>;
}

/** What the same month would say counted otherwise, and whose the tolerance is. */
function Sides({
  clause,
  month,
  reading,
}: {
  readonly clause: string;
  readonly month: string;
  readonly reading: ClauseRowProps['reading'];
}) {
  const words = useProcedureWords();
  const format = useFormats();
  const row = figureOf(useFigures(month).data?.items, { clause, basis: 'text' });
  if (!row) return null;
  return (
    <>
      {row.due > 0 && row.answered && (
        <dl className={s.sides} aria-label={words.sides}>
          <Side name={words.answered24} figure={row.answered} />
          <Side name={words.otherReading[reading]} figure={row.otherReading} />
        </dl>
      )}
      {(row.byPhone ?? 0) > 0 && <p className={s.who}>{words.byPhone(format.number(row.byPhone ?? 0))}</p>}
      {row.p50 === 0 && unitOf(clause) === 'spell' && <p className={s.who}>{words.zeroTime}</p>}
      <p className={s.who}>{words.tolerance(format.percent(row.tolerance))}</p>
    </>
  );
}

function Side({ name, figure }: { readonly name: string; readonly figure: ConformityRow['answered'] }) {
  const words = useProcedureWords();
  const format = useFormats();
  if (!figure) return null;
  const base = words.base(format.number(figure.met), format.number(figure.met + figure.late));
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {figure.rate === null ? '—' : format.percent(figure.rate)} <span>{figure.rate === null ? '' : base}</span>
      </dd>
    </div>
  );
}
