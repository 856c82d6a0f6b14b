import { TrafficState } from '../design/TrafficState.tsx';
import { useFormats, useRealFormats } from '../i18n/LanguageProvider.tsx';
import { AddForm } from './AddForm.tsx';
import { lookAsRequester, type StatusPage as Status } from './api.ts';
import { Closed } from './Closed.tsx';
import { useLook } from './look.ts';
import s from './visitors.module.css';
import { VisitorHead } from './VisitorHead.tsx';
import { useVisitorWords } from './words.ts';

/** How a matter stands, for whoever asked: where it is, since when, what was answered, and a place to add. */
export function StatusPage({ token }: { readonly token: string }) {
  const words = useVisitorWords();
  const real = useRealFormats();
  const { data, error, again } = useLook(lookAsRequester, token);
  if (!data) return <Closed error={error} again={again} />;
  const until = Date.parse(data.linkUntil);
  return (
    <>
      <VisitorHead institution={data.institution} title={`${words.status}, ${data.number}`} />
      <main className={s.narrow}>
        <section className="card" aria-label={words.status}>
          <div className={`in ${s.in}`}>
            <div className={s.chips}>
              <span className="sm muted">{data.number}</span>
              <span className={`chip ${data.state === 'answered' || data.state === 'closed' ? 'ok' : 'accent'}`}>
                {data.state === 'area' ? words.states.area(data.area?.name ?? '') : words.states[data.state]}
              </span>
            </div>
            <h1>{data.subject || words.noSubject}</h1>
            <p className={`sm muted ${s.facts}`}>
              {data.state === 'area'
                ? words.sentences.area(firstName(data), data.area?.name ?? '')
                : words.sentences[data.state](firstName(data))}
            </p>
            <ol className={s.steps}>
              {data.steps.map((step, index) => (
                <Step
                  key={`${step.kind} ${step.at ?? index} ${step.area ?? ''}`}
                  step={step}
                  isFirst={index === 0}
                  isOverdue={data.isOverdue}
                />
              ))}
            </ol>
          </div>
        </section>
        {data.answers.length > 0 && <Answers answers={data.answers} />}
        <AddForm token={token} mayWithdraw={data.state === 'received' || data.state === 'area'} onAdded={() => void again()} />
        <p className="xs faint">{words.statusNote(real.fullDate(until))}</p>
      </main>
    </>
  );
}

/** People are greeted by their first name; an address is left whole. */
function firstName({ requester }: Status): string {
  return requester.name.includes('@') ? requester.name : (requester.name.trim().split(/\s+/)[0] ?? '');
}

const traffic = { done: 'met', now: 'running', next: 'pending' } as const;

interface StepProps {
  readonly step: Status['steps'][number];
  readonly isFirst: boolean;
  readonly isOverdue: boolean;
}

function Step({ step, isFirst, isOverdue }: StepProps) {
  const words = useVisitorWords();
  const format = useFormats();
  const at = step.at === null ? null : Date.parse(step.at);
  const when =
    step.state === 'next'
      ? at === null
        ? words.answerWhere
        : words[isOverdue ? 'answerLate' : 'answerBy'](`${format.weekday(at)}, ${format.time(at)}`)
      : at === null
        ? null
        : `${isFirst ? `${format.weekdayShort(at)} ${format.fullDate(at)}` : format.date(at)} ${format.time(at)}`;
  return (
    <li aria-current={step.state === 'now' ? 'step' : undefined}>
      <TrafficState state={traffic[step.state]} label={words.stepWords[step.state]} />
      <div>
        {useStepWords(step)}
        {when !== null && <span className={`xs faint ${s.when}`}>{when}</span>}
      </div>
    </li>
  );
}

function useStepWords({ kind, state, area, by }: Status['steps'][number]): string {
  const { steps, us } = useVisitorWords();
  if (kind === 'received') return steps.received;
  if (kind === 'escalated') return steps.escalated(by ?? us, area ?? '');
  if (kind === 'reminded') return steps.reminded(area ?? '');
  if (kind === 'returned') return steps.returned(area ?? '');
  if (kind === 'reviewing') return area === null ? steps.reviewingUs : steps.reviewing(area);
  return state === 'next' ? steps.answer : steps.answered;
}

function Answers({ answers }: { readonly answers: Status['answers'] }) {
  const words = useVisitorWords();
  const format = useFormats();
  return (
    <section className="card">
      <div className={`in ${s.in}`}>
        <h2 className="h2">{words.answers}</h2>
        {answers.map((one) => (
          <blockquote key={one.at} className={s.quote}>
            <div className={s.pre}>{one.text.trim()}</div>
            <footer className="sm muted">
              {one.from.name || words.us} · {format.date(Date.parse(one.at))} {format.time(Date.parse(one.at))}
            </footer>
          </blockquote>
        ))}
      </div>
    </section>
  );
}
