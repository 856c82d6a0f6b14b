import { useState } from 'react';
import { Notice } from '../../design/Trouble.tsx';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import { now } from '../../shell/clock.ts';
import type { Conversation } from '../api.ts';
import c from '../composer.module.css';
import { fromLocal, toLocal } from '../moment.ts';
import type { Leaves } from './LaterButton.tsx';
import { useLaterWords } from './words.ts';

interface ChoiceProps {
  readonly conversation: Conversation;
  readonly opening: string | null;
  readonly onPlan: (leaves: Leaves) => void;
}

/** When it leaves: at the next opening, by one press, or at a moment; said where that is too late. */
export default function LaterChoice({ conversation, opening, onPlan }: ChoiceProps) {
  const words = useLaterWords();
  const format = useFormats();
  const [at, setAt] = useState(() => toLocal(opening === null ? now() + 3_600_000 : Date.parse(opening)));
  const due = conversation.dueAt === null ? null : Date.parse(conversation.dueAt);
  const chosen = at === '' ? null : Date.parse(fromLocal(at));
  const hasPassed = chosen !== null && chosen <= now();
  const isLate = (moment: number | null) => due !== null && moment !== null && moment > due && due > now();
  const late = due !== null && <Notice tone="warn">{words.tooLate(format.moment(due))}</Notice>;
  return (
    <div className="col" style={{ gap: 10 }}>
      {opening === null ? (
        <p className="sm">{words.neverOpens}</p>
      ) : (
        <button data-autofocus type="button" className={`btn ${c.opening}`} onClick={() => onPlan('opening')}>
          {words.atOpening} <span className="muted nowrap">{format.moment(Date.parse(opening))}</span>
        </button>
      )}
      {opening !== null && isLate(Date.parse(opening)) && late}
      <form
        className={c.moment}
        onSubmit={(event) => {
          event.preventDefault();
          if (chosen !== null && !hasPassed) onPlan(fromLocal(at));
        }}
      >
        <label className="sm">
          {words.when}
          <input type="datetime-local" min={toLocal(now())} value={at} onChange={(event) => setAt(event.currentTarget.value)} />
        </label>
        <button type="submit" className="btn s" aria-disabled={chosen === null || hasPassed}>
          {words.plan}
        </button>
      </form>
      {hasPassed && (
        <p className="sm" role="status">
          {words.passed}
        </p>
      )}
      {chosen !== null && !hasPassed && at !== toLocal(Date.parse(opening ?? '')) && isLate(chosen) && late}
    </div>
  );
}
