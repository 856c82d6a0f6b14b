import { Select } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { post, remove } from '../../api.ts';
import { useAttempt } from '../../design/attempt.tsx';
import type { TagItem } from '../../desk/tag/api.ts';
import { plain } from '../../i18n/text.ts';
import { say } from '../../shell/notices.ts';
import { FormEnd } from '../Entry.tsx';
import s from '../settings.module.css';
import { useTagSettingsWords } from './words.ts';

interface FormProps {
  readonly tag: TagItem;
  readonly others: readonly TagItem[];
  readonly onClose: () => void;
  readonly onSaved: () => Promise<unknown>;
}

/** Which tag takes this one's place. */
export function MergeForm({ tag, others, onClose, onSaved }: FormProps) {
  const words = useTagSettingsWords();
  const attempt = useAttempt();
  const [into, setInto] = useState<string | null>(null);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const chosen = others.find((one) => one.id === into);
    if (!chosen) return;
    const isDone = await attempt.run(async () => {
      await post(`/tags/${tag.id}/merge`, { into: chosen.id });
      await onSaved();
    });
    if (!isDone) return;
    say(words.merged(tag.name, chosen.name), {
      action: { label: words.undo, run: () => void remove(`/tags/${tag.id}/merge`).then(onSaved) },
    });
    onClose();
  };
  return (
    <form className={`stack ${s.areaForm}`} onSubmit={submit}>
      <p className="sm muted">{words.mergeText(tag.name)}</p>
      <Select
        size="sm"
        label={words.mergeInto}
        placeholder={words.choose}
        required
        withAsterisk={false}
        searchable
        autoFocus
        data={others.map((one) => ({ value: one.id, label: one.name }))}
        filter={({ options, search }) => options.filter((one) => 'label' in one && plain(one.label).includes(plain(search)))}
        value={into}
        onChange={setInto}
      />
      <FormEnd attempt={attempt} save={words.mergeNow} onClose={onClose} />
    </form>
  );
}
