import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Avatar } from '../design/Avatar.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { useRealFormats } from '../i18n/LanguageProvider.tsx';
import { useTitle } from '../shell/title.ts';
import { fetchSession, sessionKey } from '../shell/session.ts';
import { useShellWords } from '../shell/words.ts';
import s from './account.module.css';
import { acceptInvitation, lookAtInvitation, type Next } from './api.ts';
import { Door } from './Door.tsx';
import { PasswordField } from './PasswordField.tsx';
import { SignInForm } from './SignInForm.tsx';
import { useAccountWords } from './words.ts';

/** The one-time link: its secret stands in the fragment, so that no log holds it. */
export default function InvitationPage() {
  const words = useAccountWords();
  const [token] = useState(() => location.hash.slice(1));
  const [next, setNext] = useState<Next | null>(null);
  const client = useQueryClient();
  const navigate = useNavigate();
  useTitle(words.create);
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => lookAtInvitation(token),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });
  const enter = async (): Promise<void> => {
    client.setQueryData(sessionKey, await fetchSession());
    void navigate('/', { replace: true });
  };
  if (next) {
    return (
      <Door>
        <SignInForm step={next} onDone={() => void enter()} />
      </Door>
    );
  }
  if (invitation.error) {
    return (
      <Door>
        <h1>{words.invitationGone}</h1>
        <p className="lead">{sentenceOf(invitation.error)}</p>
        <Link className="btn touch wide" to="/entrar">
          {words.toSignIn}
        </Link>
      </Door>
    );
  }
  if (!invitation.data) return null;
  return (
    <Door>
      <Accept invitation={invitation.data} token={token} onNext={(step) => (step === 'done' ? void enter() : setNext(step))} />
    </Door>
  );
}

interface AcceptProps {
  readonly invitation: Awaited<ReturnType<typeof lookAtInvitation>>;
  readonly token: string;
  readonly onNext: (next: Next) => void;
}

function Accept({ invitation, token, onNext }: AcceptProps) {
  const words = useAccountWords();
  const roles = useShellWords().roles;
  const format = useRealFormats();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>(null);
  const accept = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(null);
    try {
      onNext((await acceptInvitation(token, password)).next);
    } catch (problem) {
      setError(problem);
    }
  };
  const names = invitation.roles.map((role) => roles[role as keyof typeof roles] ?? role).join(', ');
  return (
    <>
      <div className="row">
        <Avatar name={invitation.invitedBy} size="s" />
        <span className="sm muted">{words.invitedBy(invitation.invitedBy)}</span>
      </div>
      <h1>{words.welcome(invitation.name.split(' ')[0] ?? '')}</h1>
      <p className="lead">{words.willBe(names)}</p>
      <form className={s.form} onSubmit={accept}>
        <TextInput size="lg" label={words.email} type="email" autoComplete="username" value={invitation.email} readOnly />
        <PasswordField
          label={words.newPassword}
          description={words.passwordHint}
          value={password}
          onChange={setPassword}
          autoComplete="new-password"
          autoFocus
        />
        {error !== null && <Notice>{sentenceOf(error)}</Notice>}
        <button type="submit" className="btn primary touch wide">
          {words.create}
        </button>
      </form>
      <p className="xs faint">{words.invitationUntil(format.moment(Date.parse(invitation.expiresAt)))}</p>
    </>
  );
}
