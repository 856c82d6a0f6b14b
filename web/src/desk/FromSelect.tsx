import s from './desk.module.css';
import { useDeskWords } from './words.ts';

interface FromProps {
  /** The one that is taken where nothing is chosen comes first. */
  readonly senders: readonly string[];
  readonly value: string | undefined;
  readonly onChange: (sender: string) => void;
}

/** From which of the mailbox's addresses the answer goes out. */
export function FromSelect({ senders, value, onChange }: FromProps) {
  const words = useDeskWords();
  return (
    <label className={s.from}>
      {words.from}
      <select value={value ?? senders[0]} onChange={(event) => onChange(event.currentTarget.value)}>
        {senders.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}
