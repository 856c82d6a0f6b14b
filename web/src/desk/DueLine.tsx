import { Popover } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { ClauseTag } from '../design/ClauseTag.tsx';
import { DueChip } from '../design/DueChip.tsx';
import { sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { useNow } from '../shell/clock.ts';
import { useCalendar } from '../shell/ServiceClock.tsx';
import { dueOf } from './aged.ts';
import { type Conversation, fetchDeadline, isOpen as isRunning } from './api.ts';
import { Days } from './Days.tsx';
import s from './desk.module.css';
import { EndedLine } from './EndedLine.tsx';
import { HandedBackLine } from './HandedBackLine.tsx';
import { useDeskWords } from './words.ts';

/** How long is left, until when, by which clause; the chip opens how that was calculated. */
export function DueLine({ conversation }: { readonly conversation: Conversation }) {
  const words = useDeskWords();
  const format = useFormats();
  const now = useNow(15);
  const isOpen = useCalendar().data?.now.isOpen ?? false;
  const [isShown, setShown] = useState(false);
  const due = dueOf(conversation, conversation.fetchedAt, now, isOpen);
  const obligation = conversation.obligations.find((one) => isRunning(one) && one.basis === 'text' && one.dueAt === conversation.dueAt);
  if (!due || conversation.dueAt === null) {
    return (
      <>
        <EndedLine obligations={conversation.obligations} />
        <HandedBackLine obligations={conversation.obligations} />
      </>
    );
  }
  const dueAt = Date.parse(conversation.dueAt);
  const line = due.isOverdue ? words.wasDueAt(format.moment(dueAt)) : words.dueAt(format.moment(dueAt));
  if (!obligation) {
    return (
      <>
        <DueChip due={due} />
        <span className="nowrap">{line}</span>
      </>
    );
  }
  return (
    <>
      <Popover opened={isShown} onChange={setShown} position="bottom-start" trapFocus returnFocus withinPortal>
        <Popover.Target>
          <button
            type="button"
            className={s.dueButton}
            title={`${words.howCalculated}: ${format.full(dueAt)}`}
            onClick={() => setShown(!isShown)}
          >
            <DueChip due={due} />
            <span className="nowrap">{line}</span>
          </button>
        </Popover.Target>
        <Popover.Dropdown>{isShown && <Arithmetic obligation={obligation.id} />}</Popover.Dropdown>
      </Popover>
      <ClauseTag clause={obligation.clause} />
    </>
  );
}

/** The days of the reading in force; the whole page has both. */
function Arithmetic({ obligation }: { readonly obligation: string }) {
  const words = useDeskWords();
  const format = useFormats();
  const { data, error } = useQuery({ queryKey: ['procedure', 'deadline', obligation], queryFn: () => fetchDeadline(obligation) });
  const [reading, other] = data?.explanation.readings ?? [];
  return (
    <div className={s.arithmetic}>
      <div className="row between">
        <h3>{words.howCalculated}</h3>
        {data && <ClauseTag clause={data.obligation.clause} />}
      </div>
      {error !== null && <p role="alert">{sentenceOf(error)}</p>}
      {data && reading && (
        <>
          <Days explanation={data.explanation} />
          <p className="xs muted">
            {other && words.otherReading(words.readingNames[other.reading], format.moment(Date.parse(other.dueAt)))}{' '}
            <Link to={`/plazo/${obligation}`}>{words.seePage}</Link>
          </p>
        </>
      )}
    </div>
  );
}
