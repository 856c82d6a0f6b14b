import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { type Attempt, Failure } from '../design/attempt.tsx';
import s from './settings.module.css';
import { useSettingsWords } from './words.ts';

interface EntryProps {
  /** What it is, at the left. */
  readonly about: ReactNode;
  /** What may be done with it; left out where nothing may. */
  readonly actions?: ReactNode;
  readonly attempt: Attempt;
  /** Within the line, on a row of its own. */
  readonly down?: ReactNode;
  /** Below it. */
  readonly children?: ReactNode;
}

/** A line of a list of settings, what can be done with it, and what went wrong with that. */
export function Entry({ about, actions, attempt, down, children }: EntryProps) {
  return (
    <li>
      <div className={s.entry}>
        <span className={s.entryName}>{about}</span>
        {actions && <span className={s.entryActions}>{actions}</span>}
        {down}
        <div className={s.entryDown} hidden={attempt.error === null}>
          <Failure attempt={attempt} />
        </div>
      </div>
      {children}
    </li>
  );
}

/** Opens the form of a new one. */
export function AddButton({ onClick, children }: { readonly onClick: () => void; readonly children: string }) {
  return (
    <button type="button" className="btn" onClick={onClick}>
      <IconPlus aria-hidden="true" />
      {children}
    </button>
  );
}

/** In place of a list that has nothing yet. */
export function NothingYet({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <div className="center" style={{ minHeight: 160 }}>
      <b>{title}</b>
      <span>{children}</span>
    </div>
  );
}

interface FormEndProps {
  readonly attempt: Attempt;
  readonly save: string;
  readonly isMain?: boolean;
  readonly onClose: () => void;
}

/** The end of a form: what went wrong, saving, and leaving it. */
export function FormEnd({ attempt, save, isMain = false, onClose }: FormEndProps) {
  const words = useSettingsWords();
  return (
    <>
      <Failure attempt={attempt} />
      <div className="row">
        <button type="submit" className={`btn ${isMain ? 'primary' : ''}`} aria-disabled={attempt.isBusy}>
          {save}
        </button>
        <button type="button" className="btn quiet" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </>
  );
}
