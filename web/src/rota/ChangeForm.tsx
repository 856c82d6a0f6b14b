import { TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useId, useState } from 'react';
import { Failure } from '../design/attempt.tsx';
import { capital } from '../i18n/text.ts';
import { type NewEntry, setEntries } from './api.ts';
import { useRotaChange } from './change.ts';
import { candidatesFor, keyOf, type Place, swapFor } from './choice.ts';
import { useDays } from './days.ts';
import { PersonSelect } from './PersonSelect.tsx';
import s from './rota.module.css';
import type { Slots } from './Slot.tsx';
import { useRotaWords } from './words.ts';

interface ChangeFormProps {
  readonly slots: Slots;
  readonly place: Place;
  readonly onClose: () => void;
}

/** Somebody else for one duty of one day: with a reason where it was somebody's, alone or in exchange for another day. */
export function ChangeForm({ slots, place, onClose }: ChangeFormProps) {
  const words = useRotaWords();
  const days = useDays();
  const { attempt, change } = useRotaChange();
  const { view, counts } = slots;
  const holder = view.days.find(({ date }) => date === place.date)?.[place.duty]?.person;
  const [chosen, setChosen] = useState(() => slots.proposed.find((one) => keyOf(one) === keyOf(place))?.person.id ?? '');
  const [reason, setReason] = useState('');
  const [isSwap, setSwap] = useState(false);
  const [isTried, setTried] = useState(false);
  const candidates = candidatesFor(view, counts, place).filter(({ person }) => person.id !== holder?.id);
  const swap = holder && chosen ? swapFor(view, place, { from: holder.id, to: chosen }) : null;
  const title = `${capital(days.short(place.date))}, ${words.duties[place.duty]}`;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const person = candidates.find((one) => one.person.id === chosen)?.person;
    if (!person || (holder && !reason.trim())) return;
    const entries: NewEntry[] = [{ ...place, person: person.id }];
    if (isSwap && swap && holder) entries.push({ ...swap, person: holder.id });
    const said = entries.length > 1 ? words.swapped : words.changed(title, person.name);
    if (await change(() => setEntries(entries, reason.trim() || null), said)) onClose();
  };
  return (
    <form className={s.change} onSubmit={submit}>
      <div className="row between">
        <h3>{title}</h3>
        <button type="button" className="btn icon s quiet" aria-label={words.close} onClick={onClose}>
          <IconX aria-hidden="true" />
        </button>
      </div>
      <p className="muted">
        {holder ? words.nowIs(holder.name) : words.nobodyYet} {place.date < view.today && words.pastDay}
      </p>
      <PersonSelect
        label={holder ? words.newPerson : words.person}
        candidates={candidates}
        duty={place.duty}
        value={chosen}
        error={isTried && !chosen ? words.choosePersonMissing : undefined}
        onChange={setChosen}
      />
      <TextInput
        size="sm"
        label={holder ? words.reason : `${words.reason} (${words.optional})`}
        value={reason}
        maxLength={500}
        error={isTried && holder && !reason.trim() ? words.reasonMissing : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {swap && <SwapChoice swap={swap} isSwap={isSwap} onChange={setSwap} />}
      <Failure attempt={attempt} />
      <div className={`row ${s.decide}`}>
        <button type="button" className="btn quiet" onClick={onClose}>
          {words.cancel}
        </button>
        <button type="submit" className="btn primary" aria-disabled={attempt.isBusy}>
          {holder ? words.change : words.assign}
        </button>
      </div>
    </form>
  );
}

function SwapChoice({
  swap,
  isSwap,
  onChange,
}: {
  readonly swap: Place;
  readonly isSwap: boolean;
  readonly onChange: (isSwap: boolean) => void;
}) {
  const words = useRotaWords();
  const days = useDays();
  const name = useId();
  return (
    <fieldset className={s.scope}>
      <legend className="sr">{words.how}</legend>
      <label>
        <input type="radio" name={name} checked={!isSwap} onChange={() => onChange(false)} />
        {words.onlyThis}
      </label>
      <label>
        <input type="radio" name={name} checked={isSwap} onChange={() => onChange(true)} />
        {words.swapWith(days.short(swap.date), words.duties[swap.duty])}
      </label>
    </fieldset>
  );
}
