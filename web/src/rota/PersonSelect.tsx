import type { Duty } from './api.ts';
import { type Candidate, otherDuty } from './choice.ts';
import { PersonField } from './PersonField.tsx';
import { useRotaWords } from './words.ts';

interface PersonSelectProps {
  readonly label: string;
  readonly candidates: readonly Candidate[];
  readonly duty: Duty;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}

/** Who takes a duty, with what each has had; whoever is away can't be chosen. */
export function PersonSelect({ label, candidates, duty, value, error, onChange }: PersonSelectProps) {
  const words = useRotaWords();
  const hindrance = (one: Candidate): string => {
    if (one.hindrance === null) return '';
    return ` (${one.hindrance === 'away' ? words.away : words.both(words.shortDuties[otherDuty(duty)])})`;
  };
  return (
    <PersonField label={label} value={value} error={error} onChange={onChange}>
      {candidates.map((one) => (
        <option key={one.person.id} value={one.person.id} disabled={one.hindrance === 'away'}>
          {words.candidate(one.person.name, one.count)}
          {hindrance(one)}
        </option>
      ))}
    </PersonField>
  );
}
