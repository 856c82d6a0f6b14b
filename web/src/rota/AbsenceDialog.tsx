import { Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { DateField } from '../design/DateField.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { useAttempt } from '../settings/attempt.ts';
import { say } from '../shell/notices.ts';
import { useMay, usePerson } from '../shell/session.ts';
import { type AbsenceKind, absenceKinds, addAbsence, removeAbsence, type RotaView } from './api.ts';
import { vacantBy } from './choice.ts';
import { useDays } from './days.ts';
import s from './rota.module.css';
import { SomebodySelect } from './SomebodySelect.tsx';
import { useRotaWords } from './words.ts';

/** Notes that somebody will be away, with what it leaves vacant: anybody for the coordinator, oneself for everybody else. */
export function AbsenceDialog({ view, onClose }: { readonly view: RotaView; readonly onClose: () => void }) {
  const words = useRotaWords();
  const may = useMay();
  const me = usePerson();
  const client = useQueryClient();
  const attempt = useAttempt();
  const forAll = may('rota.change');
  const [person, setPerson] = useState(forAll ? '' : me.id);
  const [from, setFrom] = useState<string>(view.today);
  const [to, setTo] = useState<string>(view.today);
  const [kind, setKind] = useState<AbsenceKind>('leave');
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isSpan = from !== '' && to !== '' && from <= to;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (!person || !isSpan) return;
    const isDone = await attempt.run(async () => {
      await addAbsence({ ...(forAll && { person }), from, to, kind, reason: reason.trim() || null });
      await client.invalidateQueries({ queryKey: ['rota'] });
    });
    if (!isDone) return;
    say(words.noted);
    onClose();
  };
  return (
    <Modal opened onClose={onClose} title={words.absenceTitle} size={460} closeButtonProps={{ 'aria-label': words.close }}>
      <form className="stack" onSubmit={submit}>
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
        {isSpan && <Leaves view={view} id={person} from={from} to={to} />}
        {attempt.error !== null && <Notice>{sentenceOf(attempt.error)}</Notice>}
        <div className={`row ${s.decide}`}>
          <button type="button" className="btn quiet" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" className="btn primary" aria-disabled={attempt.isBusy}>
            {words.note}
          </button>
        </div>
      </form>
      <Noted view={view} />
    </Modal>
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
  const client = useQueryClient();
  const attempt = useAttempt();
  const mine = view.absences.filter(({ person }) => may('rota.change') || person.id === me.id);
  if (mine.length === 0) return null;
  const takeBack = async (id: string): Promise<void> => {
    const isDone = await attempt.run(async () => {
      await removeAbsence(id);
      await client.invalidateQueries({ queryKey: ['rota'] });
    });
    if (isDone) say(words.takenBack);
  };
  return (
    <section className={s.noted}>
      <h3 className="h2">{words.notedOnes}</h3>
      <ul>
        {mine.map(({ id, person, from, to, kind, reason }) => {
          const span = words.span(days.short(from), days.short(to));
          return (
            <li key={id} className="row sm">
              <span className="grow">
                <span className="med">{person.name}</span>, {span}
                <span className={s.small}>
                  {words.kinds[kind]}
                  {reason !== null && ` · ${reason}`}
                </span>
              </span>
              <button type="button" className="btn s" aria-label={words.takeBackOf(person.name, span)} onClick={() => void takeBack(id)}>
                {words.takeBack}
              </button>
            </li>
          );
        })}
      </ul>
      {attempt.error !== null && <Notice>{sentenceOf(attempt.error)}</Notice>}
    </section>
  );
}
