import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useId, useState } from 'react';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { say } from '../../shell/notices.ts';
import { useMay } from '../../shell/session.ts';
import { putSetting, settingsKey } from '../api.ts';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';

interface SettingProps {
  /** The setting's key. */
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** Who may change it; others read it. */
  readonly permission?: string;
}

/** Keeps a setting; answers whether it was done. */
export function useSetting(name: string) {
  const words = useSettingsWords();
  const client = useQueryClient();
  const attempt = useAttempt();
  return {
    attempt,
    keep: (value: unknown): Promise<boolean> =>
      attempt.run(async () => {
        await putSetting(name, value);
        await client.invalidateQueries({ queryKey: settingsKey });
        await client.invalidateQueries({ queryKey: ['procedure'] });
        say(words.saved);
      }),
  };
}

interface FrameProps extends SettingProps {
  readonly id: string;
  readonly children: ReactNode;
  readonly below?: ReactNode;
}

function Frame({ id, label, hint, children, below }: FrameProps) {
  return (
    <div className={s.setting}>
      <div>
        <label htmlFor={id}>{label}</label>
        <span className="xs muted" id={`${id}-hint`}>
          {hint}
        </span>
      </div>
      <div className={s.settingValue}>{children}</div>
      {below && <div className={s.settingDown}>{below}</div>}
    </div>
  );
}

/** What is typed, and again what is stored once that changes elsewhere. */
function useTyped(stored: string): [string, (typed: string) => void] {
  const [typed, setTyped] = useState(stored);
  useEffect(() => setTyped(stored), [stored]);
  return [typed, setTyped];
}

interface NumberProps extends SettingProps {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
  readonly step?: number;
  /** What the server keeps, from what is shown. */
  readonly toStored?: (shown: number) => number;
}

export function NumberSetting({ value, min, max, unit, step = 1, toStored = (shown) => shown, ...frame }: NumberProps) {
  const words = useSettingsWords();
  const may = useMay();
  const id = useId();
  const { attempt, keep } = useSetting(frame.name);
  const [typed, setTyped] = useTyped(String(value));
  const shown = Number(typed);
  const isFit = typed !== '' && Number.isFinite(shown) && shown >= min && shown <= max;
  const isChanged = isFit && shown !== value;
  const isMine = may(frame.permission ?? 'settings.change');
  return (
    <Frame id={id} {...frame} below={attempt.error !== null && <Failure attempt={attempt} />}>
      <input
        id={id}
        className={`${s.input} ${s.number}`}
        type="number"
        min={min}
        max={max}
        step={step}
        value={typed}
        readOnly={!isMine}
        aria-describedby={`${id}-hint`}
        aria-invalid={!isFit}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.key === 'Enter' && isChanged && isMine && void keep(toStored(shown))}
      />
      {unit && <span className="muted">{unit}</span>}
      {isMine && isChanged && (
        <button type="button" className="btn s" aria-disabled={attempt.isBusy} onClick={() => void keep(toStored(shown))}>
          {words.save}
        </button>
      )}
    </Frame>
  );
}

interface TextProps extends SettingProps {
  readonly value: string;
  readonly lines?: number;
  readonly read?: (text: string) => unknown;
}

export function TextSetting({ value, lines, read = (text) => text.trim(), ...frame }: TextProps) {
  const words = useSettingsWords();
  const may = useMay();
  const id = useId();
  const { attempt, keep } = useSetting(frame.name);
  const [typed, setTyped] = useTyped(value);
  const isMine = may(frame.permission ?? 'settings.change');
  const isChanged = typed !== value;
  const props = {
    id,
    className: s.input ?? '',
    value: typed,
    readOnly: !isMine,
    spellCheck: false,
    'aria-describedby': `${id}-hint`,
  };
  return (
    <Frame id={id} {...frame} below={attempt.error !== null && <Failure attempt={attempt} />}>
      {lines ? (
        <textarea rows={lines} {...props} onChange={(event) => setTyped(event.currentTarget.value)} />
      ) : (
        <input {...props} onChange={(event) => setTyped(event.currentTarget.value)} />
      )}
      {isMine && isChanged && (
        <button type="button" className="btn s" aria-disabled={attempt.isBusy} onClick={() => void keep(read(typed))}>
          {words.save}
        </button>
      )}
    </Frame>
  );
}

interface ChoiceProps extends SettingProps {
  readonly value: string;
  readonly options: Readonly<Record<string, string>>;
}

export function ChoiceSetting({ value, options, ...frame }: ChoiceProps) {
  const may = useMay();
  const id = useId();
  const { attempt, keep } = useSetting(frame.name);
  return (
    <Frame id={id} {...frame} below={attempt.error !== null && <Failure attempt={attempt} />}>
      <select
        id={id}
        className={s.select}
        value={value}
        disabled={!may(frame.permission ?? 'settings.change') || attempt.isBusy}
        aria-describedby={`${id}-hint`}
        onChange={(event) => void keep(event.currentTarget.value)}
      >
        {Object.entries(options).map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </Frame>
  );
}
