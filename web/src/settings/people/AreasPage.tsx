import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { patch, post } from '../../api.ts';
import { useAttempt } from '../../design/attempt.tsx';
import { useMay } from '../../shell/session.ts';
import { type Area, areasKey, fetchAreas } from '../api.ts';
import { Card } from '../Card.tsx';
import { AddButton, Entry, FormEnd, NothingYet } from '../Entry.tsx';
import s from '../settings.module.css';
import { usePeopleWords } from './words.ts';

/** The areas to which a matter can be escalated. */
export default function AreasPage() {
  const words = usePeopleWords();
  const client = useQueryClient();
  const may = useMay();
  const areas = useQuery({ queryKey: areasKey, queryFn: fetchAreas });
  const [isOpen, setOpen] = useState(false);
  const changed = (): Promise<unknown> => client.invalidateQueries({ queryKey: areasKey });
  const items = areas.data?.items ?? [];
  return (
    <Card
      title={words.areas}
      query={areas}
      height={240}
      actions={may('areas.change') && !isOpen && <AddButton onClick={() => setOpen(true)}>{words.addArea}</AddButton>}
    >
      {isOpen && (
        <AreaForm
          area={null}
          onClose={() => setOpen(false)}
          onSave={async (body) => {
            await post('/areas', body);
            await changed();
          }}
        />
      )}
      {items.length === 0 && !isOpen && <NothingYet title={words.noAreas}>{words.noAreasText}</NothingYet>}
      <ul className={s.entries}>
        {items.map((area) => (
          <AreaRow key={area.id} area={area} onChanged={changed} />
        ))}
      </ul>
    </Card>
  );
}

function AreaRow({ area, onChanged }: { readonly area: Area; readonly onChanged: () => Promise<unknown> }) {
  const words = usePeopleWords();
  const may = useMay();
  const attempt = useAttempt();
  const [isEdited, setEdited] = useState(false);
  const toggle = (): Promise<boolean> =>
    attempt.run(async () => {
      await patch(`/areas/${area.id}`, { active: !area.active });
      await onChanged();
    });
  return (
    <Entry
      attempt={attempt}
      about={
        <span>
          <b>{area.name}</b> {!area.active && <span className="chip">{words.closedArea}</span>}
          <span className="xs faint" style={{ display: 'block' }}>
            {[
              area.mail,
              [area.head, area.headMail].filter(Boolean).join(', '),
              area.hours !== null && words.areaTerm(area.hours),
              words.answersTo[area.answers],
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      }
      actions={
        may('areas.change') && (
          <>
            <button
              type="button"
              className="btn s"
              aria-label={words.editOf(area.name)}
              aria-expanded={isEdited}
              onClick={() => setEdited(!isEdited)}
            >
              {words.edit}
            </button>
            <button
              type="button"
              className="btn s quiet"
              aria-label={`${area.active ? words.deactivate : words.activate} ${area.name}`}
              onClick={() => void toggle()}
            >
              {area.active ? words.deactivate : words.activate}
            </button>
          </>
        )
      }
    >
      {isEdited && (
        <AreaForm
          area={area}
          onClose={() => setEdited(false)}
          onSave={async (body) => {
            await patch(`/areas/${area.id}`, body);
            await onChanged();
          }}
        />
      )}
    </Entry>
  );
}

interface AreaBody {
  readonly name: string;
  readonly mail: string;
  readonly head: string | null;
  readonly headMail: string | null;
  readonly hours: number | null;
  readonly answers: Area['answers'];
}

interface AreaFormProps {
  readonly area: Area | null;
  readonly onClose: () => void;
  readonly onSave: (body: AreaBody) => Promise<void>;
}

function AreaForm({ area, onClose, onSave }: AreaFormProps) {
  const words = usePeopleWords();
  const attempt = useAttempt();
  const [name, setName] = useState(area?.name ?? '');
  const [mail, setMail] = useState(area?.mail ?? '');
  const [head, setHead] = useState(area?.head ?? '');
  const [headMail, setHeadMail] = useState(area?.headMail ?? '');
  const [hours, setHours] = useState(area?.hours?.toString() ?? '');
  const [answers, setAnswers] = useState<Area['answers']>(area?.answers ?? 'requester');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = {
      name: name.trim(),
      mail: mail.trim(),
      head: head.trim() || null,
      headMail: headMail.trim() || null,
      hours: hours.trim() === '' ? null : Number(hours),
      answers,
    };
    if (await attempt.run(() => onSave(body))) onClose();
  };
  return (
    <form className={`stack ${s.areaForm}`} onSubmit={submit}>
      <div className={s.areaFields}>
        <TextInput
          size="sm"
          label={words.areaName}
          required
          withAsterisk={false}
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          size="sm"
          type="email"
          label={words.areaMail}
          required
          withAsterisk={false}
          value={mail}
          onChange={(event) => setMail(event.currentTarget.value)}
        />
        <TextInput size="sm" label={words.areaHead} value={head} onChange={(event) => setHead(event.currentTarget.value)} />
        <TextInput
          size="sm"
          type="email"
          label={words.areaHeadMail}
          description={words.areaHeadMailText}
          value={headMail}
          onChange={(event) => setHeadMail(event.currentTarget.value)}
        />
        <TextInput
          size="sm"
          inputMode="numeric"
          pattern="[0-9]*"
          label={words.areaHours}
          description={words.areaHoursText}
          value={hours}
          onChange={(event) => setHours(event.currentTarget.value)}
        />
      </div>
      <fieldset>
        <legend className="sm med">{words.answers}</legend>
        {(['requester', 'operator'] as const).map((one) => (
          <label key={one} className={s.check}>
            <input type="radio" name={`answers-${area?.id ?? 'new'}`} checked={answers === one} onChange={() => setAnswers(one)} />
            {words.answersTo[one]}
          </label>
        ))}
      </fieldset>
      <FormEnd attempt={attempt} save={words.saveArea} isMain={!area} onClose={onClose} />
    </form>
  );
}
