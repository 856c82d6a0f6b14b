import { useId } from 'react';
import type { RotaView } from './api.ts';
import s from './rota.module.css';
import { useRotaWords } from './words.ts';

interface SomebodySelectProps {
  readonly view: RotaView;
  readonly value: string;
  readonly isMissing: boolean;
  readonly onChange: (id: string) => void;
}

/** One of those who may be on duty. */
export function SomebodySelect({ view, value, isMissing, onChange }: SomebodySelectProps) {
  const words = useRotaWords();
  const id = useId();
  return (
    <div className={s.field}>
      <label htmlFor={id}>{words.person}</label>
      <select
        id={id}
        className={`${s.select} ${s.isTall}`}
        value={value}
        data-autofocus
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-error` : undefined}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="" disabled>
          {words.choosePerson}
        </option>
        {view.people.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </select>
      {isMissing && (
        <span id={`${id}-error`} className="xs bad">
          {words.choosePersonMissing}
        </span>
      )}
    </div>
  );
}
