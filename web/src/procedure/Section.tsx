import { Link } from 'react-router';
import type { Clause, ProcedureDocument } from './api.ts';
import { ClauseRow } from './ClauseRow.tsx';
import s from './procedure.module.css';
import { useProcedureWords } from './words.ts';

interface SectionProps {
  readonly section: ProcedureDocument['sections'][number];
  readonly procedure: ProcedureDocument;
  readonly opened: string | null;
  readonly month: string;
  readonly addressOf: (clause: string | null) => string;
}

/** One section of the document with its clauses. A row that the text does not print (a target of ours) is left out. */
export function Section({ section, procedure, opened, month, addressOf }: SectionProps) {
  const words = useProcedureWords();
  const own = procedure.clauses.filter((clause) => clause.section === section.id && (clause.text !== null || clause.id === section.id));
  const rows = [...own.map((clause) => ({ id: clause.id, clause, same: null })), ...sameElsewhere(section.id, procedure.clauses)].toSorted(
    (a, b) => a.id.localeCompare(b.id, 'en', { numeric: true }),
  );
  const hasParameters = own.some((clause) => clause.terms.some((term) => term.words !== null && clause.text?.includes(term.words)));
  return (
    <section className={`card ${s.section}`} id={`seccion-${section.id}`}>
      <header>
        <h2 lang="es-DO">
          {section.id}. {section.title}
        </h2>
        <span className="grow" />
        {hasParameters && <span className={`xs faint ${s.hint}`}>{words.underlined}</span>}
      </header>
      <ul>
        {rows.map(({ id, clause, same }) =>
          same === null ? (
            <ClauseRow
              key={id}
              clause={clause}
              month={month}
              reading={procedure.reading}
              isOpen={opened === clause.id || (opened !== null && clause.aliases.includes(opened))}
              addressOf={addressOf}
            />
          ) : (
            <li key={id} className={`${s.clause} ${s.unmeasured}`}>
              <span>
                <span className="clause">{id}</span>
              </span>
              <p className="sm muted">
                {words.sameAs(same)}{' '}
                <Link className={s.inText} to="/procedimiento/texto">
                  {words.inOfficialText}
                </Link>
              </p>
            </li>
          ),
        )}
      </ul>
    </section>
  );
}

/** Activities of section 6 that repeat a clause of section 5: one row of figures, two places in the text. */
function sameElsewhere(section: string, clauses: readonly Clause[]) {
  return clauses.flatMap((clause) =>
    clause.aliases.filter((alias) => alias.startsWith(`${section}-`)).map((id) => ({ id, clause, same: clause.id })),
  );
}
