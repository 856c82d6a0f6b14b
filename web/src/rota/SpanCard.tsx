import { IconChevronLeft, IconChevronRight, IconMail, IconMessage } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMedia } from '../design/media.ts';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { capital } from '../i18n/text.ts';
import type { RotaView } from './api.ts';
import { chosen, isOwed } from './choice.ts';
import { useDays } from './days.ts';
import { MonthTable, weekdaysShown } from './MonthTable.tsx';
import s from './rota.module.css';
import type { Slots } from './Slot.tsx';
import { later, type Span, stepped } from './span.ts';
import { WeekTable } from './WeekTable.tsx';
import { useRotaWords } from './words.ts';

interface SpanCardProps {
  readonly span: Span;
  readonly view: RotaView;
  readonly counts: RotaView['share'];
  readonly choices: ReadonlyMap<string, string>;
}

/** The month or the week, with the way to the one before and after. */
export function SpanCard({ span, view, counts, choices }: SpanCardProps) {
  const words = useRotaWords();
  const isNarrow = useMedia('(max-width: 767px)');
  const [opened, setOpened] = useState<string | null>(null);
  const slots: Slots = { view, counts, proposed: chosen(view, choices), opened, onOpen: setOpened };
  const owed = view.days.filter((day) => isOwed(view, day));
  const complete = owed.filter(({ gaps }) => gaps.length === 0).length;
  return (
    <section className={`card ${s.spanCard}`} aria-labelledby="rota-span">
      <header className={s.spanHead}>
        <Step span={stepped(span, -1)} label={words.previous[span.kind]} icon={IconChevronLeft} />
        <h2 id="rota-span" aria-live="polite">
          <SpanTitle span={span} view={view} />
        </h2>
        <Step span={stepped(span, 1)} label={words.next[span.kind]} icon={IconChevronRight} />
        <span className="grow" />
        {owed.length > 0 && <span className="chip">{words.complete(complete, owed.length)}</span>}
        <Legend hasProposal={view.proposal.length > 0} />
      </header>
      {span.kind === 'week' && !isNarrow ? <WeekTable slots={slots} /> : <MonthTable slots={slots} isMonth={span.kind === 'month'} />}
    </section>
  );
}

function SpanTitle({ span, view }: { readonly span: Span; readonly view: RotaView }) {
  const words = useRotaWords();
  const format = useFormats();
  const days = useDays();
  if (span.kind === 'month') return capital(format.month(span.name));
  const last = weekdaysShown(view).at(-1) ?? 5;
  return words.weekTitle(days.plain(span.from), days.plain(later(span.from, (last + 6) % 7)));
}

interface StepProps {
  readonly span: Span;
  readonly label: string;
  readonly icon: typeof IconChevronLeft;
}

function Step({ span, label, icon: Icon }: StepProps) {
  return (
    <Link className={`btn icon ${s.noPrint}`} to={`/turnos/${span.name}`} aria-label={label} title={label}>
      <Icon aria-hidden="true" />
    </Link>
  );
}

function Legend({ hasProposal }: { readonly hasProposal: boolean }) {
  const words = useRotaWords();
  return (
    <span className={s.legend}>
      <span className="nowrap">
        <IconMail aria-hidden="true" /> {words.duties.mail}
      </span>
      <span className="nowrap">
        <IconMessage aria-hidden="true" /> {words.duties.chat}
      </span>
      {hasProposal && (
        <span className="nowrap">
          <i className={s.proposedMark} /> {words.proposedLegend}
        </span>
      )}
    </span>
  );
}
