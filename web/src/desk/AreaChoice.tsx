import { useState } from 'react';
import { plain } from '../i18n/text.ts';
import type { Area } from './api.ts';
import s from './desk.module.css';
import { useDeskWords } from './words.ts';

interface ChoiceProps {
  readonly areas: readonly Area[];
  /** Areas that have it already. */
  readonly away: ReadonlySet<string>;
  readonly chosen: readonly Area[];
  readonly onChoose: (areas: readonly Area[]) => void;
}

const fewAreas = 6;

/** One area or more: all of them where they are few, else those chosen and what a search finds. */
export function AreaChoice({ areas, away, chosen, onChoose }: ChoiceProps) {
  const words = useDeskWords();
  const [typed, setTyped] = useState('');
  const isMany = areas.length > fewAreas;
  const found = areas.filter((area) => plain(area.name).includes(plain(typed)));
  const first = isMany ? found.slice(0, fewAreas) : areas;
  // Where a chosen one stands already it does not move.
  const shown = [...chosen.filter((area) => !first.includes(area)), ...first];
  return (
    <fieldset className={s.areas}>
      <legend className="sr">{words.whichAreas}</legend>
      {isMany && (
        <input
          type="search"
          className={s.areaSearch}
          aria-label={words.searchAreas(areas.length)}
          placeholder={words.searchAreas(areas.length)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
          }}
        />
      )}
      <div className={s.areaCards}>
        {shown.map((area) => (
          <label key={area.id} className={s.areaCard}>
            <input
              type="checkbox"
              checked={chosen.includes(area)}
              disabled={away.has(area.id)}
              onChange={(event) => onChoose(event.currentTarget.checked ? [...chosen, area] : chosen.filter((one) => one.id !== area.id))}
            />
            <span>
              <b className="med">{area.name}</b>
              <span className="xs muted">{away.has(area.id) ? words.hasItAlready : words.areaTerm(area.hours ?? 24)}</span>
            </span>
          </label>
        ))}
      </div>
      {isMany && found.length === 0 && <p className="sm muted">{words.noAreaFound(typed)}</p>}
    </fieldset>
  );
}
