import { TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { Problem } from '../api.ts';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import s from './account.module.css';
import { type Next, sendCode, signIn } from './api.ts';
import { Enrol } from './Enrol.tsx';
import { PasswordField } from './PasswordField.tsx';
import { useAccountWords } from './words.ts';

interface SignInFormProps {
  /** Where the sign-in stands when the page opens. */
  readonly step: Next | null;
  readonly email?: string;
  readonly onDone: () => void;
}

/** Password, then a code where the account has a second factor, then setting one up where the institution asks for it. */
export function SignInForm({ step, email = '', onDone }: SignInFormProps) {
  const [now, setNow] = useState<Next | null>(step);
  const advance = (next: Next): void => (next === 'done' ? onDone() : setNow(next));
  if (now === 'totp') return <CodeStep onNext={advance} onBack={() => setNow(null)} />;
  if (now === 'enrol') return <EnrolStep onDone={onDone} />;
  return <PasswordStep email={email} onNext={advance} />;
}

function EnrolStep({ onDone }: { readonly onDone: () => void }) {
  const words = useAccountWords();
  return (
    <>
      <h1>{words.enrolTitle}</h1>
      <p className="lead">{words.enrolLead}</p>
      <Enrol onDone={onDone} />
    </>
  );
}

/** Seconds that a refusal asks to wait; it stays until they are over. */
function useAttempt(work: () => Promise<void>) {
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [until, setUntil] = useState(0);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      await work();
    } catch (problem) {
      const seconds = problem instanceof Problem && problem.status === 429 ? Number(problem.details.seconds ?? 0) : 0;
      if (seconds > 0) setUntil(Date.now() + seconds * 1000);
      else setError(problem);
    }
    setBusy(false);
  };
  return { error, isBusy, until, submit, freed: () => setUntil(0) };
}

function PasswordStep({ email: known, onNext }: { readonly email: string; readonly onNext: (next: Next) => void }) {
  const words = useAccountWords();
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const attempt = useAttempt(async () => onNext((await signIn(email.trim(), password)).next));
  if (attempt.until > 0) return <Locked until={attempt.until} email={email} onFree={attempt.freed} />;
  return (
    <>
      <h1>{words.signIn}</h1>
      <form className={s.form} onSubmit={attempt.submit}>
        <TextInput
          size="lg"
          label={words.email}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoFocus={known === ''}
          data-autofocus={known === '' || undefined}
        />
        <PasswordField
          label={words.password}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          autoFocus={known !== ''}
        />
        {attempt.error !== null && <Notice>{sentenceOf(attempt.error)}</Notice>}
        <button type="submit" className="btn primary touch wide" aria-disabled={attempt.isBusy}>
          {words.signIn}
        </button>
      </form>
      <p className="xs faint">{words.forgot}</p>
    </>
  );
}

function CodeStep({ onNext, onBack }: { readonly onNext: (next: Next) => void; readonly onBack: () => void }) {
  const words = useAccountWords();
  const [code, setCode] = useState('');
  const [isRecovery, setRecovery] = useState(false);
  const attempt = useAttempt(async () => onNext((await sendCode(code.replaceAll(' ', ''))).next));
  if (attempt.until > 0) return <Locked until={attempt.until} email="" onFree={attempt.freed} />;
  return (
    <>
      <h1>{isRecovery ? words.recoveryTitle : words.codeTitle}</h1>
      <p className="lead">{isRecovery ? words.recoveryLead : words.codeLead}</p>
      <form className={s.form} onSubmit={attempt.submit}>
        <TextInput
          size="lg"
          key={String(isRecovery)}
          className={isRecovery ? s.recovery : s.code}
          label={words.code}
          required
          withAsterisk={false}
          autoFocus
          data-autofocus
          inputMode={isRecovery ? 'text' : 'numeric'}
          autoComplete={isRecovery ? 'off' : 'one-time-code'}
          maxLength={20}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {attempt.error !== null && <Notice>{sentenceOf(attempt.error)}</Notice>}
        <button type="submit" className="btn primary touch wide" aria-disabled={attempt.isBusy}>
          {words.goOn}
        </button>
      </form>
      <div className="row between sm wrap">
        <button type="button" className="link" onClick={() => setRecovery(!isRecovery)}>
          {isRecovery ? words.useApp : words.useRecovery}
        </button>
        <button type="button" className="link" onClick={onBack}>
          {words.otherAccount}
        </button>
      </div>
    </>
  );
}

function Locked({ until, email, onFree }: { readonly until: number; readonly email: string; readonly onFree: () => void }) {
  const words = useAccountWords();
  const format = useFormats();
  const [left, setLeft] = useState(() => Math.ceil((until - Date.now()) / 1000));
  useEffect(() => {
    const timer = setInterval(() => {
      const seconds = Math.ceil((until - Date.now()) / 1000);
      setLeft(seconds);
      if (seconds <= 0) onFree();
    }, 500);
    return () => clearInterval(timer);
  }, [until, onFree]);
  return (
    <>
      <h1>{words.wait}</h1>
      <div className="note plain" role="alert">
        <IconLock aria-hidden="true" />
        <span>
          <b className="semi">{words.waitLead}</b>{' '}
          <span aria-live="off">{words.waitText(format.time(until), format.duration(Math.max(left, 0)))}</span>
        </span>
      </div>
      {email && <TextInput size="lg" label={words.email} value={email} readOnly />}
      <button type="button" className="btn touch wide" disabled>
        {words.signIn}
      </button>
    </>
  );
}
