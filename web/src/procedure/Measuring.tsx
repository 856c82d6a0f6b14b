import { Link } from 'react-router';
import { useMay } from '../shell/session.ts';
import type { ProcedureDocument } from './api.ts';
import { Mark } from './Mark.tsx';
import s from './procedure.module.css';
import { useProcedureWords } from './words.ts';

/** How the figures come about: the reading in force, and what each mark means. */
export function Measuring({ procedure }: { readonly procedure: ProcedureDocument }) {
  const words = useProcedureWords();
  const may = useMay();
  return (
    <section className="card">
      <header>
        <h2>{words.rules}</h2>
      </header>
      <div className="in">
        <p className="sm faint">{words.reading}</p>
        <p className="semi">{words.readings[procedure.reading]}</p>
        <p className="sm muted">{words.readingHints[procedure.reading]}</p>
        {may('settings.read') && (
          <Link className="sm" to="/configuracion/parametros">
            {words.changeReading}
          </Link>
        )}
      </div>
      <ul className={s.legend}>
        {(['tick', 'diamond', 'triangle'] as const).map((mark) => (
          <li key={mark}>
            <Mark mark={mark} label="" />
            <span>{words.legend[mark]}</span>
          </li>
        ))}
        <li>
          <Mark mark={null} label="" />
          <span>{words.legend.none}</span>
        </li>
      </ul>
      <footer>{words.onlyMeasured}</footer>
    </section>
  );
}
