import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Doing } from '#desk/shapes';
import { Bone, Late } from '../design/Loading.tsx';
import { useMedia } from '../design/media.ts';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { LinkBanner } from '../shell/LinkBanner.tsx';
import { useConversationActions } from './actions.ts';
import { inboxPath } from './address.ts';
import { type Conversation, conversationKey, fetchConversation } from './api.ts';
import { Composer } from './Composer.tsx';
import { ConversationHead } from './ConversationHead.tsx';
import { useCounts } from './counts.ts';
import s from './desk.module.css';
import { type DialogName, dialogs } from './dialogs.ts';
import { Thread } from './Thread.tsx';
import { useDeskWords } from './words.ts';

const SpamNotice = lazy(() => import('./spam/SpamNotice.tsx'));

interface PaneProps {
  readonly id: string | null;
  readonly onBack: () => void;
  readonly onPanel: () => void;
}

/** The open conversation, or what to do while none is. */
export function ConversationPane({ id, onBack, onPanel }: PaneProps) {
  const words = useDeskWords();
  const pane = useRef<HTMLElement>(null);
  const isOnlyPane = useMedia('(max-width: 639px)');
  useEffect(() => {
    // Opening by key or click: what is read next is the conversation.
    if (id !== null) pane.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <section id="conversation" ref={pane} tabIndex={-1} className={s.conversation} aria-label={words.conversation}>
      {!(isOnlyPane && id === null) && <LinkBanner />}
      {id === null ? <NothingOpen /> : <Opened id={id} onBack={onBack} onPanel={onPanel} />}
    </section>
  );
}

function Opened({ id, onBack, onPanel }: { readonly id: string; readonly onBack: () => void; readonly onPanel: () => void }) {
  const words = useDeskWords();
  const query = useQuery({ queryKey: conversationKey(id), queryFn: ({ signal }) => fetchConversation(id, undefined, signal) });
  useLeadThere(id, query.data?.id ?? id);
  if (query.data) return <Shown conversation={query.data} onBack={onBack} onPanel={onPanel} />;
  if (query.error) return <LoadTrouble error={query.error} title={words.conversationTrouble} retry={() => void query.refetch()} />;
  return (
    <Late>
      <div style={{ padding: 24 }}>
        <span className="sr" role="status">
          {words.loadingConversation}
        </span>
        <Bone width="60%" height={16} />
        <Bone width="35%" top={14} />
        <Bone width="100%" height={110} top={34} />
        <Bone width="100%" height={70} top={14} />
      </div>
    </Late>
  );
}

/** What was merged into another is read there, under the other's address. */
function useLeadThere(asked: string, shown: string): void {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  useEffect(() => {
    if (shown !== asked) void navigate(pathname.replace(new RegExp(`/${asked}$`), `/${shown}`) + search, { replace: true });
  }, [asked, shown, pathname, search, navigate]);
}

function Shown({
  conversation,
  onBack,
  onPanel,
}: {
  readonly conversation: Conversation;
  readonly onBack: () => void;
  readonly onPanel: () => void;
}) {
  const [asked, setAsked] = useState<DialogName | null>(null);
  const [doing, setDoing] = useState<Doing>('reading');
  const Dialog = asked && dialogs[asked];
  const actions = useConversationActions(conversation, () => setAsked('no-answer'));
  return (
    <>
      <ConversationHead conversation={conversation} actions={actions} onBack={onBack} onPanel={onPanel} onAsk={setAsked} doing={doing} />
      <Suspense fallback={null}>
        {conversation.spam && <SpamNotice conversation={conversation} why={conversation.spam} canRelease={actions.canRelease} />}
      </Suspense>
      <Thread conversation={conversation} />
      <Composer
        key={conversation.id}
        conversation={conversation}
        canReply={actions.canReply}
        canNote={actions.canNote}
        canEscalate={actions.canEscalate}
        onDoing={setDoing}
      />
      <Suspense fallback={null}>{Dialog && <Dialog conversation={conversation} onClose={() => setAsked(null)} />}</Suspense>
    </>
  );
}

function NothingOpen() {
  const words = useDeskWords();
  const format = useFormats();
  const navigate = useNavigate();
  const waiting = useCounts().waiting ?? 0;
  return (
    <div className="center">
      <b>{words.nothingSelected}</b>
      <span>{waiting > 0 ? words.meanwhile(waiting >= 1000 ? '1,000+' : format.number(waiting)) : words.chooseOne}</span>
      {waiting > 0 && (
        <button type="button" className="btn" onClick={() => void navigate(inboxPath('waiting'))}>
          {words.seeWaiting}
        </button>
      )}
    </div>
  );
}
