import { Popover } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { sentenceOf } from '../design/Trouble.tsx';
import { plain } from '../i18n/text.ts';
import { say } from '../shell/notices.ts';
import { useComposerWords } from './composer-words.ts';
import s from './composer.module.css';
import { fetchTemplates, fillTemplate, type TemplateItem, templatesKey } from './draft-api.ts';

interface PickerProps {
  readonly conversation: string;
  readonly isShown: boolean;
  readonly onShow: (isShown: boolean) => void;
  /** The text with its values, and the names that have none. */
  readonly onText: (text: string, missing: readonly string[]) => void;
}

/** The texts that are written again and again, found by what is typed; one goes into the answer with its values. */
export function TemplatePicker({ conversation, isShown, onShow, onText }: PickerProps) {
  const words = useComposerWords();
  const pick = async ({ id }: TemplateItem): Promise<void> => {
    onShow(false);
    try {
      const { text, missing } = await fillTemplate(id, conversation);
      onText(text, missing);
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
    }
  };
  return (
    <Popover opened={isShown} onChange={onShow} position="top-start" shadow="md" width={360} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className="btn quiet s" aria-keyshortcuts="T" aria-expanded={isShown} onClick={() => onShow(!isShown)}>
          <IconTemplate aria-hidden="true" />
          {words.templates}
          <Kbd>T</Kbd>
        </button>
      </Popover.Target>
      <Popover.Dropdown p={10} style={{ maxWidth: 'calc(100vw - 24px)' }}>
        {isShown && <Choice onPick={(one) => void pick(one)} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Choice({ onPick }: { readonly onPick: (template: TemplateItem) => void }) {
  const words = useComposerWords();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { data, error } = useQuery({ queryKey: templatesKey, queryFn: fetchTemplates });
  const found = (data?.items ?? []).filter((one) => isFound(one, typed));
  const current = found[Math.min(at, found.length - 1)];
  const move = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && current) onPick(current);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        data-autofocus
        className={s.find}
        role="combobox"
        aria-expanded="true"
        aria-controls="templates"
        aria-activedescendant={current && `template-${current.id}`}
        aria-label={words.searchTemplate}
        placeholder={words.searchTemplate}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={move}
      />
      {error !== null && <p role="alert">{sentenceOf(error)}</p>}
      {data && found.length === 0 && (
        <p className="sm muted" role="status" style={{ marginTop: 8 }}>
          {data.items.length === 0 ? words.noTemplates : words.noTemplateFound(typed)}
        </p>
      )}
      <div id="templates" role="listbox" aria-label={words.templates} className={s.options}>
        {found.map((one) => (
          <div
            key={one.id}
            id={`template-${one.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={one === current}
            className={s.option}
            onClick={() => onPick(one)}
            onKeyDown={move}
          >
            <b>
              {one.title}
              {one.isOwn && <em className="xs muted">{words.ownTemplate}</em>}
              {one.language === 'en' && <em className="xs muted">{words.languages.en}</em>}
              {one.used > 0 && <em className="xs muted">{words.usedTimes(one.used)}</em>}
            </b>
            <span className="trunc" title={one.text}>
              {one.text.replace(/\s+/g, ' ')}
            </span>
          </div>
        ))}
      </div>
    </>
  );
}

function isFound({ title, text }: TemplateItem, typed: string): boolean {
  const stands = plain(`${title} ${text}`);
  return plain(typed)
    .split(/\s+/)
    .every((word) => stands.includes(word));
}
