import { Modal, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActDialog } from '../../design/ActDialog.tsx';
import { useAttempt } from '../../design/attempt.tsx';
import { Notice, sentenceOf } from '../../design/Trouble.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { now } from '../../shell/clock.ts';
import { offerUndo } from '../../shell/notices.ts';
import { conversationKey } from '../api.ts';
import type { DialogProps } from '../dialogs.ts';
import { fromLocal, toLocal } from '../moment.ts';
import { fetchChoices, snooze, type SnoozeChoice, wake } from './api.ts';
import s from './snooze.module.css';
import { useSnoozeWords } from './words.ts';

/** Until when a conversation is put off: a moment of the schedule or another one, never beyond its deadline. */
export default function SnoozeDialog({ conversation, onClose }: DialogProps) {
  const words = useSnoozeWords();
  const format = useFormats();
  const client = useQueryClient();
  const { id, number, snoozedUntil } = conversation;
  const { data, error } = useQuery({ queryKey: ['desk', 'snooze', id], queryFn: () => fetchChoices(id), staleTime: 0 });
  const [chosen, setChosen] = useState<SnoozeChoice | 'other' | null>(null);
  const [at, setAt] = useState(() => toLocal(now() + 86_400_000));
  const attempt = useAttempt();
  const items = data?.items ?? [];
  const first = items.find((one) => one.choice === 'nextDay' && !one.isAfterDue) ?? items.find((one) => !one.isAfterDue);
  const current = chosen ?? first?.choice ?? 'other';
  const changed = () => client.invalidateQueries({ queryKey: conversationKey(id) });
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    if (!(await attempt.run(work))) return;
    void changed();
    onClose();
  };
  const submit = (): Promise<void> =>
    act(async () => {
      const { until } = await snooze(id, current === 'other' ? { until: fromLocal(at) } : { choice: current });
      offerUndo(words.done(number, format.moment(Date.parse(until))), words.undo, async () => {
        await wake(id);
        await changed();
      });
    });
  if (data?.isOverdue) return <CannotBe onClose={onClose} number={number} />;
  return (
    <ActDialog title={words.title(number)} act={words.snooze} cancel={words.cancel} attempt={attempt} onSubmit={submit} onClose={onClose}>
      {error !== null && <Notice>{sentenceOf(error)}</Notice>}
      {snoozedUntil !== null && (
        <div>
          <button type="button" className="btn s" onClick={() => void act(() => wake(id))}>
            {words.wake}
          </button>
        </div>
      )}
      {data && (
        <fieldset className={s.choices}>
          <legend className="sm med">{words.untilWhen}</legend>
          {items.map(({ choice, until, isAfterDue }) => (
            <label key={choice} className={s.choice} data-off={isAfterDue || undefined}>
              <input
                type="radio"
                name="until"
                disabled={isAfterDue}
                checked={current === choice}
                // It comes after the dialog has taken the focus.
                autoFocus={first?.choice === choice}
                onChange={() => setChosen(choice)}
              />
              <span className="grow">{words.choices[choice]}</span>
              <span className="muted" title={format.full(Date.parse(until))}>
                {isAfterDue ? words.afterDue : format.moment(Date.parse(until))}
              </span>
            </label>
          ))}
          <label className={s.choice}>
            <input type="radio" name="until" checked={current === 'other'} onChange={() => setChosen('other')} />
            <span className="grow">{words.other}</span>
          </label>
        </fieldset>
      )}
      {data && current === 'other' && (
        <TextInput
          type="datetime-local"
          label={words.moment}
          required
          withAsterisk={false}
          min={toLocal(now())}
          {...(data.dueAt !== null && { max: toLocal(Date.parse(data.dueAt)) })}
          value={at}
          onChange={(event) => setAt(event.currentTarget.value)}
        />
      )}
      <p className="xs muted">
        {words.text} {data?.dueAt && words.due(format.moment(Date.parse(data.dueAt)))}
      </p>
    </ActDialog>
  );
}

function CannotBe({ number, onClose }: { readonly number: string; readonly onClose: () => void }) {
  const words = useSnoozeWords();
  return (
    <Modal opened onClose={onClose} title={words.title(number)} size={460} closeButtonProps={{ 'aria-label': words.cancel }}>
      <p className="sm" role="status">
        {words.overdue}
      </p>
    </Modal>
  );
}
