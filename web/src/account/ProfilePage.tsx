import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { Input, SegmentedControl, TextInput, useMantineColorScheme } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { useRealFormats } from '../i18n/LanguageProvider.tsx';
import { NoticesCard } from '../notices/NoticesCard.tsx';
import { type Language, useLanguage } from '../i18n/words.ts';
import { singleKeysAreOn, turnSingleKeys } from '../shell/commands.ts';
import { say } from '../shell/notices.ts';
import { Page } from '../shell/Page.tsx';
import { signOut } from '../shell/ProfileMenu.tsx';
import { sessionKey, useMay, usePerson } from '../shell/session.ts';
import { useShellWords } from '../shell/words.ts';
import s from './account.module.css';
import { changeAccount, changePassword, endSession, fetchSessions } from './api.ts';
import { PasswordField } from './PasswordField.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { SignatureCard } from './SignatureCard.tsx';
import { useAccountWords } from './words.ts';

/** One's own account. */
export default function ProfilePage() {
  const words = useAccountWords();
  const shell = useShellWords();
  const may = useMay();
  return (
    <Page title={words.title}>
      <div className={s.profile}>
        <Personal />
        {may('conversations.reply') && <SignatureCard />}
        {may('conversations.read') && <NoticesCard />}
        <Appearance />
        <Password />
        <SecondFactor />
        <Sessions />
        <div>
          <button type="button" className="btn" onClick={() => void signOut()}>
            <IconLogout aria-hidden="true" />
            {shell.signOut}
          </button>
        </div>
      </div>
    </Page>
  );
}

function Personal() {
  const words = useAccountWords();
  const person = usePerson();
  const client = useQueryClient();
  const [name, setName] = useState(person.name);
  const [error, setError] = useState<unknown>(null);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(null);
    try {
      await changeAccount({ name: name.trim() });
      await client.refetchQueries({ queryKey: sessionKey });
      say(words.saved);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <section className="card">
      <header>
        <h2>{words.personal}</h2>
      </header>
      <form className="in" onSubmit={save}>
        <div className={s.fields}>
          <TextInput
            label={words.name}
            required
            withAsterisk={false}
            maxLength={200}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput label={words.email} value={person.email ?? ''} readOnly />
        </div>
        {error !== null && <Notice>{sentenceOf(error)}</Notice>}
        <button type="submit" className="btn" style={{ marginTop: 14 }} disabled={!name.trim() || name.trim() === person.name}>
          {words.save}
        </button>
      </form>
    </section>
  );
}

function Appearance() {
  const words = useAccountWords();
  const shell = useShellWords();
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [areKeysOn, setKeysOn] = useState(singleKeysAreOn);
  const speak = (next: Language): void => {
    choose(next);
    // So that a new browser begins in it too; here it is already spoken.
    void changeAccount({ language: next }).catch(() => {});
  };
  return (
    <section className="card">
      <header>
        <h2>{words.appearance}</h2>
      </header>
      <div className="in">
        <div className={s.fields}>
          <Input.Wrapper label={shell.language} labelElement="div">
            <SegmentedControl
              aria-label={shell.language}
              value={language}
              onChange={(next) => speak(next as Language)}
              data={[
                { value: 'es', label: <span lang="es">Español</span> },
                { value: 'en', label: 'English' },
              ]}
            />
          </Input.Wrapper>
          <Input.Wrapper label={shell.theme} labelElement="div">
            <SegmentedControl
              aria-label={shell.theme}
              value={colorScheme}
              onChange={(next) => setColorScheme(next as 'auto' | 'light' | 'dark')}
              data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: shell.themes[value] }))}
            />
          </Input.Wrapper>
        </div>
        <label className={s.check}>
          <input
            type="checkbox"
            checked={areKeysOn}
            onChange={(event) => {
              turnSingleKeys(event.currentTarget.checked);
              setKeysOn(event.currentTarget.checked);
            }}
          />
          <span>
            {words.singleKeys}
            <span className="xs faint" style={{ display: 'block' }}>
              {words.singleKeysHint}
            </span>
          </span>
        </label>
      </div>
    </section>
  );
}

function Password() {
  const words = useAccountWords();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [error, setError] = useState<unknown>(null);
  const change = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(null);
    try {
      await changePassword(current, next);
      setCurrent('');
      setNext('');
      say(words.passwordChanged);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <section className="card">
      <header>
        <h2>{words.changePassword}</h2>
      </header>
      <form className="in" onSubmit={change}>
        <div className={s.fields} style={{ alignItems: 'start' }}>
          <PasswordField size="md" label={words.current} value={current} onChange={setCurrent} autoComplete="current-password" />
          <PasswordField
            size="md"
            label={words.newPassword}
            description={words.passwordHint}
            value={next}
            onChange={setNext}
            autoComplete="new-password"
          />
        </div>
        {error !== null && <Notice>{sentenceOf(error)}</Notice>}
        <button type="submit" className="btn" style={{ marginTop: 14 }}>
          {words.changePassword}
        </button>
      </form>
    </section>
  );
}

function Sessions() {
  const words = useAccountWords();
  const format = useRealFormats();
  const client = useQueryClient();
  const key = ['account', 'sessions'] as const;
  const sessions = useQuery({ queryKey: key, queryFn: fetchSessions });
  const end = async (id: string): Promise<void> => {
    try {
      await endSession(id);
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
    }
    await client.invalidateQueries({ queryKey: key });
  };
  return (
    <section className="card">
      <header>
        <h2>{words.sessions}</h2>
      </header>
      <ul className={`in ${s.sessions}`}>
        {sessions.error !== null && <Notice>{sentenceOf(sessions.error)}</Notice>}
        {(sessions.data?.items ?? []).map((session) => (
          <li key={session.id}>
            <span className="grow">
              <b className="med">{session.device}</b>
              <span className="xs faint" style={{ display: 'block' }}>
                {session.ip} · {words.seen(format.moment(Date.parse(session.seenAt)))}
              </span>
            </span>
            {session.isCurrent ? (
              <span className="chip ok">{words.thisOne}</span>
            ) : (
              <button type="button" className="btn s" aria-label={words.endSession(session.device)} onClick={() => void end(session.id)}>
                {words.end}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
