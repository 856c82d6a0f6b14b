import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { User } from '#kernel/auth/shapes';
import { get, type Page, post, put } from '../api.ts';
import { Avatar } from '../design/Avatar.tsx';
import { CopyButton } from '../design/CopyButton.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { usePerson } from '../shell/session.ts';
import { useShellWords } from '../shell/words.ts';
import { AddPeople, type NewPerson } from './AddPeople.tsx';
import { StepCard } from './StepCard.tsx';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

const usersKey = ['people', 'users'] as const;

interface PeopleStepProps {
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** Who works here: an account each, and the link with which they choose their password. */
export function PeopleStep({ onBack, onNext }: PeopleStepProps) {
  const words = useSetupWords();
  const client = useQueryClient();
  const users = useQuery({ queryKey: usersKey, queryFn: () => get<Page<User>>('/users') });
  const [links, setLinks] = useState<Readonly<Record<string, string>>>({});
  const [error, setError] = useState<unknown>(null);
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    setError(null);
    try {
      await work();
      return true;
    } catch (problem) {
      setError(problem);
      return false;
    } finally {
      void client.invalidateQueries({ queryKey: usersKey });
    }
  };
  const add = (person: NewPerson): Promise<boolean> =>
    attempt(async () => {
      const { id, link } = await post<{ id: string; link: string }>('/users', {
        name: person.name,
        email: person.email,
        roles: [person.role],
      });
      setLinks((before) => ({ ...before, [id]: link }));
    });
  const renew = (id: string): Promise<boolean> =>
    attempt(async () => {
      const { link } = await post<{ link: string }>(`/users/${id}/invitation`);
      setLinks((before) => ({ ...before, [id]: link }));
    });
  return (
    <StepCard step="people">
      <h1>{words.people}</h1>
      <p className="lead">{words.peopleLead}</p>
      <UserTable users={users.data?.items ?? []} links={links} onRenew={(id) => void renew(id)} />
      {error !== null && <Notice>{sentenceOf(error)}</Notice>}
      <AddPeople onAdd={add} />
      <SecondFactor
        onChange={(isRequired) => void attempt(() => put('/settings/auth.second_factor', { value: isRequired ? 'required' : 'optional' }))}
      />
      <div className={s.foot}>
        <button type="button" className="btn quiet l" onClick={onBack}>
          {words.back}
        </button>
        <span className={`grow xs faint ${s.hideNarrow}`}>{words.validFor}</span>
        <button type="button" className="btn primary l" onClick={onNext}>
          {words.goOn}
        </button>
      </div>
    </StepCard>
  );
}

interface TableProps {
  readonly users: readonly User[];
  readonly links: Readonly<Record<string, string>>;
  readonly onRenew: (id: string) => void;
}

function UserTable({ users, links, onRenew }: TableProps) {
  const words = useSetupWords();
  const roles = useShellWords().roles;
  const me = usePerson();
  return (
    <table className={`data ${s.people}`}>
      <thead>
        <tr>
          <th scope="col">{words.person}</th>
          <th scope="col" className={s.hideNarrow}>
            {words.role}
          </th>
          <th scope="col" className="r">
            {words.invitation}
          </th>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <tr key={user.id}>
            <td>
              <span className="row">
                <Avatar name={user.name} size="s" />
                <span className="col" style={{ lineHeight: 1.3 }}>
                  <b className="med">{user.name}</b>
                  <span className="xs faint">{user.email}</span>
                  <span className={`xs faint ${s.onlyNarrow}`}>{user.roles.map((role) => roles[role]).join(', ')}</span>
                </span>
              </span>
            </td>
            <td className={s.hideNarrow}>{user.roles.map((role) => roles[role]).join(', ')}</td>
            <td className="r">
              {user.id === me.id ? (
                <span className="chip">{words.yourself}</span>
              ) : user.active ? (
                <span className="chip ok">{words.active}</span>
              ) : links[user.id] ? (
                <CopyButton text={links[user.id] ?? ''} label={words.copyLink} />
              ) : (
                <button type="button" className="btn s" onClick={() => onRenew(user.id)}>
                  {words.newLink}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SecondFactor({ onChange }: { readonly onChange: (isRequired: boolean) => void }) {
  const words = useSetupWords();
  const client = useQueryClient();
  const key = ['settings', 'auth.second_factor'] as const;
  const { data } = useQuery({
    queryKey: key,
    queryFn: async () => (await get<{ settings: Record<string, unknown> }>('/settings')).settings['auth.second_factor'],
  });
  return (
    <label className={s.check} style={{ marginTop: 12 }}>
      <input
        type="checkbox"
        checked={data === 'required'}
        onChange={(event) => {
          client.setQueryData(key, event.currentTarget.checked ? 'required' : 'optional');
          onChange(event.currentTarget.checked);
        }}
      />
      {words.secondFactor}
    </label>
  );
}
