import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { CalendarDocument } from '#calendar/shapes';
import { get, post, put, remove } from '../api.ts';
import { PageSkeleton } from '../design/Loading.tsx';
import { LoadTrouble, Notice, sentenceOf } from '../design/Trouble.tsx';
import { Holidays, type OwnDay } from './Holidays.tsx';
import { StepCard } from './StepCard.tsx';
import s from './setup.module.css';
import { WeekFields } from './WeekFields.tsx';
import { useSetupWords } from './words.ts';

interface ScheduleStepProps {
  readonly onBack: () => void;
  readonly onNext: () => void;
}

/** When the service works, and the holidays of the year, which a person confirms. */
export function ScheduleStep({ onBack, onNext }: ScheduleStepProps) {
  const calendar = useQuery({ queryKey: ['calendar', 'setup'], queryFn: () => get<CalendarDocument>('/calendar') });
  if (calendar.error) {
    return (
      <StepCard step="schedule">
        <LoadTrouble error={calendar.error} retry={() => void calendar.refetch()} />
      </StepCard>
    );
  }
  if (!calendar.data) return <PageSkeleton />;
  return <Fields calendar={calendar.data} onBack={onBack} onNext={onNext} />;
}

function Fields({ calendar, onBack, onNext }: ScheduleStepProps & { readonly calendar: CalendarDocument }) {
  const words = useSetupWords();
  const [week, setWeek] = useState(calendar.schedule.week);
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());
  const [own, setOwn] = useState<readonly OwnDay[]>([]);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const { year, items } = calendar.holidays;
  const confirm = async (): Promise<void> => {
    if (isBusy) return;
    setBusy(true);
    setError(null);
    try {
      if (JSON.stringify(week) !== JSON.stringify(calendar.schedule.week)) await put('/calendar/schedule', { week });
      for (const date of removed) await remove(`/calendar/holidays/${date}`);
      for (const day of own) await post('/calendar/holidays', day);
      await post(`/calendar/holidays/${year}/confirm`);
      onNext();
    } catch (problem) {
      setError(problem);
      setBusy(false);
    }
  };
  return (
    <StepCard step="schedule">
      <h1>{words.when}</h1>
      <p className="lead">{words.whenLead}</p>
      <WeekFields week={week} onChange={setWeek} />
      <Holidays calendar={calendar} removed={removed} own={own} onRemoved={setRemoved} onOwn={setOwn} />
      <p className="sm faint" style={{ marginTop: 10 }}>
        {words.reading}
      </p>
      {error !== null && <Notice>{sentenceOf(error)}</Notice>}
      <div className={s.foot}>
        <button type="button" className="btn quiet l" onClick={onBack}>
          {words.back}
        </button>
        <span className="grow" />
        <button type="button" className="btn primary l" aria-disabled={isBusy} onClick={() => void confirm()}>
          {words.confirm(items.length - removed.size + own.length)}
        </button>
      </div>
    </StepCard>
  );
}
