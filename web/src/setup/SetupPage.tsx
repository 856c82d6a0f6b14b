import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, Navigate } from 'react-router';
import { DoorHead } from '../account/Door.tsx';
import { EnrolCard } from '../account/EnrolCard.tsx';
import { call, get, put } from '../api.ts';
import { PageSkeleton } from '../design/Loading.tsx';
import { LoadTrouble, sentenceOf } from '../design/Trouble.tsx';
import { useTitle } from '../shell/title.ts';
import { fetchSession, sessionKey, useSession } from '../shell/session.ts';
import { DoneStep } from './DoneStep.tsx';
import { InstitutionAgain } from './InstitutionAgain.tsx';
import { InstitutionStep } from './InstitutionStep.tsx';
import { MailStep } from './MailStep.tsx';
import { PeopleStep } from './PeopleStep.tsx';
import { ScheduleStep } from './ScheduleStep.tsx';
import { StepCard, type StepName, stepNames } from './StepCard.tsx';
import s from './setup.module.css';
import { useSetupWords } from './words.ts';

const stepKey = ['settings', 'setup.step'] as const;

/** The guided set-up. Its step is a setting of the server: a reload, or another browser, goes on where it was. */
export default function SetupPage() {
  const words = useSetupWords();
  const client = useQueryClient();
  useTitle(words.title);
  const session = useSession();
  const person = session.data?.person;
  const mayGoOn = person?.permissions.includes('settings.change') ?? false;
  const step = useQuery({ queryKey: stepKey, queryFn: fetchStep, enabled: mayGoOn });
  const goTo = (next: StepName): void => {
    client.setQueryData(stepKey, next);
    // Step 1 is done once; who goes back to it only looks again.
    if (next !== 'institution') void put('/settings/setup.step', { value: next }).catch(() => {});
    window.scrollTo({ top: 0 });
  };
  const begun = async (): Promise<void> => {
    client.setQueryData(sessionKey, await fetchSession());
  };
  if (session.error) return <LoadTrouble error={session.error} retry={() => void session.refetch()} />;
  if (!session.data) return <PageSkeleton />;
  if (session.data.next === 'enrol') return <EnrolCard onDone={() => void begun()} />;
  if (!person && !session.data.setup) return <Navigate to="/entrar" replace />;
  if (person && !mayGoOn) return <Navigate to="/" replace />;
  return (
    <>
      <DoorHead sub={words.title} />
      <main className={s.page}>{person ? <Steps step={step.data} onStep={goTo} /> : <Beginning onBegun={() => void begun()} />}</main>
    </>
  );
}

async function fetchStep(): Promise<StepName> {
  const { settings } = await get<{ settings: Record<string, unknown> }>('/settings');
  const kept = settings['setup.step'];
  return stepNames.includes(kept as StepName) && kept !== 'institution' ? (kept as StepName) : 'schedule';
}

function Steps({ step, onStep }: { readonly step: StepName | undefined; readonly onStep: (step: StepName) => void }) {
  if (!step) return <PageSkeleton />;
  if (step === 'institution') return <InstitutionAgain onNext={() => onStep('schedule')} />;
  if (step === 'schedule') return <ScheduleStep onBack={() => onStep('institution')} onNext={() => onStep('mail')} />;
  if (step === 'mail') return <MailStep onBack={() => onStep('schedule')} onNext={() => onStep('people')} />;
  if (step === 'people') return <PeopleStep onBack={() => onStep('mail')} onNext={() => onStep('done')} />;
  return <DoneStep />;
}

function Beginning({ onBegun }: { readonly onBegun: () => void }) {
  const words = useSetupWords();
  const [token] = useState(() => location.hash.slice(1));
  const link = useQuery({
    queryKey: ['setup', token],
    queryFn: () => call<{ ok: boolean }>('POST', '/setup/look', { body: { token: token || '-' }, anonymous: true }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  });
  if (link.isPending) return <PageSkeleton />;
  if (link.error) {
    return (
      <StepCard step="institution">
        <h1>{words.linkGone}</h1>
        <p className="lead">{sentenceOf(link.error)}</p>
        <div className={s.foot}>
          <Link className="btn l" to="/entrar">
            {words.signInInstead}
          </Link>
        </div>
      </StepCard>
    );
  }
  return <InstitutionStep token={token} onBegun={onBegun} />;
}
