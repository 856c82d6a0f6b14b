import type { ObligationItem } from '#procedure/shapes';
import type { Formats } from '../i18n/format.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { causeOf } from './cause.ts';
import s from './deadline.module.css';
import { dated, type Words } from './lines.ts';
import { useDeadlineWords } from './words.ts';

type Judgement = ObligationItem['judgements'][number];

/** What happened to the deadline since it was opened, the newest first; nothing old is overwritten. */
export function Judgements({ judgements }: { readonly judgements: readonly Judgement[] }) {
  const words = useDeadlineWords();
  const format = useFormats();
  if (judgements.length === 0) return null;
  return (
    <section className="card">
      <header>
        <h2>{words.history}</h2>
      </header>
      <ol className={s.judgements}>
        {judgements.toReversed().map((one) => (
          <li key={`${one.at}${one.kind}${one.cause}`}>
            <span className="faint nowrap" title={format.full(Date.parse(one.at))}>
              {dated(one.at, format)}
            </span>
            <span>
              <b className="med">{words.kinds[one.kind as keyof Words['kinds']] ?? one.kind}</b>
              {effectOf(one, words, format)}
              <span className="xs muted" style={{ display: 'block' }}>
                {causeOf(one.cause, words)}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function effectOf(one: Judgement, words: Words, format: Formats): string {
  const said: string[] = [];
  const moment = (at: string): string => dated(at, format);
  if (one.dueBefore !== null && one.dueAfter !== null && one.dueBefore !== one.dueAfter)
    said.push(words.wasDue(moment(one.dueBefore), moment(one.dueAfter)));
  const outcome = (name: string): string => words.outcomes[name as 'met' | 'late'] ?? name;
  if (one.outcomeAfter !== null && one.outcomeBefore !== one.outcomeAfter) {
    const after = outcome(one.outcomeAfter);
    said.push(one.outcomeBefore === null ? after : words.wasJudged(outcome(one.outcomeBefore), after));
  }
  return said.length > 0 ? `: ${said.join('; ')}` : '';
}
