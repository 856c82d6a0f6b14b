import type { ReactNode } from 'react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { FigureId, Line } from './api.ts';
import { Defined } from './Definition.tsx';
import { FigureLink } from './FigureLink.tsx';
import s from './figures.module.css';
import { useFigureWords } from './words.ts';

/** The figures of all that is asked for, each with its base or what is beside it. */
export function Whole({ line }: { readonly line: Line }) {
  const words = useFigureWords();
  const format = useFormats();
  const { counts } = line;
  const n = (figure: FigureId): string => format.number(counts[figure] ?? 0);
  return (
    <dl className={s.tiles}>
      <Tile
        id="received"
        value={<FigureLink figure="received" count={counts.received} />}
        under={<Under figure="automatic" line={line} text={words.automatic} />}
      />
      <Tile
        id="needing"
        value={<FigureLink figure="needing" count={counts.needing} />}
        under={<Under figure="open" line={line} text={words.inProgress} />}
      />
      <Tile id="answered" value={<FigureLink figure="answered" count={counts.answered} />} under={words.of(n('answered'), n('needing'))} />
      <Tile id="p50" value={seconds(line.p50)} under={<>p90 {seconds(line.p90)}</>} />
      <Tile id="rate" value={share(line.rate)} under={<Base part="met" rest="late" />} />
      <Tile id="answeredRate" value={share(line.answeredRate)} under={<Base part="answeredInTime" rest="answeredLate" />} />
      {(['late', 'escalated', 'returned', 'byPhone', 'elsewhere', 'reopened', 'setAside'] as const).map((id) => (
        <Tile key={id} id={id} value={<FigureLink figure={id} count={counts[id]} />} />
      ))}
    </dl>
  );

  function share(value: number | null): ReactNode {
    return value === null ? <span className={s.noData}>{words.noData}</span> : format.percent(value);
  }
  function seconds(value: number | null): ReactNode {
    return value === null ? <span className={s.noData}>{words.noData}</span> : format.duration(value);
  }
  function Base({ part, rest }: { readonly part: FigureId; readonly rest: FigureId }): ReactNode {
    const all = (counts[part] ?? 0) + (counts[rest] ?? 0);
    return all === 0 ? null : words.of(n(part), format.number(all));
  }
}

interface UnderProps {
  readonly figure: FigureId;
  readonly line: Line;
  readonly text: (n: string) => string;
}

function Under({ figure, line, text }: UnderProps) {
  const format = useFormats();
  const count = line.counts[figure] ?? 0;
  return count === 0 ? null : text(format.number(count));
}

interface TileProps {
  readonly id: Parameters<typeof Defined>[0]['id'];
  readonly value: ReactNode;
  readonly under?: ReactNode;
}

function Tile({ id, value, under }: TileProps) {
  return (
    <div>
      <dt>
        <Defined id={id} />
      </dt>
      <dd>
        <b>{value}</b>
        <span>{under}</span>
      </dd>
    </div>
  );
}
