import { TextInput } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { patch, post, remove } from '../../api.ts';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { Avatar } from '../../design/Avatar.tsx';
import { CopyButton } from '../../design/CopyButton.tsx';
import { useRealFormats } from '../../i18n/LanguageProvider.tsx';
import { realNow } from '../../shell/clock.ts';
import { say } from '../../shell/notices.ts';
import { useMay, usePerson } from '../../shell/session.ts';
import { useShellWords } from '../../shell/words.ts';
import type { User } from '../api.ts';
import { Entry } from '../Entry.tsx';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { RoleBoxes } from './RoleBoxes.tsx';
import { usePeopleWords } from './words.ts';

const HandOverDialog = lazy(() => import('./HandOverDialog.tsx'));

interface UserRowProps {
  readonly user: User;
  /** A link that was just made; shown once. */
  readonly link: string | undefined;
  readonly onLink: (link: string) => void;
  readonly onChanged: () => Promise<unknown>;
}

/** A person's account: roles, invitation, access. */
export function UserRow({ user, link, onLink, onChanged }: UserRowProps) {
  const words = usePeopleWords();
  const roles = useShellWords().roles;
  const may = useMay();
  const me = usePerson();
  const attempt = useAttempt();
  const [isEdited, setEdited] = useState(false);
  const renew = (): Promise<boolean> =>
    attempt.run(async () => {
      onLink((await post<{ link: string }>(`/users/${user.id}/invitation`)).link);
      await onChanged();
    });
  return (
    <Entry
      attempt={attempt}
      about={
        <>
          <Avatar name={user.name} />
          <span>
            <b>{user.name}</b> {user.id === me.id && <span className="chip">{words.yourself}</span>} <Standing user={user} />
            <span className="xs faint" style={{ display: 'block' }}>
              {user.email} · {user.roles.map((role) => roles[role]).join(', ')}
            </span>
            <Seen user={user} />
          </span>
        </>
      }
      actions={
        may('users.change') && (
          <>
            {!user.active && !user.disabled && (
              <button type="button" className="btn s" aria-label={words.newLinkOf(user.name)} onClick={() => void renew()}>
                {words.newLink}
              </button>
            )}
            <button
              type="button"
              className="btn s"
              aria-expanded={isEdited}
              aria-label={words.editOf(user.name)}
              onClick={() => setEdited(!isEdited)}
            >
              {words.edit}
            </button>
          </>
        )
      }
      down={
        <>
          {link !== undefined && (
            <div className={`${s.secret} ${s.entryDown}`} role="status">
              <span className="grow">{words.link(user.name)}</span>
              <CopyButton text={link} label={words.copyLink} />
            </div>
          )}
          {isEdited && (
            <div className={`stack ${s.entryDown}`} style={{ paddingTop: 8 }}>
              <Editor user={user} isMe={user.id === me.id} onClose={() => setEdited(false)} onChanged={onChanged} />
            </div>
          )}
        </>
      }
    />
  );
}

function Standing({ user }: { readonly user: User }) {
  const words = usePeopleWords();
  const format = useRealFormats();
  if (user.disabled) return <span className="chip">{words.disabled}</span>;
  if (user.active) return null;
  const isOpen = user.invitedUntil !== null && Date.parse(user.invitedUntil) > realNow();
  return <span className="chip info">{isOpen ? words.invited(format.moment(Date.parse(user.invitedUntil ?? ''))) : words.lapsed}</span>;
}

function Seen({ user }: { readonly user: User }) {
  const words = usePeopleWords();
  const format = useRealFormats();
  const seen = user.seenAt === null ? words.neverSeen : words.seen(format.moment(Date.parse(user.seenAt)));
  return (
    <span className="xs faint" style={{ display: 'block' }}>
      {user.totp ? words.secondFactor : words.noSecondFactor} · {seen}
    </span>
  );
}

interface EditorProps {
  readonly user: User;
  readonly isMe: boolean;
  readonly onClose: () => void;
  readonly onChanged: () => Promise<unknown>;
}

function Editor({ user, isMe, onClose, onChanged }: EditorProps) {
  const words = usePeopleWords();
  const common = useSettingsWords();
  const attempt = useAttempt();
  const [name, setName] = useState(user.name);
  const [roles, setRoles] = useState<User['roles']>(user.roles);
  const [leaving, setLeaving] = useState<'work' | 'access' | null>(null);
  const act = (work: () => Promise<unknown>): Promise<boolean> =>
    attempt.run(async () => {
      await work();
      await onChanged();
    });
  const save = async (): Promise<void> => {
    if (await act(() => patch(`/users/${user.id}`, { name: name.trim(), roles }))) onClose();
  };
  return (
    <>
      <TextInput size="sm" label={words.name} value={name} maxLength={200} onChange={(event) => setName(event.currentTarget.value)} />
      <RoleBoxes roles={roles} onChange={(next) => setRoles([...next])} />
      <Failure attempt={attempt} />
      <div className="row wrap">
        <button type="button" className="btn" disabled={roles.length === 0 || !name.trim() || attempt.isBusy} onClick={() => void save()}>
          {common.save}
        </button>
        <button type="button" className="btn quiet" onClick={onClose}>
          {common.cancel}
        </button>
        <span className="grow" />
        <span className="row wrap">
          {user.totp && (
            <button
              type="button"
              className="btn s"
              onClick={() => void act(async () => (await remove(`/users/${user.id}/totp`), say(words.resetDone)))}
            >
              {words.resetFactor}
            </button>
          )}
          {user.active && (
            <button
              type="button"
              className="btn s"
              onClick={() =>
                void act(async () => {
                  const { ended } = await remove<{ ended: number }>(`/users/${user.id}/sessions`);
                  say(words.ended(ended));
                })
              }
            >
              {words.endSessions}
            </button>
          )}
          {!user.disabled && (
            <button type="button" className="btn s" onClick={() => setLeaving('work')}>
              {words.handOver}
            </button>
          )}
          {!isMe && (
            <button
              type="button"
              className="btn s"
              onClick={() => void (user.disabled ? act(() => patch(`/users/${user.id}`, { disabled: false })) : setLeaving('access'))}
            >
              {user.disabled ? words.enable : words.disable}
            </button>
          )}
        </span>
      </div>
      <Suspense fallback={null}>
        {leaving && <HandOverDialog user={user} endsAccess={leaving === 'access'} onChanged={onChanged} onClose={() => setLeaving(null)} />}
      </Suspense>
    </>
  );
}
