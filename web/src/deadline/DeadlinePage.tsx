import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { Explanation } from '#calendar/shapes';
import type { ObligationItem } from '#procedure/shapes';
import { CopyButton } from '../design/CopyButton.tsx';
import { PageSkeleton } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { type Traffic, TrafficState } from '../design/TrafficState.tsx';
import type { Formats } from '../i18n/format.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import { Page } from '../shell/Page.tsx';
import { useMay } from '../shell/session.ts';
import { conversationPath } from '../desk/address.ts';
import { fetchDeadline } from '../desk/api.ts';
import { Arithmetic } from './Arithmetic.tsx';
import s from './deadline.module.css';
import { Judgements } from './Judgements.tsx';
import { asText, dated, linesOf, type Reading, termOf, type Words } from './lines.ts';
import { Readings } from './Readings.tsx';
import { Sources } from './Sources.tsx';
import { useDeadlineWords } from './words.ts';

/** How a deadline was calculated, day by day, under both readings. */
export default function DeadlinePage() {
  const words = useDeadlineWords();
  const may = useMay();
  const { obligation = '' } = useParams();
  const deadline = useQuery({ queryKey: ['procedure', 'deadline', obligation], queryFn: () => fetchDeadline(obligation) });
  const { data } = deadline;
  const label = data?.obligation.label;
  const conversation = data?.obligation.conversation;
  const mayOpen = conversation !== undefined && may('conversations.read');
  return (
    <Page
      title={words.title}
      before={
        <nav aria-label={words.from} className={s.crumb}>
          <Link to={mayOpen ? conversationPath(conversation) : '/procedimiento'}>
            <IconArrowLeft aria-hidden="true" />
            <span>{mayOpen ? words.inbox : words.procedure}</span>
          </Link>
          <span aria-hidden="true">›</span>
        </nav>
      }
      sub={label && `${label.number} · ${label.who}`}
    >
      {deadline.error ? (
        <LoadTrouble error={deadline.error} retry={() => void deadline.refetch()} />
      ) : !data ? (
        <PageSkeleton />
      ) : (
        <Explained obligation={data.obligation} explanation={data.explanation} />
      )}
    </Page>
  );
}

function Explained({ obligation, explanation }: { readonly obligation: ObligationItem; readonly explanation: Explanation }) {
  const words = useDeadlineWords();
  const format = useFormats();
  const { language } = useLanguage();
  const [shown, setShown] = useState<Reading['reading']>(explanation.reading);
  const reading = explanation.readings.find((one) => one.reading === shown) ?? explanation.readings[0];
  if (!reading) return null;
  const end = words.ends(dated(reading.dueAt, format), words.exact[reading.reading](termOf(explanation, format)));
  const title = obligation.label?.title || obligation.label?.number || obligation.clause;
  const text = asText(
    `${obligation.label?.number ?? ''} ${title} · ${obligation.clause} · ${words.readings[reading.reading]}`.trim(),
    linesOf(reading, explanation, { words, format, language }),
    end,
    format,
  );
  return (
    <div className={s.layout}>
      <div className="stack">
        <section className="card">
          <header className={s.head}>
            <h2>{title}</h2>
            <Link className="clause" to={`/procedimiento/${obligation.clause}`}>
              {obligation.clause}
            </Link>
            <span className="grow" />
            <State obligation={obligation} words={words} format={format} />
          </header>
          <Arithmetic reading={reading} explanation={explanation} />
          <footer className={s.foot}>
            <CopyButton text={text} label={words.copy} />
          </footer>
        </section>
        <Judgements judgements={obligation.judgements} />
      </div>
      <aside className="stack">
        <Readings explanation={explanation} shown={reading.reading} onShow={setShown} />
        <Sources obligation={obligation} explanation={explanation} />
      </aside>
    </div>
  );
}

function State({ obligation, words, format }: { readonly obligation: ObligationItem; readonly words: Words; readonly format: Formats }) {
  const [shape, text] = said(obligation, words, format);
  return (
    <span className={s.state}>
      <TrafficState state={shape} label="" />
      {text}
    </span>
  );
}

function said(one: ObligationItem, words: Words, format: Formats): [Traffic, string] {
  const due = dated(one.dueAt, format);
  if (one.setAside) return ['none', words.states.setAside(one.setAside.by, one.setAside.reason)];
  if (one.settledAt !== null) {
    const at = dated(one.settledAt, format);
    return one.state === 'late' ? ['late', words.states.late(at)] : ['met', words.states.met(at)];
  }
  return one.state === 'late' ? ['late', words.states.overdue(due)] : ['running', words.states.open(due)];
}
