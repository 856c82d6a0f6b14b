import { useState } from 'react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { capital } from '../i18n/text.ts';
import type { Change } from './api.ts';
import { useDays } from './days.ts';
import { reasonOf } from './reason.ts';
import s from './rota.module.css';
import { useRotaWords } from './words.ts';

const few = 5;

/** What was set otherwise before, the last first: who, when and why (6.2). */
export function Changes({ changes }: { readonly changes: readonly Change[] }) {
  const words = useRotaWords();
  const format = useFormats();
  const [isAll, setAll] = useState(false);
  const shown = isAll ? changes : changes.slice(0, few);
  return (
    <section className="card">
      <header>
        <h2>{words.changes}</h2>
        <span className="grow" />
        {!isAll && changes.length > few && (
          <button type="button" className={`link ${s.headLink}`} onClick={() => setAll(true)}>
            {words.seeAll(changes.length)}
          </button>
        )}
      </header>
      {changes.length === 0 ? (
        <p className="in sm muted">{words.noChanges}</p>
      ) : (
        <ul className={s.lines}>
          {shown.map((change) => (
            <li key={`${change.at} ${change.date} ${change.duty} ${change.after}`}>
              <time dateTime={change.at} title={format.full(Date.parse(change.at))}>
                {format.date(Date.parse(change.at))} {format.time(Date.parse(change.at))}
              </time>
              <Said change={change} /> {change.reason !== null && words.gapReason(reasonOf(change.reason, words.ownReasons))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Said({ change }: { readonly change: Change }) {
  const words = useRotaWords();
  const days = useDays();
  const day = days.short(change.date);
  const duty = words.duties[change.duty];
  const { before, after } = change;
  const by = capital(change.by);
  if (after === null) return <span>{words.left(before ?? by, day, duty)}</span>;
  return <span>{before === null ? words.filled(by, day, duty, after) : words.passed(by, day, duty, before, after)}</span>;
}
