import '@mantine/core/styles/SegmentedControl.css';
import '@mantine/core/styles/FloatingIndicator.css';
import { SegmentedControl } from '@mantine/core';
import { IconPlus, IconPrinter } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { PageSkeleton } from '../design/Loading.tsx';
import { LoadTrouble } from '../design/Trouble.tsx';
import { partsOf } from '../i18n/format.ts';
import { useNow } from '../shell/clock.ts';
import { Page } from '../shell/Page.tsx';
import { useMay, usePerson } from '../shell/session.ts';
import { AbsenceDialog } from './AbsenceDialog.tsx';
import { fetchRota, type RotaView, rotaKey } from './api.ts';
import { Changes } from './Changes.tsx';
import { Designations } from './Designations.tsx';
import { Lacking } from './Lacking.tsx';
import s from './rota.module.css';
import { ShareCard } from './ShareCard.tsx';
import { monthOf, seenAs, type Span, spanOf } from './span.ts';
import { SpanCard } from './SpanCard.tsx';
import { useRotaWords } from './words.ts';

/** Who is on duty for mail, and for chat and calls: by month or by week, with what lacks and a proposal for it (6.2). */
export default function RotaPage() {
  const words = useRotaWords();
  const may = useMay();
  const me = usePerson();
  const today = useToday();
  const span = spanOf(useParams().span, today);
  const month = monthOf(span);
  const shown = useQuery({ queryKey: rotaKey(span), queryFn: ({ signal }) => fetchRota(span, signal), placeholderData: keepPreviousData });
  const counted = useQuery({
    queryKey: rotaKey(month),
    queryFn: ({ signal }) => fetchRota(month, signal),
    placeholderData: keepPreviousData,
  });
  const [isNoting, setNoting] = useState(false);
  const canNote = may('rota.change') || (shown.data?.people.some(({ id }) => id === me.id) ?? false);
  const error = shown.error ?? counted.error;
  return (
    <Page
      title={words.title}
      sub={
        <Link className="clause" to="/procedimiento/6.2-1" aria-label={words.clause}>
          6.2
        </Link>
      }
      actions={<Actions span={span} today={today} canNote={canNote} onAbsence={() => setNoting(true)} />}
    >
      {shown.data && counted.data ? (
        <Loaded span={span} view={shown.data} month={counted.data} />
      ) : error ? (
        <LoadTrouble error={error} retry={() => void Promise.all([shown.refetch(), counted.refetch()])} />
      ) : (
        <PageSkeleton />
      )}
      {isNoting && shown.data && <AbsenceDialog view={shown.data} onClose={() => setNoting(false)} />}
    </Page>
  );
}

function useToday(): string {
  const { year, month, day } = partsOf(useNow(60));
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

interface ActionsProps {
  readonly span: Span;
  readonly today: string;
  /** Whether the reader is on the rota, or keeps it. */
  readonly canNote: boolean;
  readonly onAbsence: () => void;
}

function Actions({ span, today, canNote, onAbsence }: ActionsProps) {
  const words = useRotaWords();
  const navigate = useNavigate();
  return (
    <>
      <SegmentedControl
        className={s.noPrint ?? ''}
        style={{ flex: 'none' }}
        aria-label={words.view}
        value={span.kind}
        onChange={(kind) => void navigate(`/turnos/${seenAs(span, kind as Span['kind'], today).name}`)}
        data={[
          { value: 'month', label: words.month },
          { value: 'week', label: words.week },
        ]}
      />
      {canNote && (
        <button type="button" className={`btn ${s.noPrint}`} onClick={onAbsence}>
          <IconPlus aria-hidden="true" />
          <span className={s.actionWord}>{words.absence}</span>
        </button>
      )}
      <button type="button" className={`btn ${s.noPrint} ${s.wide}`} onClick={() => window.print()}>
        <IconPrinter aria-hidden="true" />
        <span className={s.printWord}>{words.print}</span>
      </button>
    </>
  );
}

interface LoadedProps {
  readonly span: Span;
  /** What is shown. */
  readonly view: RotaView;
  /** The month around it, for the shares. */
  readonly month: RotaView;
}

function Loaded({ span, view, month }: LoadedProps) {
  // What the coordinator chose instead of the proposal, until it is confirmed.
  const [choices, setChoices] = useState<ReadonlyMap<string, string>>(new Map());
  return (
    <div className={s.layout}>
      <div className="stack">
        <SpanCard span={span} view={view} counts={month.share} choices={choices} />
        <Changes changes={view.changes} />
      </div>
      <aside className={`stack ${s.aside}`}>
        <Lacking
          view={view}
          counts={month.share}
          choices={choices}
          onChoose={(key, person) => setChoices((before) => new Map(before).set(key, person))}
        />
        <ShareCard month={month} />
        <Designations view={view} />
      </aside>
    </div>
  );
}
