import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { Link, useNavigate } from 'react-router';
import { post } from '../api.ts';
import { PageSkeleton } from '../design/Loading.tsx';
import { type Traffic, TrafficState } from '../design/TrafficState.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { fetchCounts } from '../desk/api.ts';
import { countInWords } from '../desk/counts.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useLanguage } from '../i18n/words.ts';
import { fetchMailboxes } from '../mail/api.ts';
import { useShellWords } from '../shell/words.ts';
import { dutyKey, fetchDuty } from '../today/api.ts';
import { StepCard } from './StepCard.tsx';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

/** What waits, then what was read, one after the other: whatever waits is among what was read, so the figures never contradict each other. */
async function fetchStanding() {
  const counts = await fetchCounts();
  return { counts, mailboxes: await fetchMailboxes() };
}

/** In service: what is being read, what waits, where to go. */
export function DoneStep() {
  const words = useSetupWords();
  const shell = useShellWords();
  const format = useFormats();
  const { language } = useLanguage();
  const navigate = useNavigate();
  // The mailbox is being read while one looks: the figures move.
  const standing = useQuery({ queryKey: ['setup', 'standing'], queryFn: fetchStanding, refetchInterval: 2_000 });
  useEffect(() => {
    void post('/setup/done').catch(() => {});
  }, []);
  if (standing.error && !standing.data) {
    return (
      <StepCard step="done">
        <LoadTrouble error={standing.error} retry={() => void standing.refetch()} />
      </StepCard>
    );
  }
  if (!standing.data) return <PageSkeleton />;
  const { counts, mailboxes } = standing.data;
  const toAnswer = counts.toAnswer ?? 0;
  return (
    <StepCard step="done">
      <h1>{words.ready}</h1>
      <p className="lead">{words.readyLead}</p>
      <ul className={s.result}>
        {mailboxes.length === 0 && (
          <Line state="pending" title={words.noMailbox} text={words.noMailboxText} to="/configuracion/buzones" link={words.connect} />
        )}
        {mailboxes.map((mailbox) =>
          mailbox.trouble ? (
            <Line
              key={mailbox.id}
              state="soon"
              title={words.trouble(mailbox.address)}
              text={language === 'es' ? mailbox.trouble.es : mailbox.trouble.en}
              to="/configuracion/buzones"
              link={words.see}
            />
          ) : (
            <Line
              key={mailbox.id}
              state={mailbox.state === 'reading' ? 'running' : 'pending'}
              title={words.reading1(mailbox.address)}
              text={words.readingText(format.number(mailbox.counts.read), mailbox.counts.read === 1)}
              to="/configuracion/buzones"
              link={words.see}
            />
          ),
        )}
        <Line
          state={toAnswer > 0 ? 'running' : 'met'}
          title={toAnswer > 0 ? words.toAnswer(countInWords(toAnswer)) : words.noneToAnswer}
          text={words.toAnswerText}
          to="/bandeja"
          link={words.see}
        />
        <RotaLine />
        <Line state="running" title={shell.procedure} text={words.procedureText} to="/procedimiento" link={words.see} />
      </ul>
      <div className={s.foot}>
        <span className={`grow xs faint ${s.hideNarrow}`}>{words.linkOver}</span>
        <button type="button" className="btn primary l" onClick={() => void navigate('/hoy')}>
          {words.toToday}
        </button>
      </div>
    </StepCard>
  );
}

/** Each working day needs an operator for mail and one for chat and calls (6.2); whoever just began has a proposal waiting. */
function RotaLine() {
  const words = useSetupWords();
  const { data } = useQuery({ queryKey: dutyKey, queryFn: fetchDuty });
  if (!data) return null;
  const isMissing = data.days.some((day) => day.gaps.length > 0);
  return (
    <Line
      state={isMissing ? 'soon' : 'met'}
      title={isMissing ? words.rotaMissing : words.rotaSet}
      text={!isMissing ? '' : data.proposal.length > 0 ? words.rotaProposed : words.rotaNobody}
      to="/turnos"
      link={isMissing ? words.seeProposal : words.see}
    />
  );
}

interface LineProps {
  readonly state: Traffic;
  readonly title: string;
  readonly text: ReactNode;
  readonly to: string;
  readonly link: string;
}

function Line({ state, title, text, to, link }: LineProps) {
  return (
    <li>
      <TrafficState state={state} />
      <span className="grow">
        <b className="semi">{title}.</b> {text}
      </span>
      <Link to={to} aria-label={`${link}: ${title}`}>
        {link}
      </Link>
    </li>
  );
}
