import type { RotaView } from './api.ts';
import { PersonField } from './PersonField.tsx';
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
  const error = isMissing ? words.choosePersonMissing : undefined;
  return (
    <PersonField label={words.person} isTall value={value} error={error} onChange={onChange}>
      {view.people.map((person) => (
        <option key={person.id} value={person.id}>
          {person.name}
        </option>
      ))}
    </PersonField>
  );
}
