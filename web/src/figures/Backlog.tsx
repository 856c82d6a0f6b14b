import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { Line } from './api.ts';
import { Defined } from './Definition.tsx';
import { FigureLink } from './FigureLink.tsx';
import s from './figures.module.css';
import { useFigureWords } from './words.ts';

const ages = ['backlog8', 'backlog24', 'backlog48', 'backlogMore'] as const;

/** What waits at this moment, by how long it has. */
export function Backlog({ line }: { readonly line: Line }) {
  const words = useFigureWords();
  const format = useFormats();
  const all = line.counts.backlog ?? 0;
  const most = Math.max(1, ...ages.map((age) => line.counts[age] ?? 0));
  if (all === 0) return <p className="in sm muted">{words.noBacklog}</p>;
  return (
    <div className={s.backlog}>
      <dl className={s.backlogSum}>
        {(['backlog', 'overdue'] as const).map((id) => (
          <div key={id}>
            <dt>
              <Defined id={id} />
            </dt>
            <dd>
              <FigureLink figure={id} count={line.counts[id]} />
            </dd>
          </div>
        ))}
      </dl>
      <ul className={s.ages}>
        {ages.map((age) => (
          <li key={age}>
            <Defined id={age} />
            <span className={s.age} aria-hidden="true">
              <i style={{ width: `${(100 * (line.counts[age] ?? 0)) / most}%` }} />
            </span>
            <span className="right">
              <FigureLink figure={age} count={line.counts[age]} />
              <span className="sr"> {words.of(format.number(line.counts[age] ?? 0), format.number(all))}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
