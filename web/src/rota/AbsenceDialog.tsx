import { TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import { ActDialog } from '../design/ActDialog.tsx';
import { Failure } from '../design/attempt.tsx';
import { DateField } from '../design/DateField.tsx';
import { Notice } from '../design/Trouble.tsx';
import { useMay, usePerson } from '../shell/session.ts';
import { type AbsenceKind, absenceKinds, addAbsence, removeAbsence, type RotaView } from './api.ts';
import { useRotaChange } from './change.ts';
import { vacantBy } from './choice.ts';
import { useDays } from './days.ts';
import s from './rota.module.css';
import { PersonField } from './PersonField.tsx';
import { SomebodySelect } from './SomebodySelect.tsx';
import { useRotaWords } from './words.ts';

/** Notes that somebody will be away, with what it leaves vacant: anybody for the coordinator, oneself for everybody else. */
export function AbsenceDialog({ view, onClose }: { readonly view: RotaView; readonly onClose: () => void }) {
  const words = useRotaWords();
  const may = useMay();
  const me = usePerson();
  const { attempt, change } = useRotaChange();
  const forAll = may('rota.change');
  const [person, setPerson] = useState(forAll ? '' : me.id);
  const [from, setFrom] = useState<string>(view.today);
  const [to, setTo] = useState<string>(view.today);
  const [kind, setKind] = useState<AbsenceKind>('leave');
  const [reason, setReason] = useState('');
  const [substitute, setSubstitute] = useState('');
  const [isTried, setTried] = useState(false);
  const isSpan = from !== '' && to !== '' && from <= to;
  const submit = async (): Promise<void> => {
    setTried(true);
    if (!person || !isSpan) return;
    const absence = { ...(forAll && { person }), from, to, kind, reason: reason.trim() || null, substitute: substitute || null };
    if (await change(() => addAbsence(absence), words.noted)) onClose();
  };
  return (
    <ActDialog
      title={words.absenceTitle}
      act={words.note}
      cancel={words.cancel}
      close={words.close}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
      below={<Noted view={view} />}
    >
      {forAll && <SomebodySelect view={view} value={person} isMissing={isTried && !person} onChange={setPerson} />}
      <div className={s.two}>
        <DateField label={words.from} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <DateField
          label={words.to}
          value={to}
          error={isTried && !isSpan ? words.datesMissing : undefined}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      <KindSelect value={kind} onChange={setKind} />
      <TextInput
        label={`${words.reason} (${words.optional})`}
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <PersonField label={words.substitute} isTall value={substitute} error={undefined} none={words.noSubstitute} onChange={setSubstitute}>
        {view.people
          .filter((one) => one.id !== person)
          .map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
      </PersonField>
      {isSpan && <Leaves view={view} id={person} from={from} to={to} />}
    </ActDialog>
  );
}

function KindSelect({ value, onChange }: { readonly value: AbsenceKind; readonly onChange: (kind: AbsenceKind) => void }) {
  const words = useRotaWords();
  const id = useId();
  return (
    <div className={s.field}>
      <label htmlFor={id}>{words.kind}</label>
      <select
        id={id}
        className={`${s.select} ${s.isTall}`}
        value={value}
        onChange={(event) => onChange(absenceKinds.find((one) => one === event.currentTarget.value) ?? 'other')}
      >
        {absenceKinds.map((one) => (
          <option key={one} value={one}>
            {words.kinds[one]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** What it leaves vacant, of what is on screen. */
function Leaves({ view, id, from, to }: { readonly view: RotaView; readonly id: string; readonly from: string; readonly to: string }) {
  const words = useRotaWords();
  const days = useDays();
  const places = vacantBy(view, id, { from, to });
  if (places.length === 0) return null;
  return (
    <Notice tone="warn">
      {words.leaves(places.length, places.map(({ date, duty }) => `${days.short(date)}, ${words.duties[duty]}`).join('; '))}
    </Notice>
  );
}

/** Those of the days on screen that one may take back. */
function Noted({ view }: { readonly view: RotaView }) {
  const words = useRotaWords();
  const days = useDays();
  const may = useMay();
  const me = usePerson();
  const { attempt, change } = useRotaChange();
  const mine = view.absences.filter(({ person }) => may('rota.change') || person.id === me.id);
  if (mine.length === 0) return null;
  return (
    <section className={s.noted}>
      <h3 className="h2">{words.notedOnes}</h3>
      <ul>
        {mine.map(({ id, person, from, to, kind, reason, substitute }) => {
          const span = words.span(days.short(from), days.short(to));
          return (
            <li key={id} className="row sm">
              <span className="grow">
                <span className="med">{person.name}</span>, {span}
                <span className={s.small}>
                  {words.kinds[kind]}
                  {reason !== null && ` · ${reason}`}
                  {substitute !== null && ` · ${words.substitutedBy(substitute.name)}`}
                </span>
              </span>
              <button
                type="button"
                className="btn s"
                aria-label={words.takeBackOf(person.name, span)}
                onClick={() => void change(() => removeAbsence(id), words.takenBack)}
              >
                {words.takeBack}
              </button>
            </li>
          );
        })}
      </ul>
      <Failure attempt={attempt} />
    </section>
  );
}
