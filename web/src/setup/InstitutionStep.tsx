import { TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { PasswordField } from '../account/PasswordField.tsx';
import { call } from '../api.ts';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { type BeginningFields, missingIn } from './beginning.ts';
import { InstitutionFields } from './InstitutionFields.tsx';
import { StepCard } from './StepCard.tsx';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

const initial: BeginningFields = { name: '', acronym: '', department: '', url: location.origin, person: '', email: '', password: '' };
const key = 'ventanilla-setup';

/** What was typed survives a reload in this tab; the password is not kept. */
function kept(): BeginningFields {
  try {
    return { ...initial, ...JSON.parse(sessionStorage.getItem(key) ?? '{}') };
  } catch {
    return initial;
  }
}

/** Whose window this is, and the first person; it signs in and the link dies. */
export function InstitutionStep({ token, onBegun }: { readonly token: string; readonly onBegun: () => void }) {
  const words = useSetupWords();
  const [fields, setFields] = useState(kept);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const form = useRef<HTMLFormElement>(null);
  const set = (name: keyof BeginningFields, value: string): void => {
    const next = { ...fields, [name]: value };
    setFields(next);
    setWrong((before) => before.filter((one) => one !== name));
    sessionStorage.setItem(key, JSON.stringify({ ...next, password: '' }));
  };
  const field = (name: 'person' | 'email') => ({
    required: true,
    withAsterisk: false,
    labelProps: { className: 'marked' },
    value: fields[name],
    error: wrong.includes(name) && words.missing[name],
    placeholder: words.examples[name],
    onChange: (event: { currentTarget: { value: string } }) => set(name, event.currentTarget.value),
  });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isBusy) return;
    const found = missingIn(fields);
    setWrong(found);
    if (found.length > 0) {
      // After the sentences stand there: whoever can't see them is led to the first.
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLInputElement>('input[aria-invalid="true"], input[data-invalid]')?.focus(),
      );
      return;
    }
    setBusy(true);
    setError(null);
    const { name, acronym, department, url, person, email, password } = fields;
    try {
      await call('POST', '/setup/begin', {
        body: { token, institution: { name, acronym, department, url }, person: { name: person, email, password } },
        anonymous: true,
      });
      sessionStorage.removeItem(key);
      onBegun();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <StepCard step="institution">
      <h1>{words.who}</h1>
      <p className="lead">{words.whoLead}</p>
      <form noValidate ref={form} onSubmit={submit}>
        <InstitutionFields fields={fields} wrong={wrong} onChange={set} />
        <h2>{words.you}</h2>
        <p className="sm muted">{words.youLead}</p>
        <div className={s.two}>
          <TextInput label={words.name} autoComplete="name" {...field('person')} />
          <TextInput label={words.email} type="email" autoComplete="username" {...field('email')} />
        </div>
        <div style={{ marginTop: 14 }}>
          <PasswordField
            size="md"
            label={words.password}
            description={words.passwordHint}
            autoComplete="new-password"
            value={fields.password}
            onChange={(password) => set('password', password)}
            isMarked
            {...(wrong.includes('password') && { error: words.missing.password })}
          />
        </div>
        {error !== null && (
          <div style={{ marginTop: 14 }}>
            <Notice>{sentenceOf(error)}</Notice>
          </div>
        )}
        <div className={s.foot}>
          <span className={`grow xs faint ${s.hideNarrow}`}>
            {words.requiredHint} {words.oneUse}
          </span>
          <button type="submit" className="btn primary l" aria-disabled={isBusy}>
            {words.goOn}
          </button>
        </div>
      </form>
    </StepCard>
  );
}
