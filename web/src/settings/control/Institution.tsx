import { TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Institution as Stored } from '#kernel/shapes';
import { Failure } from '../../design/attempt.tsx';
import { sessionKey, useMay } from '../../shell/session.ts';
import s from '../settings.module.css';
import { useSettingsWords } from '../words.ts';
import { useSetting } from './SettingFields.tsx';
import { useControlWords } from './words.ts';

/** Whose service this is; it stands on printed pages and in invitations. */
export function Institution({ stored }: { readonly stored: unknown }) {
  const words = useControlWords();
  const common = useSettingsWords();
  const may = useMay();
  const client = useQueryClient();
  const { attempt, keep } = useSetting('institution');
  const before = (stored ?? { name: '', acronym: '', department: '' }) as Stored;
  const [typed, setTyped] = useState({ url: '', ...before });
  const isMine = may('settings.change');
  const isChanged = JSON.stringify(typed) !== JSON.stringify({ url: '', ...before });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const { url = '', ...rest } = typed;
    if (await keep({ ...rest, ...(url.trim() && { url: url.trim() }) })) await client.invalidateQueries({ queryKey: sessionKey });
  };
  return (
    <form className="in stack" onSubmit={submit}>
      <div className={s.form}>
        {(['name', 'acronym', 'department', 'url'] as const).map((field) => (
          <TextInput
            key={field}
            size="sm"
            label={words[field]}
            required={field !== 'url'}
            withAsterisk={false}
            readOnly={!isMine}
            {...(!isMine && !typed[field] && { placeholder: words.notSet })}
            value={typed[field] ?? ''}
            onChange={(event) => setTyped({ ...typed, [field]: event.currentTarget.value })}
          />
        ))}
      </div>
      <Failure attempt={attempt} />
      {isMine && isChanged && (
        <div className="row">
          <button type="submit" className="btn" aria-disabled={attempt.isBusy}>
            {common.save}
          </button>
        </div>
      )}
    </form>
  );
}
