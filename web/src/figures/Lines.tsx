import { nameless } from '#metrics/definition.rules';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import type { FigureId, Line } from './api.ts';
import { Defined } from './Definition.tsx';
import { FigureLink } from './FigureLink.tsx';
import s from './figures.module.css';
import type { Question } from './question.ts';
import { useFigureWords } from './words.ts';

type Column = FigureId | 'p50' | 'p90' | 'rate';

const mail: readonly Column[] = [
  'needing',
  'answered',
  'p50',
  'p90',
  'rate',
  'late',
  'escalated',
  'returned',
  'byPhone',
  'reopened',
  'setAside',
  'received',
  'backlog',
];
const area: readonly Column[] = ['escalated', 'returned', 'areaDue', 'areaAnswered', 'p50', 'p90', 'rate', 'areaLate', 'areaOpen'];

interface LinesProps {
  readonly title: string;
  readonly of: 'operator' | 'mailbox' | 'area';
  readonly lines: readonly Line[];
}

/** A line for each person, mailbox or area; each count opens its rows. */
export function Lines({ title, of, lines }: LinesProps) {
  const words = useFigureWords();
  const { language } = useLanguage();
  const columns = of === 'area' ? area : mail;
  return (
    <section className={s.scroll} tabIndex={0} aria-label={title}>
      <table className={`data ${s.lines}`}>
        <thead>
          <tr>
            <th scope="col">{words.name}</th>
            {columns.map((id) => (
              <th key={id} scope="col" className="r">
                <Defined id={id} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const name = line.name || (nameless[language][line.id] ?? line.id);
            return (
              <tr key={line.id}>
                <th scope="row">{name}</th>
                {columns.map((id) => (
                  <td key={id} className="r nowrap">
                    <Value column={id} line={line} narrowed={{ [of]: line.id }} who={name} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface ValueProps {
  readonly column: Column;
  readonly line: Line;
  readonly narrowed: Partial<Question>;
  readonly who: string;
}

function Value({ column, line, narrowed, who }: ValueProps) {
  const words = useFigureWords();
  const format = useFormats();
  if (column === 'p50' || column === 'p90') {
    const value = line[column];
    return value === null ? <span className="faint">—</span> : format.duration(value);
  }
  if (column !== 'rate') return <FigureLink figure={column} count={line.counts[column]} line={narrowed} who={who} />;
  if (line.rate === null) return <span className="faint">—</span>;
  const [met = 0, late = 0] = 'met' in line.counts ? [line.counts.met, line.counts.late] : [line.counts.areaMet, line.counts.areaLate];
  return (
    <>
      {format.percent(line.rate)}
      <div className="xs faint">{words.of(format.number(met), format.number(met + late))}</div>
    </>
  );
}
