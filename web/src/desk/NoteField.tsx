import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Avatar } from '../design/Avatar.tsx';
import s from './desk.module.css';
import { fetchMentionable, type Mentionable, mentionableKey, mentionAt, mentionsFor } from './mention.ts';
import { useDeskWords } from './words.ts';

interface FieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Somebody was chosen from the list. */
  readonly onMention: (id: string) => void;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** Where a note is written: after «@» whoever could be meant is offered. */
export function NoteField({ text, onText, onMention, onSave, onClose }: FieldProps) {
  const words = useDeskWords();
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();
  const [caret, setCaret] = useState(text.length);
  const [active, setActive] = useState(0);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const at = mentionAt(text, caret);
  const people = useQuery({ queryKey: mentionableKey, queryFn: fetchMentionable, enabled: at !== null, staleTime: 300_000 });
  const offered = at === null || at.from === closedAt ? [] : mentionsFor(people.data?.items ?? [], at.typed);
  const chosen = offered[Math.min(active, offered.length - 1)];
  useEffect(() => field.current?.focus(), []);
  useEffect(() => setActive(0), [at?.typed]);
  const choose = ({ id, name }: Mentionable): void => {
    if (at === null) return;
    const before = `${text.slice(0, at.from)}@${name} `;
    onText(before + text.slice(caret).replace(/^ /, ''));
    onMention(id);
    setCaret(before.length);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(before.length, before.length);
    });
  };
  const hear = (event: KeyboardEvent): void => {
    if (chosen && event.key === 'ArrowDown') setActive((active + 1) % offered.length);
    else if (chosen && event.key === 'ArrowUp') setActive((active + offered.length - 1) % offered.length);
    else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSave();
    else if (chosen && (event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) choose(chosen);
    else if (chosen && event.key === 'Escape') setClosedAt(at?.from ?? null);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={s.noteField}>
      <textarea
        ref={field}
        aria-label={words.note}
        placeholder={words.notePlaceholder}
        aria-autocomplete="list"
        aria-controls={chosen && list}
        aria-activedescendant={chosen && `${list}-${chosen.id}`}
        value={text}
        onChange={(event) => {
          onText(event.currentTarget.value);
          setCaret(event.currentTarget.selectionStart);
          setClosedAt(null);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={hear}
      />
      {chosen && (
        <ul id={list} role="listbox" aria-label={words.mention} className={s.mentionList}>
          {offered.map((one) => (
            <li
              key={one.id}
              id={`${list}-${one.id}`}
              role="option"
              aria-selected={one === chosen}
              onMouseDown={(event) => {
                event.preventDefault();
                choose(one);
              }}
            >
              <Avatar name={one.name} size="s" />
              {one.name}
            </li>
          ))}
        </ul>
      )}
      <span role="status" className="sr">
        {chosen ? words.mentionOffers(offered.length) : ''}
      </span>
    </div>
  );
}
