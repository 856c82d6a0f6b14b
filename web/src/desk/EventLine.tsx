import { useFormats } from '../i18n/LanguageProvider.tsx';
import type { MessageItem } from './api.ts';
import s from './desk.module.css';
import { rota } from './passed.ts';
import { useDeskWords } from './words.ts';

/** What was done with the conversation, as a quiet line. */
export function EventLine({ message, isDated = false }: { readonly message: MessageItem; readonly isDated?: boolean }) {
  const words = useDeskWords();
  const format = useFormats();
  const { event, delivery } = message;
  const at = Date.parse(message.receivedAt);
  return (
    <div className={s.event} id={`message-${message.id}`}>
      <span title={format.full(at)}>
        {useSentence(message)}
        {event?.kind === 'acknowledged' &&
          delivery !== null &&
          delivery !== 'accepted' &&
          ` · ${words.deliveries[delivery].word.toLowerCase()}`}{' '}
        · <span className="nowrap">{isDated ? format.moment(at) : format.time(at)}</span>
        {message.origin && ` · ${message.origin.number}`}
      </span>
    </div>
  );
}

/** What happened, in the reader's language. */
export function useSentence({ event, text }: MessageItem): string {
  const { events } = useDeskWords();
  const format = useFormats();
  if (!event) return text;
  const { kind, detail, about = 'reply' } = event;
  const by = event.by === rota ? events.rota : event.by;
  if (kind === 'acknowledged') return events.acknowledged;
  if (kind === 'bounced' || kind === 'rejected' || kind === 'uncertain') return events.delivered[about][kind];
  if (kind === 'held-back') return events.heldBack;
  if (kind === 'sent-again') return detail === 'rejected' ? events.sentOnceMore(by) : events.sentAgain(by, detail === 'uncertain');
  if (kind === 'cancelled') return events.cancelled(by);
  if (kind === 'believed') return events.believed(by, format.full(Date.parse(detail ?? '')));
  if (kind === 'taken') return events.taken(by);
  if (kind === 'assigned') return events.assigned(by, detail ?? '');
  if (kind === 'unassigned') return events.unassigned(by);
  if (kind === 'spam') return events.spam(by, detail ?? '');
  if (kind === 'spam-released') return events.spamReleased(by);
  if (kind === 'snoozed') return events.snoozed(by, format.moment(Date.parse(detail ?? '')));
  if (kind === 'woke') return detail === 'person' ? events.wokenBy(by) : events.woke[detail as keyof typeof events.woke];
  if (kind === 'resolved') return events.resolved(by);
  if (kind === 'reopened') return detail === 'message' ? events.reopenedByMessage : events.reopened(by);
  if (kind === 'own-term') return events.ownTerm[detail === 'complaint' ? 'complaint' : 'information'](by);
  if (kind === 'own-term-ended') return events.ownTermEnded(by);
  if (kind === 'draft-taken') return events.draftTaken(by, detail ?? '');
  if (kind === 'call-annulled') return events.callAnnulled(by, detail ?? '');
  if (kind === 'reminded') return events.reminded(detail ?? '');
  if (kind === 'notified') return events.notified(detail ?? '');
  if (kind === 'returned') return events.returned(by, detail ?? '');
  if (kind === 'area-overdue') return events.areaOverdue(detail ?? '');
  if (kind === 'no-answer') return events.noAnswer(by, detail ?? '');
  return text;
}
