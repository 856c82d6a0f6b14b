import { lazy, Suspense, useState } from 'react';
import type { Doing } from '#desk/shapes';
import { useConversationActions } from './actions.ts';
import type { Conversation } from './api.ts';
import { Composer } from './Composer.tsx';
import { ConversationHead } from './ConversationHead.tsx';
import { type DialogName, dialogs } from './dialogs.ts';
import { Thread } from './Thread.tsx';

const SpamNotice = lazy(() => import('./spam/SpamNotice.tsx'));

/** The conversation as it is read and worked on. */
export default function OpenConversation({
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
