import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAttempt } from '../design/attempt.tsx';
import { Kbd } from '../design/Kbd.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { addNote, conversationKey } from './api.ts';
import s from './desk.module.css';
import { useDeskWords } from './words.ts';

interface NoteProps {
  readonly id: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onClose: () => void;
}

/** A note for colleagues, in colours that nothing else wears. */
export function NoteBox({ id, text, onText, onClose }: NoteProps) {
  const words = useDeskWords();
  const client = useQueryClient();
  const field = useRef<HTMLTextAreaElement>(null);
  const { isBusy, error, run } = useAttempt();
  useEffect(() => field.current?.focus(), []);
  const save = async (): Promise<void> => {
    if (!text.trim() || !(await run(() => addNote(id, text.trim())))) return;
    onText('');
    onClose();
    await client.invalidateQueries({ queryKey: conversationKey(id) });
  };
  return (
    <>
      {error !== null && (
        <div style={{ marginBottom: 8 }}>
          <Notice>
            <b className="semi">{words.noteFailed}</b> {sentenceOf(error)}
          </Notice>
        </div>
      )}
      <div className={`${s.box} ${s.noteBox}`}>
        <textarea
          ref={field}
          aria-label={words.note}
          placeholder={words.notePlaceholder}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
            else if (event.key === 'Escape') onClose();
            else return;
            event.preventDefault();
          }}
        />
        <div className={s.tools}>
          <span className="xs muted grow">{text ? words.draftKept : words.noteHint}</span>
          <button type="button" className="btn quiet s" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="button" className="btn primary s" aria-disabled={isBusy || !text.trim()} onClick={() => void save()}>
            {words.saveNote}
            <Kbd>Ctrl ↵</Kbd>
          </button>
        </div>
      </div>
    </>
  );
}
