import { Fragment, useLayoutEffect, useRef, useState } from 'react';
import { sentenceOf } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { say } from '../shell/notices.ts';
import { type Conversation, fetchConversation, type MessageItem } from './api.ts';
import { ClaimNotice } from './ClaimNotice.tsx';
import s from './desk.module.css';
import { EscalationCard } from './EscalationCard.tsx';
import { EventLine } from './EventLine.tsx';
import { MessageCard } from './MessageCard.tsx';
import { NoteCard } from './NoteCard.tsx';
import { useDeskWords } from './words.ts';

/** The messages, oldest first, with the day on a line where it changes; it opens at the last one. */
export function Thread({ conversation }: { readonly conversation: Conversation }) {
  const words = useDeskWords();
  const format = useFormats();
  const scroller = useRef<HTMLDivElement>(null);
  const { older, hasEarlier, loadEarlier } = useEarlier(conversation);
  const messages = [...older, ...conversation.messages];
  const lastId = conversation.messages.at(-1)?.id;
  useLayoutEffect(() => {
    const last = scroller.current?.querySelector(`#message-${lastId}`);
    if (last && scroller.current)
      scroller.current.scrollTop = Math.max(0, (last as HTMLElement).offsetTop - scroller.current.offsetTop - 40);
  }, [lastId]);
  return (
    <div className={s.thread} ref={scroller} tabIndex={0} role="log" aria-label={words.conversation} aria-live="polite">
      {hasEarlier && (
        <button type="button" className="btn s" style={{ alignSelf: 'center' }} onClick={() => void loadEarlier()}>
          {words.earlier}
        </button>
      )}
      {messages.map((message, index) => {
        const at = Date.parse(message.receivedAt);
        const before = messages[index - 1];
        const isNewDay = !before || format.fullDate(Date.parse(before.receivedAt)) !== format.fullDate(at);
        return (
          <Fragment key={message.id}>
            {isNewDay && <div className={s.event}>{format.longDay(at)}</div>}
            <Entry message={message} conversation={conversation} />
          </Fragment>
        );
      })}
    </div>
  );
}

function Entry({ message, conversation }: { readonly message: MessageItem; readonly conversation: Conversation }) {
  const escalation = conversation.escalations.find(({ id }) => id === message.escalation);
  if (message.part === 'ask' && escalation)
    return <EscalationCard message={message} escalation={escalation} fetchedAt={conversation.fetchedAt} />;
  if (message.direction === 'event') return <EventLine message={message} />;
  if (message.direction === 'note') return <NoteCard message={message} />;
  const isClaim = message.part === 'claim';
  return (
    <MessageCard
      conversation={conversation.id}
      message={message}
      mailbox={conversation.mailbox}
      requester={conversation.requester}
      notice={isClaim && <ClaimNotice message={message} conversation={conversation.id} isOpen={!escalation?.endedAt} />}
    />
  );
}

/** What came before the last fifty, on asking. */
function useEarlier(conversation: Conversation) {
  const [older, setOlder] = useState<readonly MessageItem[]>([]);
  const [earliest, setEarliest] = useState<string | null | undefined>(undefined);
  const before = earliest === undefined ? conversation.earlier : earliest;
  const loadEarlier = async (): Promise<void> => {
    if (before === null) return;
    try {
      const page = await fetchConversation(conversation.id, before);
      setOlder((now) => [...page.messages, ...now]);
      setEarliest(page.earlier);
    } catch (error) {
      say(sentenceOf(error), { tone: 'bad' });
    }
  };
  return { older, hasEarlier: before !== null, loadEarlier };
}
