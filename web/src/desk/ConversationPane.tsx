import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Bone, Late } from '../design/Loading.tsx';
import { useMedia } from '../design/media.ts';
import { LoadTrouble } from '../design/Trouble.tsx';
import { useFormats } from '../i18n/LanguageProvider.tsx';
import { LinkBanner } from '../shell/LinkBanner.tsx';
import { inboxPath } from './address.ts';
import { conversationKey, fetchConversation } from './api.ts';
import { useCounts } from './counts.ts';
import s from './desk.module.css';
import { useDeskWords } from './words.ts';

/** Apart from the list: whoever comes to read the list has it first, and the rest by the time they open something. */
const load = () => import('./OpenConversation.tsx');
const OpenConversation = lazy(load);
/** After the list stands, ms. */
const loadsAfter = 1_000;

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
  useEffect(() => {
    const timer = setTimeout(() => void load().catch(() => {}), id === null ? loadsAfter : 0);
    return () => clearTimeout(timer);
  }, []);
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
  if (query.data)
    return (
      <Suspense fallback={<Bones />}>
        <OpenConversation conversation={query.data} onBack={onBack} onPanel={onPanel} />
      </Suspense>
    );
  if (query.error) return <LoadTrouble error={query.error} title={words.conversationTrouble} retry={() => void query.refetch()} />;
  return <Bones />;
}

function Bones() {
  const words = useDeskWords();
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
