import { TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { remove } from '../../api.ts';
import { useAttempt } from '../../design/attempt.tsx';
import { fetchTemplates, type TemplateItem, templatesKey } from '../../desk/draft-api.ts';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { plain } from '../../i18n/text.ts';
import { useMay } from '../../shell/session.ts';
import { Card } from '../Card.tsx';
import { AddButton, Entry, NothingYet } from '../Entry.tsx';
import s from '../settings.module.css';
import { Footers } from './Footers.tsx';
import { InstitutionSignature } from './InstitutionSignature.tsx';
import { TemplateForm } from './TemplateForm.tsx';
import { useTemplateWords } from './words.ts';

/** The texts that are written again and again, and how the institution signs. */
export default function TemplatesPage() {
  const may = useMay();
  return (
    <div className="stack">
      <Templates />
      {may('settings.read') && <InstitutionSignature />}
      {may('settings.read') && <Footers />}
    </div>
  );
}

function Templates() {
  const words = useTemplateWords();
  const client = useQueryClient();
  const may = useMay();
  const templates = useQuery({ queryKey: templatesKey, queryFn: fetchTemplates });
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const changed = (): Promise<unknown> => client.invalidateQueries({ queryKey: templatesKey });
  const items = templates.data?.items ?? [];
  const found = items.filter((one) => plain(`${one.title} ${one.text}`).includes(plain(typed.trim())));
  return (
    <Card
      title={words.templates}
      sub={words.sub}
      query={templates}
      height={240}
      actions={may('conversations.reply') && !isOpen && <AddButton onClick={() => setOpen(true)}>{words.add}</AddButton>}
    >
      {isOpen && <TemplateForm template={null} onClose={() => setOpen(false)} onSaved={changed} />}
      {items.length === 0 && !isOpen && <NothingYet title={words.none}>{words.noneText}</NothingYet>}
      {items.length > 5 && (
        <div className="in">
          <TextInput
            size="sm"
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          {found.length === 0 && (
            <p className="sm muted" role="status" style={{ marginTop: 8 }}>
              {words.notFound(typed)}
            </p>
          )}
        </div>
      )}
      <ul className={s.entries}>
        {found.map((one) => (
          <TemplateRow key={one.id} template={one} onChanged={changed} />
        ))}
      </ul>
    </Card>
  );
}

function TemplateRow({ template, onChanged }: { readonly template: TemplateItem; readonly onChanged: () => Promise<unknown> }) {
  const words = useTemplateWords();
  const format = useFormats();
  const may = useMay();
  const attempt = useAttempt();
  const [isEdited, setEdited] = useState(false);
  const { id, title, language, text, used, changedBy, changedAt, isOwn } = template;
  const takeAway = (): Promise<boolean> =>
    attempt.run(async () => {
      await remove(`/templates/${id}`);
      await onChanged();
    });
  return (
    <Entry
      attempt={attempt}
      about={
        <span style={{ minWidth: 0 }}>
          <b>{title}</b> {language === 'en' && <span className="chip">{words.languages.en}</span>}
          {isOwn && <span className="chip">{words.mine}</span>}
          <span className={`xs muted ${s.templateText}`}>{text.replace(/\s+/g, ' ')}</span>
          <span className="xs faint" style={{ display: 'block' }}>
            {words.used(used)} · {words.changed(changedBy, format.moment(Date.parse(changedAt)))}
          </span>
        </span>
      }
      actions={
        (isOwn ? may('conversations.reply') : may('templates.change')) && (
          <>
            <button
              type="button"
              className="btn s"
              aria-label={words.editOf(title)}
              aria-expanded={isEdited}
              onClick={() => setEdited(!isEdited)}
            >
              {words.edit}
            </button>
            <button type="button" className="btn s quiet" aria-label={words.removeOf(title)} onClick={() => void takeAway()}>
              {words.remove}
            </button>
          </>
        )
      }
    >
      {isEdited && <TemplateForm key={template.version} template={template} onClose={() => setEdited(false)} onSaved={onChanged} />}
    </Entry>
  );
}
