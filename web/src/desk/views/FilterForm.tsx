import { useQuery } from '@tanstack/react-query';
import { DateField } from '../../design/DateField.tsx';
import { fetchMailboxes, type View } from '../api.ts';
import { asksWhoMoves, type Filter, isNarrowed } from '../filter.ts';
import { useAreas, usePeople, useTags } from './chips.ts';
import type { FilterControl } from './useFilter.ts';
import s from './views.module.css';
import { useViewWords } from './words.ts';

interface FormProps {
  readonly view: View;
  readonly control: FilterControl;
  readonly onDone: () => void;
}

/** Every part of a filter; each change is at once in the list and in the address. */
export default function FilterForm({ view, control, onDone }: FormProps) {
  const words = useViewWords();
  const { filter, change, clear } = control;
  const people = usePeople(true).filter(({ assignable, id }) => assignable || id === filter.assignee);
  const areas = useAreas(true).filter(({ active, id }) => active || id === filter.area);
  const tags = useTags(true);
  const mailboxes = useQuery({ queryKey: ['desk', 'mailboxes'], queryFn: fetchMailboxes }).data ?? [];
  const choice = (part: keyof Filter, label: string, options: readonly (readonly [string, string])[]) => (
    <Choice label={label} value={filter[part]} options={options} onChange={(value) => change({ [part]: value })} />
  );
  const named = (one: { readonly id: string; readonly name: string }) => [one.id, one.name] as const;
  return (
    <form
      className={s.form}
      aria-label={words.filters}
      onSubmit={(event) => {
        event.preventDefault();
        onDone();
      }}
    >
      {asksWhoMoves(view) &&
        choice('waitsFor', words.whoMoves, [
          ['', words.anybody],
          ['us', words.waitsForUs],
          ['them', words.waitsForThem],
        ])}
      {choice('assignee', words.assignee, [['', words.anyAssignee], ['me', words.me], ['none', words.nobody], ...people.map(named)])}
      {choice('mailbox', words.mailbox, [['', words.anyMailbox], ...mailboxes.map(({ address }) => [address, address] as const)])}
      {areas.length > 0 && choice('area', words.area, [['', words.anyArea], ...areas.map(named)])}
      {tags.length > 0 && choice('tag', words.tag, [['', words.anyTag], ...tags.map(named)])}
      {choice('segment', words.segment, [['', words.anySegment], ...Object.entries(words.segments)])}
      {choice('state', words.state, [['', words.anyState], ...Object.entries(words.states)])}
      <div className={s.days}>
        <DateField
          size="sm"
          label={words.from}
          value={filter.from}
          max={filter.to || undefined}
          onChange={(event) => change({ from: event.currentTarget.value })}
        />
        <DateField
          size="sm"
          label={words.to}
          value={filter.to}
          min={filter.from || undefined}
          onChange={(event) => change({ to: event.currentTarget.value })}
        />
      </div>
      <div className="row between">
        <button type="button" className="btn quiet s" aria-disabled={!isNarrowed(filter)} onClick={clear}>
          {words.clearFilters}
        </button>
        <button type="submit" className="btn s">
          {words.done}
        </button>
      </div>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, value, options, onChange }: ChoiceProps) {
  return (
    <label className={s.field}>
      {label}
      <select value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map(([one, name]) => (
          <option key={one} value={one}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
