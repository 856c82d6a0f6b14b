import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { now, useNow } from '../shell/clock.ts';
import { type Area, fetchTerm, fetchWorked, termKey } from './api.ts';
import { Days } from './Days.tsx';
import s from './desk.module.css';
import { instantOf, typedOf } from './term.ts';
import { useDeskWords } from './words.ts';

interface TermProps {
  readonly chosen: readonly Area[];
  /** What was typed, 'YYYY-MM-DDTHH:MM'; '': each area's own term. */
  readonly term: string;
  readonly onTerm: (term: string) => void;
}

/** Until when: the area's own term, or a moment, in words and with its arithmetic. */
export function TermChoice({ chosen, term, onTerm }: TermProps) {
  const words = useDeskWords();
  const isOwn = term !== '';
  const terms = useTerms(chosen);
  const first = terms.find(({ explanation }) => explanation)?.explanation?.readings[0];
  if (chosen.length === 0) return null;
  return (
    <fieldset className={s.term}>
      <legend className="sr">{words.untilWhen}</legend>
      <span className="sm semi" aria-hidden="true">
        {words.untilWhen}
      </span>
      <label className={s.termOption}>
        <input type="radio" name="term" checked={!isOwn} onChange={() => onTerm('')} />
        {chosen.length === 1 ? words.termOfArea : words.termOfEach}
      </label>
      <label className={s.termOption}>
        <input
          type="radio"
          name="term"
          checked={isOwn}
          onChange={() => onTerm(typedOf(first ? Date.parse(first.dueAt) : now() + 86_400_000))}
        />
        {words.otherMoment}
      </label>
      {isOwn ? (
        <Moment term={term} onTerm={onTerm} />
      ) : (
        terms.map((one) => <AreaTerm key={one.area.id} {...one} isOnly={chosen.length === 1} />)
      )}
    </fieldset>
  );
}

function useTerms(chosen: readonly Area[]) {
  const answers = useQueries({
    queries: chosen.map((area) => ({ queryKey: termKey(area.id), queryFn: () => fetchTerm(area.id), staleTime: 60_000 })),
  });
  return chosen.map((area, index) => ({ area, explanation: answers[index]?.data, error: answers[index]?.error ?? null }));
}

function AreaTerm({ area, explanation, error, isOnly }: ReturnType<typeof useTerms>[number] & { readonly isOnly: boolean }) {
  const words = useDeskWords();
  const format = useFormats();
  const [isShown, setShown] = useState(false);
  const reading = explanation?.readings[0];
  if (error !== null) return <p className="sm bad">{sentenceOf(error)}</p>;
  if (!explanation || !reading) return <p className="sm faint">{words.counting}</p>;
  const moment = format.moment(Date.parse(reading.dueAt));
  return (
    <div className="sm">
      {!isOnly && `${area.name}: `}
      <b className="semi">{moment}</b> · {words.areaTerm(area.hours ?? 24)}{' '}
      <button type="button" className={s.small} style={{ marginLeft: 0 }} aria-expanded={isShown} onClick={() => setShown(!isShown)}>
        {words.howCalculated}
        {!isOnly && <span className="sr">, {area.name}</span>}
      </button>
      {isShown && (
        <div className={s.arithmetic}>
          <Days explanation={explanation} />
        </div>
      )}
    </div>
  );
}

function Moment({ term, onTerm }: { readonly term: string; readonly onTerm: (term: string) => void }) {
  const words = useDeskWords();
  const format = useFormats();
  const dueAt = instantOf(term);
  const at = dueAt === null ? null : Date.parse(dueAt);
  const minute = useNow(60);
  const isPast = at !== null && at <= minute;
  const { data } = useQuery({
    queryKey: ['desk', 'worked', dueAt, minute],
    queryFn: () => fetchWorked(minute, dueAt ?? ''),
    enabled: at !== null && !isPast,
    placeholderData: (before) => before,
  });
  const [date = '', time = ''] = term.split('T');
  return (
    <div className={s.moment}>
      <input type="date" aria-label={words.dueDate} value={date} onChange={(event) => onTerm(`${event.currentTarget.value}T${time}`)} />
      <input type="time" aria-label={words.dueTime} value={time} onChange={(event) => onTerm(`${date}T${event.currentTarget.value}`)} />
      <span className="sm">
        {at === null ? (
          words.chooseMoment
        ) : isPast ? (
          <span className="bad">{words.momentPassed}</span>
        ) : (
          <>
            <b className="semi">{format.moment(at)}</b>
            {data?.seconds !== undefined && ` · ${words.workedUntil(format.duration(data.seconds))}`}
          </>
        )}
      </span>
    </div>
  );
}
