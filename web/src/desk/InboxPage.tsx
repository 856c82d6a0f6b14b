import { useState } from 'react';
import { Navigate, useLocation, useNavigate, useParams } from 'react-router';
import { useMedia } from '../design/media.ts';
import { useCommands } from '../shell/commands.ts';
import { useTitle } from '../shell/title.ts';
import { inboxPath, viewAt } from './address.ts';
import type { View } from './api.ts';
import { ConversationPane } from './ConversationPane.tsx';
import { CustomerPanel } from './CustomerPanel.tsx';
import s from './desk.module.css';
import { ListPane } from './ListPane.tsx';
import { useTagNews } from './tag/news.ts';
import { Views } from './Views.tsx';
import { useDeskWords } from './words.ts';

/** Bandeja: views, list, conversation and who wrote it. Widths of ui/README 4. */
export default function InboxPage() {
  const params = useParams();
  const { search } = useLocation();
  const at = viewAt(params.view);
  if (at?.isOld) return <Navigate to={inboxPath(at.view, params.conversation) + search} replace />;
  return <Inbox view={at?.view ?? 'toAnswer'} id={params.conversation ?? null} />;
}

function Inbox({ view, id }: { readonly view: View; readonly id: string | null }) {
  const words = useDeskWords();
  const navigate = useNavigate();
  const { search } = useLocation();
  const hasRoom = useMedia('(min-width: 1280px)');
  const [isPanelWanted, setPanelWanted] = useState(false);
  const [isPanelAway, setPanelAway] = useState(false);
  const isPanelShown = id !== null && (hasRoom ? !isPanelAway : isPanelWanted);
  const togglePanel = (): void => (hasRoom ? setPanelAway(!isPanelAway) : setPanelWanted(!isPanelWanted));
  const isOnlyPane = useMedia('(max-width: 639px)');
  useTitle(words.title);
  useTagNews();
  const openConversation = (next: string | null): void => void navigate(inboxPath(view, next ?? undefined) + search);
  useCommands(
    id === null
      ? []
      : [
          { id: 'desk.panel', title: words.keys.panel, section: words.conversation, keys: 'i', run: togglePanel },
          {
            id: 'desk.back',
            title: words.keys.back,
            section: words.conversation,
            keys: 'Escape',
            isSilent: true,
            run: () => {
              if (isPanelShown && !hasRoom) return setPanelWanted(false);
              if (isOnlyPane) openConversation(null);
              document.getElementById('conversation-list')?.focus();
            },
          },
        ],
  );
  return (
    <div className={`${s.inbox} ${isPanelShown && hasRoom ? '' : s.noPanel}`} data-pane={id === null ? 'list' : 'conversation'}>
      <a className="skip" href="#conversation">
        {words.skipToConversation}
      </a>
      <h1 className="sr">{words.title}</h1>
      <Views view={view} />
      <ListPane view={view} selected={id} onOpen={openConversation} />
      <ConversationPane key={id} id={id} onBack={() => openConversation(null)} onPanel={togglePanel} />
      {isPanelShown && <CustomerPanel id={id} isFloating={!hasRoom} onClose={togglePanel} />}
    </div>
  );
}
