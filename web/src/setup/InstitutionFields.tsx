import { TextInput } from '@mantine/core';
import type { InstitutionFields as Fields } from './beginning.ts';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

interface FieldsProps {
  readonly fields: Fields;
  readonly wrong: readonly string[];
  readonly onChange: (name: keyof Fields, value: string) => void;
}

/** Whose window this is, its procedure and its time zone. */
export function InstitutionFields({ fields, wrong, onChange }: FieldsProps) {
  const words = useSetupWords();
  const field = (name: keyof Fields) => ({
    required: true,
    withAsterisk: false,
    labelProps: { className: 'marked' },
    value: fields[name],
    error: wrong.includes(name) && words.missing[name],
    onChange: (event: { currentTarget: { value: string } }) => onChange(name, event.currentTarget.value),
  });
  return (
    <>
      <div className={s.fields}>
        <TextInput label={words.institution} placeholder={words.examples.name} autoComplete="organization" autoFocus {...field('name')} />
        <TextInput label={words.acronym} placeholder={words.examples.acronym} autoComplete="off" {...field('acronym')} />
        <TextInput label={words.department} placeholder={words.examples.department} autoComplete="off" {...field('department')} />
        <TextInput
          label={words.url}
          type="url"
          description={words.urlHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...field('url')}
        />
      </div>
      <div className={s.two}>
        <TextInput label={words.procedure} value={words.procedureValue} readOnly />
        <TextInput label={words.zone} value={words.zoneValue} readOnly />
      </div>
    </>
  );
}
