import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { ActDialog } from '../design/ActDialog.tsx';
import { Failure } from '../design/attempt.tsx';
import { Avatar } from '../design/Avatar.tsx';
import { ClauseTag } from '../design/ClauseTag.tsx';
import { DateField } from '../design/DateField.tsx';
import { useMay } from '../shell/session.ts';
import { type Designation, designate, endDesignation, type RotaView } from './api.ts';
import { useRotaChange } from './change.ts';
import { useDays } from './days.ts';
import s from './rota.module.css';
import { SomebodySelect } from './SomebodySelect.tsx';
import { useRotaWords } from './words.ts';

/** Who may answer chat and calls beside the operator of the day (5.4). */
export function Designations({ view }: { readonly view: RotaView }) {
  const words = useRotaWords();
  const may = useMay();
  const [isMaking, setMaking] = useState(false);
  return (
    <section className="card">
      <header>
        <h2>{words.designations}</h2>
        <ClauseTag clause="5.4" />
        <span className="grow" />
        {may('rota.change') && (
          <button type="button" className={`link ${s.headLink}`} onClick={() => setMaking(true)}>
            {words.newDesignation}
          </button>
        )}
      </header>
      {view.designations.length === 0 ? (
        <p className="in sm muted">{words.noDesignations}</p>
      ) : (
        <ul className={s.designations}>
          {view.designations.map((one) => (
            <Line key={one.id} designation={one} />
          ))}
        </ul>
      )}
      {view.designations.length > 0 && <footer className="xs faint">{words.designationsHint}</footer>}
      {isMaking && <NewDesignation view={view} onClose={() => setMaking(false)} />}
    </section>
  );
}

function Line({ designation }: { readonly designation: Designation }) {
  const words = useRotaWords();
  const days = useDays();
  const may = useMay();
  const { attempt, change } = useRotaChange();
  const { id, person, since, until, reason, madeBy } = designation;
  return (
    <li>
      <Avatar name={person.name} size="s" />
      <span className="grow">
        <span className="med">{person.name}</span>
        <span className={s.small}>
          {until === null ? words.since(days.full(since)) : words.sinceUntil(days.full(since), days.full(until))}, {words.by(madeBy)}
          {reason !== null && ` · ${reason}`}
        </span>
        <Failure attempt={attempt} />
      </span>
      {may('rota.change') && (
        <button
          type="button"
          className="link"
          aria-label={words.endOf(person.name)}
          onClick={() => void change(() => endDesignation(id), words.ended)}
        >
          {words.end}
        </button>
      )}
    </li>
  );
}

function NewDesignation({ view, onClose }: { readonly view: RotaView; readonly onClose: () => void }) {
  const words = useRotaWords();
  const { attempt, change } = useRotaChange();
  const [person, setPerson] = useState('');
  const [since, setSince] = useState<string>(view.today);
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!person || !since) return;
    const wish = { person, since, until: until || null, reason: reason.trim() || null };
    if (await change(() => designate(wish), words.designated)) onClose();
  };
  return (
    <ActDialog
      title={words.designationTitle}
      act={words.designate}
      cancel={words.cancel}
      close={words.close}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      <SomebodySelect view={view} value={person} isMissing={isTried && !person} onChange={setPerson} />
      <div className={s.two}>
        <DateField label={words.from} value={since} onChange={(event) => setSince(event.currentTarget.value)} />
        <DateField
          label={words.until}
          description={words.untilHint}
          value={until}
          min={since}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
      </div>
      <TextInput
        label={`${words.reason} (${words.optional})`}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
