import { type ReactNode, useState } from 'react';
import { Problem } from '../api.ts';
import { Notice } from '../design/Trouble.tsx';
import { useFormats, useRealFormats } from '../i18n/LanguageProvider.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { type AreaPage as Area, askForLink, lookAsArea } from './api.ts';
import { Asked } from './Asked.tsx';
import { Closed } from './Closed.tsx';
import { useVisitDraft, type VisitDraft } from './draft.ts';
import { useLook } from './look.ts';
import { ReturnCard } from './ReturnCard.tsx';
import s from './visitors.module.css';
import { VisitorHead } from './VisitorHead.tsx';
import { useVisitorWords } from './words.ts';

/** What was done on this page, now. */
export type Done = { readonly state: 'answered'; readonly to: Area['to'] } | { readonly state: 'returned' };

/** An escalation as its area sees it, behind the signed link of its mail; to open it changes nothing. */
export function AreaPage({ token }: { readonly token: string }) {
  const words = useVisitorWords();
  const { data, error, again } = useLook(lookAsArea, token);
  const draft = useVisitDraft('area', token);
  const [done, setDone] = useState<Done | null>(null);
  if (!data) return <Closed error={error} again={again} onAsk={() => askForLink(token)} />;
  const finish = (next: Done): void => {
    draft.clear();
    setDone(next);
    void again();
    scrollTo({ top: 0 });
  };
  const isOpen = done === null && data.state === 'open';
  const act = { token, page: data, draft, onDone: finish, onStopped: () => void again() };
  return (
    <>
      <VisitorHead institution={data.institution} title={`${words.forArea(data.area.name)}, ${data.conversation.number}`} />
      <main className={s.page}>
        <section className="card" aria-label={words.escalation}>
          <div className={`in ${s.in}`}>
            {!isOpen && <End page={data} done={done} draft={draft} />}
            <Asked page={data} isOpen={isOpen} />
            {isOpen && error instanceof Problem && error.status === 0 && (
              <div style={{ marginTop: 14 }}>
                <Notice tone="warn">{words.offline}</Notice>
              </div>
            )}
            {isOpen && <AnswerForm {...act} />}
          </div>
        </section>
        <Beside page={data}>{isOpen && <ReturnCard {...act} />}</Beside>
      </main>
    </>
  );
}

/** What became of it: just now by this page, or before by somebody. */
function End({ page, done, draft }: { readonly page: Area; readonly done: Done | null; readonly draft: VisitDraft }) {
  const words = useVisitorWords();
  const format = useFormats();
  if (done !== null) {
    const isBack = done.state === 'returned';
    return (
      <div className={`note ok ${s.end}`} role="status">
        <div className="grow">
          <b className="semi">{isBack ? words.givenBack : words.thanks}</b>
          <p>
            {isBack
              ? words.givenBackText(page.by.name)
              : done.to === 'requester'
                ? words.thanksRequester(page.requester.name)
                : words.thanksOperator(page.by.name)}
          </p>
        </div>
      </div>
    );
  }
  if (!page.ended) return null;
  const at = Date.parse(page.ended.at);
  const how = page.ended.how;
  return (
    <div className={`note ${s.end}`} role="status">
      <div className="grow">
        <b className="semi">{words.ended[how](page.ended.by, `${format.date(at)} ${format.time(at)}`)}</b>
        <p>{words.endedText}</p>
        {draft.text !== '' && (
          <>
            <p>{words.unsent}</p>
            <blockquote className={s.unsent}>{draft.text}</blockquote>
          </>
        )}
      </div>
    </div>
  );
}

function Beside({ page, children }: { readonly page: Area; readonly children: ReactNode }) {
  const words = useVisitorWords();
  const format = useFormats();
  const real = useRealFormats();
  const when = (at: string): string => `${format.date(Date.parse(at))} ${format.time(Date.parse(at))}`;
  const until = Date.parse(page.linkUntil);
  const path = [
    { at: page.askedAt, word: words.pathEscalated(page.by.name) },
    ...page.reminders.map(({ kind, at }, index) => ({ at, word: kind === 'due' ? words.pathDue : words.pathReminder(index) })),
  ];
  return (
    <aside className={s.beside}>
      {children}
      {page.state === 'open' && (
        <section className="card">
          <div className={`in sm ${s.small}`}>
            <h2>{words.byMail}</h2>
            <p className="muted">{words.byMailText}</p>
          </div>
        </section>
      )}
      <section className="card">
        <div className={`in sm ${s.small}`}>
          <h2>{words.path}</h2>
          <ul className={s.path}>
            {path.map(({ at, word }) => (
              <li key={`${at} ${word}`}>
                <span className="faint">{when(at)}</span> {word}
              </li>
            ))}
          </ul>
        </div>
      </section>
      <p className="xs faint">{words.linkNote(page.area.name, `${real.fullDate(until)} ${real.time(until)}`)}</p>
    </aside>
  );
}
