import { TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { patch } from '../../api.ts';
import { useAttempt } from '../../design/attempt.tsx';
import { TagChip, type TagColour } from '../../design/TagChip.tsx';
import { makeTag, type TagItem } from '../../desk/tag/api.ts';
import { FormEnd } from '../Entry.tsx';
import s from '../settings.module.css';
import { useTagSettingsWords } from './words.ts';

interface FormProps {
  readonly tag: TagItem | null;
  readonly onClose: () => void;
  readonly onSaved: () => Promise<unknown>;
}

/** A new tag, or one to change over the version that was read. */
export function TagForm({ tag, onClose, onSaved }: FormProps) {
  const words = useTagSettingsWords();
  const attempt = useAttempt();
  const [name, setName] = useState(tag?.name ?? '');
  const [colour, setColour] = useState<TagColour>(tag?.colour ?? 'grey');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const said = name.trim();
    const isDone = await attempt.run(async () => {
      await (tag ? patch(`/tags/${tag.id}`, { name: said, colour, version: tag.version }) : makeTag(said, colour));
      await onSaved();
    });
    if (isDone) onClose();
  };
  return (
    <form className={`stack ${s.areaForm}`} onSubmit={submit}>
      <TextInput
        size="sm"
        label={words.name}
        required
        withAsterisk={false}
        autoFocus
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <fieldset>
        <legend className="sm med">{words.colour}</legend>
        <div className="row" style={{ flexWrap: 'wrap', gap: 14, marginTop: 6 }}>
          {(Object.keys(words.colours) as TagColour[]).map((one) => (
            <label key={one} className={s.check}>
              <input type="radio" name={`colour-${tag?.id ?? 'new'}`} checked={colour === one} onChange={() => setColour(one)} />
              <TagChip name={words.colours[one]} colour={one} />
            </label>
          ))}
        </div>
      </fieldset>
      <FormEnd attempt={attempt} save={tag ? words.save : words.create} isMain={!tag} onClose={onClose} />
    </form>
  );
}
