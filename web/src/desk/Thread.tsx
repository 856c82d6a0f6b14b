import { Fragment, lazy, Suspense, useLayoutEffect, useRef, useState } from 'react';
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
import { PassedLine } from './PassedLine.tsx';
import { linesOf, type ThreadLine } from './passed.ts';
import { useDeskWords } from './words.ts';

/** What a reader does to go elsewhere in the thread; the browser scrolls by itself too. */
const acts = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Told with the way back. */
const mergings = new Set(['merged', 'unmerged', 'split', 'split-from', 'split-undone']);
const MergedLine = lazy(() => import('./merging/MergedLine.tsx'));

/** The messages, oldest first, with the day on a line where it changes; it opens at the last one. */
export function Thread({ conversation }: { readonly conversation: Conversation }) {
  const words = useDeskWords();
  const format = useFormats();
  const scroller = useRef<HTMLDivElement>(null);
  const { older, hasEarlier, loadEarlier } = useEarlier(conversation);
  const lines = linesOf([...older, ...conversation.messages]);
  const lastId = conversation.messages.at(-1)?.id;
  useLayoutEffect(() => (scroller.current ? stayAt(scroller.current, `message-${lastId}`) : undefined), [lastId]);
  return (
    <div className={s.thread} ref={scroller} tabIndex={0} role="log" aria-label={words.conversation} aria-live="polite">
      {hasEarlier && (
        <button type="button" className="btn s" style={{ alignSelf: 'center' }} onClick={() => void loadEarlier()}>
          {words.earlier}
        </button>
      )}
      {lines.map((line, index) => {
        const [{ id, receivedAt }] = line;
        const at = Date.parse(receivedAt);
        const before = lines[index - 1]?.at(-1);
        // A line of several days says itself when.
        const isNewDay = line.length === 1 && (!before || format.fullDate(Date.parse(before.receivedAt)) !== format.fullDate(at));
        return (
          <Fragment key={id}>
            {isNewDay && <div className={s.event}>{format.longDay(at)}</div>}
            <Line line={line} conversation={conversation} />
          </Fragment>
        );
      })}
    </div>
  );
}

/** Shows the message that is meant, also after what is around it has taken its room, until the reader goes elsewhere. */
function stayAt(scroller: HTMLElement, id: string): () => void {
  const show = (): void => {
    const target = document.getElementById(id);
    if (target) scroller.scrollTop = Math.max(0, target.offsetTop - scroller.offsetTop - 40);
  };
  show();
  const watch = new ResizeObserver(show);
  for (const one of [scroller, ...scroller.children]) watch.observe(one);
  const leave = (): void => watch.disconnect();
  for (const act of acts) scroller.addEventListener(act, leave, { passive: true });
  return () => {
    leave();
    for (const act of acts) scroller.removeEventListener(act, leave);
  };
}

function Line({ line, conversation }: { readonly line: ThreadLine; readonly conversation: Conversation }) {
  const [isOpen, setOpen] = useState(false);
  if (line.length === 1) return <Entry message={line[0]} conversation={conversation} />;
  return (
    <>
      <PassedLine line={line} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      {isOpen && line.map((message) => <EventLine key={message.id} message={message} isDated />)}
    </>
  );
}

function Entry({ message, conversation }: { readonly message: MessageItem; readonly conversation: Conversation }) {
  const escalation = conversation.escalations.find(({ id }) => id === message.escalation);
  if (message.part === 'ask' && escalation)
    return <EscalationCard message={message} escalation={escalation} fetchedAt={conversation.fetchedAt} />;
  if (mergings.has(message.event?.kind ?? ''))
    return (
      <Suspense fallback={<EventLine message={message} />}>
        <MergedLine message={message} conversation={conversation} />
      </Suspense>
    );
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
