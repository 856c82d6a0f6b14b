import { useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { useAttempt } from '../design/attempt.tsx';
import { Kbd } from '../design/Kbd.tsx';
import { Notice, sentenceOf } from '../design/Trouble.tsx';
import { addNote, conversationKey } from './api.ts';
import s from './desk.module.css';
import { NoteField } from './NoteField.tsx';
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
  const chosen = useRef(new Set<string>());
  const { isBusy, error, run } = useAttempt();
  const save = async (): Promise<void> => {
    if (!text.trim() || !(await run(() => addNote(id, text.trim(), [...chosen.current])))) return;
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
        <NoteField
          text={text}
          onText={onText}
          onMention={(person) => chosen.current.add(person)}
          onSave={() => void save()}
          onClose={onClose}
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
