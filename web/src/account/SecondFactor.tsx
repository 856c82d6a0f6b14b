import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { TrafficState } from '../design/TrafficState.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { sessionKey, usePerson } from '../shell/session.ts';
import s from './account.module.css';
import { removeTotp } from './api.ts';
import { Enrol } from './Enrol.tsx';
import { PasswordField } from './PasswordField.tsx';
import { useAccountWords } from './words.ts';

/** One's second factor: turning it on with its first code, off with the password. */
export function SecondFactor() {
  const words = useAccountWords();
  const person = usePerson();
  const client = useQueryClient();
  const [isChanging, setChanging] = useState(false);
  const done = (): void => {
    setChanging(false);
    void client.refetchQueries({ queryKey: sessionKey });
  };
  return (
    <section className="card">
      <header>
        <h2>{words.secondFactor}</h2>
        <TrafficState state={person.totp ? 'met' : 'pending'} label="" />
        <span className="sm muted">{person.totp ? words.isOn : words.isOff}</span>
        <span className="grow" />
        {!isChanging && (
          <button type="button" className="btn s" onClick={() => setChanging(true)}>
            {person.totp ? words.turnOff : words.turnOn}
          </button>
        )}
      </header>
      <div className="in">
        {!isChanging && <p className="sm muted">{words.offText}</p>}
        {isChanging && !person.totp && <Enrol onDone={done} onCancel={() => setChanging(false)} />}
        {isChanging && person.totp && <TurnOff onDone={done} onCancel={() => setChanging(false)} />}
      </div>
    </section>
  );
}

function TurnOff({ onDone, onCancel }: { readonly onDone: () => void; readonly onCancel: () => void }) {
  const words = useAccountWords();
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setError(null);
    try {
      await removeTotp(password);
      onDone();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <form className={s.form} onSubmit={submit}>
      <p className="sm muted">{words.turnOffText}</p>
      <PasswordField size="md" label={words.password} value={password} onChange={setPassword} autoComplete="current-password" autoFocus />
      {error !== null && <Notice>{sentenceOf(error)}</Notice>}
      <div className="row">
        <button type="submit" className="btn">
          {words.turnOff}
        </button>
        <button type="button" className="btn quiet" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  );
}
