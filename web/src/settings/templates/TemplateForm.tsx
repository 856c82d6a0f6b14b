import { Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import { patch, post } from '../../api.ts';
import { useAttempt } from '../../design/attempt.tsx';
import type { TemplateItem } from '../../desk/draft-api.ts';
import { useLanguage } from '../../i18n/words.ts';
import { useMay } from '../../shell/session.ts';
import { FormEnd } from '../Entry.tsx';
import s from '../settings.module.css';
import { VariableButtons } from './VariableButtons.tsx';
import { useTemplateWords } from './words.ts';

interface FormProps {
  readonly template: TemplateItem | null;
  readonly onClose: () => void;
  readonly onSaved: () => Promise<unknown>;
}

/** A new template, or one to change over the version that was read. */
export function TemplateForm({ template, onClose, onSaved }: FormProps) {
  const words = useTemplateWords();
  const attempt = useAttempt();
  const spoken = useLanguage().language;
  const field = useRef<HTMLTextAreaElement>(null);
  const [title, setTitle] = useState(template?.title ?? '');
  const [language, setLanguage] = useState(template?.language ?? spoken);
  const may = useMay();
  const mayForAll = may('templates.change');
  const [isOwn, setOwn] = useState(template?.isOwn ?? !mayForAll);
  const [text, setText] = useState(template?.text ?? '');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const body = { title: title.trim(), language, text };
    const done = await attempt.run(async () => {
      await (template
        ? patch(`/templates/${template.id}`, { ...body, version: template.version })
        : post('/templates', { ...body, isOwn }));
      await onSaved();
    });
    if (done) onClose();
  };
  return (
    <form className={`stack ${s.areaForm}`} onSubmit={submit}>
      <TextInput
        size="sm"
        label={words.title}
        required
        withAsterisk={false}
        autoFocus
        maxLength={120}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <fieldset>
        <legend className="sm med">{words.language}</legend>
        {(['es', 'en'] as const).map((one) => (
          <label key={one} className={s.check}>
            <input type="radio" name={`language-${template?.id ?? 'new'}`} checked={language === one} onChange={() => setLanguage(one)} />
            {words.languages[one]}
          </label>
        ))}
      </fieldset>
      {!template && mayForAll && (
        <label className={s.check}>
          <input type="checkbox" checked={isOwn} onChange={(event) => setOwn(event.currentTarget.checked)} />
          {words.onlyMine}
        </label>
      )}
      <Textarea
        ref={field}
        size="sm"
        label={words.text}
        required
        withAsterisk={false}
        rows={7}
        maxLength={20_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <VariableButtons field={field} text={text} onText={setText} hasBlanks />
      <p className="xs muted">{words.textHint}</p>
      <FormEnd attempt={attempt} save={words.save} isMain={!template} onClose={onClose} />
    </form>
  );
}
