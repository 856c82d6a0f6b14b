import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { post } from '../../api.ts';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { useMay } from '../../shell/session.ts';
import { fetchSettings, fetchUsers, putSetting, settingsKey, usersKey } from '../api.ts';
import { Card } from '../Card.tsx';
import { AddButton, FormEnd } from '../Entry.tsx';
import s from '../settings.module.css';
import { type Role, RoleBoxes } from './RoleBoxes.tsx';
import { Tokens } from './Tokens.tsx';
import { UserRow } from './UserRow.tsx';
import { usePeopleWords } from './words.ts';

/** Who works here and what they may do; the tokens of programs beside them. */
export default function PeoplePage() {
  const words = usePeopleWords();
  const client = useQueryClient();
  const may = useMay();
  const users = useQuery({ queryKey: usersKey, queryFn: fetchUsers });
  const [links, setLinks] = useState<Readonly<Record<string, string>>>({});
  const [isOpen, setOpen] = useState(false);
  const changed = (): Promise<unknown> => client.invalidateQueries({ queryKey: ['people'] });
  const keep = (id: string, link: string): void => setLinks((before) => ({ ...before, [id]: link }));
  return (
    <div className="stack">
      <Card
        title={words.people}
        query={users}
        height={300}
        actions={may('users.change') && !isOpen && <AddButton onClick={() => setOpen(true)}>{words.addPerson}</AddButton>}
      >
        {isOpen && (
          <NewPerson
            onClose={() => setOpen(false)}
            onMade={async (id, link) => {
              keep(id, link);
              await changed();
              setOpen(false);
            }}
          />
        )}
        <ul className={s.entries}>
          {(users.data?.items ?? []).map((user) => (
            <UserRow key={user.id} user={user} link={links[user.id]} onLink={(link) => keep(user.id, link)} onChanged={changed} />
          ))}
        </ul>
        <Policy />
      </Card>
      <Tokens />
    </div>
  );
}

interface NewPersonProps {
  readonly onClose: () => void;
  readonly onMade: (id: string, link: string) => Promise<void>;
}

function NewPerson({ onClose, onMade }: NewPersonProps) {
  const words = usePeopleWords();
  const attempt = useAttempt();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(['operator']);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (roles.length === 0) return;
    await attempt.run(async () => {
      const { id, link } = await post<{ id: string; link: string }>('/users', { name: name.trim(), email: email.trim(), roles });
      await onMade(id, link);
    });
  };
  return (
    <form className="in stack" onSubmit={submit}>
      <div className={s.form}>
        <TextInput
          size="sm"
          label={words.name}
          required
          withAsterisk={false}
          autoFocus
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          size="sm"
          type="email"
          label={words.email}
          required
          withAsterisk={false}
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
      </div>
      <RoleBoxes roles={roles} onChange={setRoles} />
      <FormEnd attempt={attempt} save={words.create} isMain onClose={onClose} />
    </form>
  );
}

function Policy() {
  const words = usePeopleWords();
  const may = useMay();
  const client = useQueryClient();
  const attempt = useAttempt();
  const { data } = useQuery({ queryKey: settingsKey, queryFn: fetchSettings, enabled: may('settings.read') });
  if (!data) return null;
  return (
    <footer className={s.pad} style={{ borderTop: '1px solid var(--line-soft)' }}>
      <label className={s.check}>
        <input
          type="checkbox"
          disabled={!may('settings.change') || attempt.isBusy}
          checked={data['auth.second_factor'] === 'required'}
          onChange={(event) => {
            const value = event.currentTarget.checked ? 'required' : 'optional';
            void attempt.run(async () => {
              await putSetting('auth.second_factor', value);
              await client.invalidateQueries({ queryKey: settingsKey });
            });
          }}
        />
        {words.policy}
      </label>
      <p className="xs faint">{words.policyHint}</p>
      <Failure attempt={attempt} />
    </footer>
  );
}
