import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ActDialog } from '../../design/ActDialog.tsx';
import { useAttempt } from '../../design/attempt.tsx';
import { useMay } from '../../shell/session.ts';
import type { View } from '../api.ts';
import type { Filter } from '../filter.ts';
import { addView, changeView, keptFilter, type SavedView, savedPath, useViewsRefresh } from './saved.ts';
import s from './views.module.css';
import { useViewWords } from './words.ts';

interface DialogProps {
  readonly view: View;
  readonly filter: Filter;
  /** The view that gets another name; null: a new one. */
  readonly saved: SavedView | null;
  readonly onClose: () => void;
}

/** Under which name, and for whom. */
export default function SaveViewDialog({ view, filter, saved, onClose }: DialogProps) {
  const words = useViewWords();
  const may = useMay();
  const navigate = useNavigate();
  const refresh = useViewsRefresh();
  const attempt = useAttempt();
  const [name, setName] = useState(saved?.name ?? '');
  const [isShared, setShared] = useState(saved?.shared ?? false);
  const submit = async (): Promise<void> => {
    const isDone = await attempt.run(async () => {
      if (saved) await changeView(saved.id, { name, shared: isShared });
      else {
        const kept = { name, shared: isShared, view, filter: keptFilter(filter) };
        const { id } = await addView(kept);
        void navigate(savedPath({ ...kept, id, mayChange: true, madeBy: '' }));
      }
      await refresh();
    });
    if (isDone) onClose();
  };
  return (
    <ActDialog
      title={saved ? words.renameView : words.saveView}
      act={words.save}
      cancel={words.cancel}
      width={420}
      attempt={attempt}
      onSubmit={submit}
      onClose={onClose}
    >
      <TextInput
        label={words.viewName}
        placeholder={words.viewNameHint}
        value={name}
        required
        withAsterisk={false}
        maxLength={60}
        data-autofocus
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {may('views.share') && (
        <label className={s.check}>
          <input type="checkbox" checked={isShared} onChange={(event) => setShared(event.currentTarget.checked)} />
          {words.forAll}
        </label>
      )}
    </ActDialog>
  );
}
