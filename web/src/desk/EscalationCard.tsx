import { IconCornerUpRight } from '@tabler/icons-react';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { AreaDue } from './AreaDue.tsx';
import type { Conversation, MessageItem } from './api.ts';
import s from './desk.module.css';
import { LinkedText } from './LinkedText.tsx';
import { useDeskWords } from './words.ts';

type Escalation = Conversation['escalations'][number];

interface CardProps {
  readonly message: MessageItem;
  readonly escalation: Escalation;
  readonly fetchedAt: number;
}

/** The matter handed to an area: to whom, by whom, what was asked, until when, and what became of it. */
export function EscalationCard({ message, escalation, fetchedAt }: CardProps) {
  const words = useDeskWords();
  const format = useFormats();
  const at = Date.parse(escalation.at);
  return (
    <article className={`${s.message} ${s.escalation}`} id={`message-${message.id}`} aria-label={words.escalatedTo(escalation.area.name)}>
      <header>
        <IconCornerUpRight aria-hidden="true" />
        <b className="semi">{words.escalatedTo(escalation.area.name)}</b>
        <span className="muted">{escalation.by.name}</span>
        <EscalationState escalation={escalation} fetchedAt={fetchedAt} note={message.deliveryNote} />
        <span className={`faint xs ${s.when}`} title={format.full(at)}>
          {format.date(at)} {format.time(at)}
        </span>
      </header>
      <div className={s.text}>
        <LinkedText text={escalation.note} />
      </div>
      <p className="xs muted">{useOutcome(escalation)}</p>
    </article>
  );
}

/** Where it stands, as a chip: on its way, running, or how it ended. */
function EscalationState({
  escalation,
  fetchedAt,
  note,
}: {
  readonly escalation: Escalation;
  readonly fetchedAt: number;
  readonly note: string | null;
}) {
  const { escalationStates } = useDeskWords();
  if (escalation.state === 'sent') return <AreaDue escalation={escalation} fetchedAt={fetchedAt} />;
  const { word, tone } = escalationStates[escalation.state];
  return (
    <span className={`chip ${tone}`} title={note ?? undefined}>
      {word}
    </span>
  );
}

function useOutcome({ state, dueAt, endedAt, endedBy, reason, isOverdue }: Escalation): string {
  const words = useDeskWords();
  const format = useFormats();
  const moment = (at: string): string => format.moment(Date.parse(at));
  if (state === 'answered' && endedAt !== null) return words.areaAnswered(endedBy ?? '', moment(endedAt));
  if (state === 'returned' && endedAt !== null) return words.areaReturned(endedBy ?? '', moment(endedAt), reason ?? '');
  if (state === 'rejected') return words.escalationRejected;
  if (state === 'uncertain') return words.escalationUncertain;
  return isOverdue ? words.areaWasDue(moment(dueAt)) : words.areaDue(moment(dueAt));
}

/** The areas that have the matter now, beside the conversation's own deadline. */
export function EscalationChips({ conversation }: { readonly conversation: Conversation }) {
  const words = useDeskWords();
  return conversation.escalations
    .filter(({ state }) => state === 'sent')
    .map((one) => (
      <span key={one.id} className={s.withArea}>
        <span className="chip accent">{words.withArea(one.area.name)}</span>
        <AreaDue escalation={one} fetchedAt={conversation.fetchedAt} />
      </span>
    ));
}
