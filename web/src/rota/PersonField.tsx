import { type ReactNode, useId } from 'react';
import s from './rota.module.css';
import { useRotaWords } from './words.ts';

interface PersonFieldProps {
  readonly label: string;
  /** As high as the fields of a dialog. */
  readonly isTall?: boolean;
  readonly value: string;
  readonly error: string | undefined;
  /** What choosing nobody is called, where one may. */
  readonly none?: string;
  readonly onChange: (id: string) => void;
  /** The options. */
  readonly children: ReactNode;
}

/** Chooses a person; nobody is chosen at first. */
export function PersonField({ label, isTall = false, value, error, none, onChange, children }: PersonFieldProps) {
  const words = useRotaWords();
  const id = useId();
  return (
    <div className={s.field}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className={`${s.select} ${isTall ? s.isTall : ''}`}
        value={value}
        data-autofocus={none === undefined ? true : undefined}
        aria-invalid={error !== undefined}
        aria-describedby={error === undefined ? undefined : `${id}-error`}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        <option value="" disabled={none === undefined}>
          {none ?? words.choosePerson}
        </option>
        {children}
      </select>
      {error !== undefined && (
        <span id={`${id}-error`} className="xs bad">
          {error}
        </span>
      )}
    </div>
  );
}
