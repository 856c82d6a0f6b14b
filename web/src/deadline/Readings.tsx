import { Link } from 'react-router';
import type { Explanation } from '#calendar/shapes';
import { TrafficState } from '../design/TrafficState.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useMay } from '../shell/session.ts';
import s from './deadline.module.css';
import { dated, type Reading, termOf } from './lines.ts';
import { useDeadlineWords } from './words.ts';

interface ReadingsProps {
  readonly explanation: Explanation;
  readonly shown: Reading['reading'];
  readonly onShow: (reading: Reading['reading']) => void;
}

/** Both ways to understand «24 horas laborables», the one in force first. */
export function Readings({ explanation, shown, onShow }: ReadingsProps) {
  const words = useDeadlineWords();
  const format = useFormats();
  const may = useMay();
  const term = termOf(explanation, format);
  return (
    <section className="card">
      <header>
        <h2>{words.readingsTitle}</h2>
      </header>
      {explanation.readings.map((one) => {
        const isInForce = one.reading === explanation.reading;
        return (
          <div key={one.reading} className={`${s.reading} ${isInForce ? s.inForce : ''}`}>
            <h3>
              <TrafficState state={isInForce ? 'running' : 'pending'} label="" />
              {words.readings[one.reading]}
              {isInForce && <span className={s.tag}>{words.inForce}</span>}
            </h3>
            <p>{words.readingHints[one.reading](term, explanation.days)}</p>
            <b className={isInForce ? s.big : s.other}>{dated(one.dueAt, format)}</b>
            <div className="sm">
              {one.reading === shown ? (
                <span className="muted">{words.shown}</span>
              ) : (
                <button type="button" className={`link ${s.show}`} onClick={() => onShow(one.reading)}>
                  {words.showReading(words.readings[one.reading])}
                </button>
              )}
            </div>
          </div>
        );
      })}
      <footer>
        {words.whoSets}{' '}
        {may('settings.read') && (
          <Link className={s.inText} to="/configuracion/parametros">
            {words.seeSetting}
          </Link>
        )}
      </footer>
    </section>
  );
}
