import { Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { Notice } from '../design/Trouble.tsx';
import { useShellWords } from '../shell/words.ts';
import { missingIn } from './beginning.ts';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

export const roleNames = ['operator', 'coordinator', 'head', 'network', 'quality', 'rector', 'auditor', 'admin'] as const;
export type RoleName = (typeof roleNames)[number];

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly role: RoleName;
}

/** One person by fields, or many by lines; `onAdd` answers whether it was made. */
export function AddPeople({ onAdd }: { readonly onAdd: (person: NewPerson) => Promise<boolean> }) {
  const words = useSetupWords();
  const [mode, setMode] = useState<'one' | 'list' | null>(null);
  if (mode === 'one') return <OnePerson onAdd={onAdd} onCancel={() => setMode(null)} />;
  if (mode === 'list') return <PeopleList onAdd={onAdd} onClose={() => setMode(null)} />;
  return (
    <div className="row" style={{ marginTop: 10 }}>
      <button type="button" className="btn s" onClick={() => setMode('one')}>
        <IconPlus aria-hidden="true" />
        {words.addPerson}
      </button>
      <button type="button" className="btn s quiet" onClick={() => setMode('list')}>
        {words.pasteList}
      </button>
    </div>
  );
}

function OnePerson({ onAdd, onCancel }: { readonly onAdd: (person: NewPerson) => Promise<boolean>; readonly onCancel: () => void }) {
  const words = useSetupWords();
  const roles = useShellWords().roles;
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<RoleName>('operator');
  const [wrong, setWrong] = useState<readonly string[]>([]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const found = missingIn({ person: name, email });
    setWrong(found);
    if (found.length > 0) return;
    if (!(await onAdd({ name: name.trim(), email: email.trim(), role }))) return;
    setName('');
    setEmail('');
  };
  return (
    <form noValidate className={s.newPerson} onSubmit={submit}>
      <TextInput
        label={words.name}
        required
        withAsterisk={false}
        labelProps={{ className: 'marked' }}
        autoFocus
        autoComplete="off"
        error={wrong.includes('person') && words.missing.other}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        label={words.email}
        type="email"
        required
        withAsterisk={false}
        labelProps={{ className: 'marked' }}
        autoComplete="off"
        error={wrong.includes('email') && words.missing.email}
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <label className={s.label}>
        {words.role}
        <select className={s.select} value={role} onChange={(event) => setRole(event.currentTarget.value as RoleName)}>
          {roleNames.map((one) => (
            <option key={one} value={one}>
              {roles[one]}
            </option>
          ))}
        </select>
      </label>
      <span className="row">
        <button type="submit" className="btn l">
          {words.add}
        </button>
        <button type="button" className="btn quiet l" onClick={onCancel}>
          {words.cancel}
        </button>
      </span>
    </form>
  );
}

function PeopleList({ onAdd, onClose }: { readonly onAdd: (person: NewPerson) => Promise<boolean>; readonly onClose: () => void }) {
  const words = useSetupWords();
  const roles = useShellWords().roles;
  const [text, setText] = useState('');
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const read = lines.map((line) => personOf(line, roles));
  const wrong = lines.find((_, index) => read[index] === null);
  const add = async (): Promise<void> => {
    const left: string[] = [];
    for (const [index, person] of read.entries()) if (!person || !(await onAdd(person))) left.push(lines[index] ?? '');
    setText(left.join('\n'));
    if (left.length === 0) onClose();
  };
  return (
    <div className="stack" style={{ marginTop: 12 }}>
      <Textarea
        label={words.pasteList}
        description={words.pasteHint}
        inputWrapperOrder={['label', 'input', 'description']}
        rows={5}
        autoFocus
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {wrong !== undefined && <Notice tone="plain">{words.notUnderstood(wrong)}</Notice>}
      <div className="row">
        <button type="button" className="btn" disabled={lines.length === 0 || wrong !== undefined} onClick={() => void add()}>
          {words.addAll(lines.length)}
        </button>
        <button type="button" className="btn quiet" onClick={onClose}>
          {words.cancel}
        </button>
      </div>
    </div>
  );
}

/** «Wilkin Santana, wilkin@institucion.example, Agente de Servicio», in any order, with commas, semicolons or tabs. */
function personOf(line: string, roles: Readonly<Record<RoleName, string>>): NewPerson | null {
  const parts = line
    .split(/[,;\t]/)
    .map((part) => part.trim())
    .filter(Boolean);
  const email = parts.find((part) => /^[^\s@]+@[^\s@]+$/.test(part));
  const roleOf = (part: string): RoleName | undefined =>
    roleNames.find((name) => name === part.toLowerCase() || roles[name].toLowerCase() === part.toLowerCase());
  const named = parts.filter((part) => part !== email && !roleOf(part));
  const [name] = named;
  if (!email || !name || named.length > 1) return null;
  return { name, email, role: parts.map(roleOf).find((role) => role !== undefined) ?? 'operator' };
}
