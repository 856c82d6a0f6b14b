import { useState } from 'react';
import { Link } from 'react-router';
import { Failure, useAttempt } from '../../design/attempt.tsx';
import { conversationPath } from '../../desk/address.ts';
import { useFormats } from '../../i18n/LanguageProvider.tsx';
import s from '../settings.module.css';
import { type Condition, isSound, type Rehearsal, rehearse } from './api.ts';
import { useRuleWords } from './words.ts';

/** On which past mail a rule would have acted, before anything is decided. */
export function RehearsalView({ conditions }: { readonly conditions: readonly Condition[] }) {
  const words = useRuleWords();
  const format = useFormats();
  const attempt = useAttempt();
  const [seen, setSeen] = useState<{ readonly of: readonly Condition[]; readonly what: Rehearsal } | null>(null);
  const canTry = isSound(conditions);
  const tryOut = (): Promise<boolean> => attempt.run(async () => setSeen({ of: conditions, what: await rehearse(conditions) }));
  // What was found for other conditions says nothing about these.
  const what = seen?.of === conditions ? seen.what : null;
  return (
    <div className="stack" style={{ gap: 8 }}>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <button type="button" className="btn s" disabled={!canTry} aria-disabled={attempt.isBusy} onClick={() => void tryOut()}>
          {words.rehearse}
        </button>
        {!canTry && <span className="xs muted">{words.incomplete}</span>}
      </div>
      <Failure attempt={attempt} />
      <div role="status">
        {what && (
          <p className="sm">
            {words.rehearsed(format.number(what.matched), format.number(what.looked))} <span className="muted">{words.rehearsedNote}</span>
          </p>
        )}
      </div>
      {what && what.items.length > 0 && (
        <ul className={s.rows}>
          {what.items.map((one, at) => (
            <li key={`${one.conversation.id} ${at}`} className="sm" style={{ display: 'block' }}>
              <Link className={s.inText} to={conversationPath(one.conversation.id)}>
                {one.conversation.number}
              </Link>{' '}
              {one.conversation.subject}{' '}
              <span className="xs faint">
                {one.from} · {format.moment(Date.parse(one.at))}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
