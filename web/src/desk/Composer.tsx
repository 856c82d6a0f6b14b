import { IconArrowBackUp, IconCornerUpRight, IconMail, IconNote, IconTemplate } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Doing } from '#desk/shapes';
import { Kbd } from '../design/Kbd.tsx';
import { useCommands } from '../shell/commands.ts';
import { onWriteOn } from './again.ts';
import type { Conversation } from './api.ts';
import { useComposerWords } from './composer-words.ts';
import { useDraft } from './draft.ts';
import s from './desk.module.css';
import { EscalateBox } from './EscalateBox.tsx';
import { NoteBox } from './NoteBox.tsx';
import { OtherDrafts } from './OtherDrafts.tsx';
import { ReplyBox } from './ReplyBox.tsx';
import { useReplyDraft } from './useReplyDraft.ts';
import { useDeskWords } from './words.ts';

interface ComposerProps {
  readonly conversation: Conversation;
  readonly canReply: boolean;
  readonly canNote: boolean;
  readonly canEscalate: boolean;
  /** What others may see that is done here. */
  readonly onDoing: (doing: Doing) => void;
}

type Mode = 'reply' | 'note' | 'escalate';

/** Below the thread: the answer to the requester, a note for colleagues, or the matter handed to an area. What is written in one survives a look at another. */
export function Composer({ conversation, canReply, canNote, canEscalate, onDoing }: ComposerProps) {
  const words = useDeskWords();
  const mine = useComposerWords();
  const { id } = conversation;
  const draft = useReplyDraft(id, canReply);
  const [note, setNote] = useDraft(`note:${id}`);
  const [ask, setAsk] = useDraft(`escalate:${id}`);
  // From Hoy one comes to answer.
  const [query] = useSearchParams();
  const answers = canReply && (draft.text !== '' || query.has('responder'));
  const [mode, setMode] = useState<Mode | null>(
    answers ? 'reply' : canNote && note !== '' ? 'note' : canEscalate && ask !== '' ? 'escalate' : null,
  );
  useEffect(() =>
    onWriteOn((conversation) => {
      if (conversation !== id || !canReply) return;
      // What was held back is a draft again on the server.
      void draft.keeper.load();
      setMode('reply');
    }),
  );
  useEffect(() => onDoing(mode === 'reply' ? 'replying' : mode === 'note' ? 'noting' : 'reading'), [mode]);
  const hasDraft = draft.isLoaded && (draft.text !== '' || draft.files.length > 0);
  useEffect(() => {
    if (hasDraft) setMode((now) => now ?? 'reply');
  }, [draft.isLoaded]);
  const [isPicking, setPicking] = useState(false);
  const modes: readonly { mode: Mode; title: string; keys: string; icon: typeof IconNote }[] = [
    ...(canReply ? [{ mode: 'reply' as const, title: words.reply, keys: 'r', icon: IconArrowBackUp }] : []),
    ...(canNote ? [{ mode: 'note' as const, title: words.note, keys: 'n', icon: IconNote }] : []),
    ...(canEscalate ? [{ mode: 'escalate' as const, title: words.escalate, keys: 'x', icon: IconCornerUpRight }] : []),
  ];
  useCommands(
    modes.map((one) => ({
      id: `desk.${one.mode}`,
      title: one.title,
      section: words.conversation,
      keys: one.keys,
      icon: one.icon,
      run: () => setMode(one.mode),
    })),
  );
  const pick = () => {
    setMode('reply');
    setPicking(true);
  };
  useCommands(
    canReply
      ? [{ id: 'desk.templates', title: mine.templates, section: words.conversation, keys: 't', icon: IconTemplate, run: pick }]
      : [],
  );
  if (modes.length === 0) return null;
  const close = () => setMode(null);
  return (
    <div className={s.composer}>
      {canReply && draft.others.length > 0 && <OtherDrafts id={id} draft={draft} onTaken={() => setMode('reply')} />}
      {mode === null ? (
        <div className={s.composerLine}>
          <span className={s.whom} title={conversation.requester.email}>
            {canReply && (
              <span>
                <IconMail aria-hidden="true" />
                <span className="trunc">{words.toRequester(conversation.requester.email)}</span>
              </span>
            )}
          </span>
          {modes.map((one) => (
            <button
              key={one.mode}
              type="button"
              className={`btn s ${one.mode === 'reply' ? 'primary' : ''}`}
              aria-keyshortcuts={one.keys.toUpperCase()}
              onClick={() => setMode(one.mode)}
            >
              <one.icon aria-hidden="true" />
              {one.title}
              <Kbd>{one.keys.toUpperCase()}</Kbd>
            </button>
          ))}
        </div>
      ) : (
        <>
          {modes.length > 1 && (
            <div className={s.modes} role="tablist" aria-label={words.compose}>
              {modes.map((one) => (
                <button key={one.mode} type="button" role="tab" aria-selected={mode === one.mode} onClick={() => setMode(one.mode)}>
                  {one.title} <Kbd>{one.keys.toUpperCase()}</Kbd>
                </button>
              ))}
            </div>
          )}
          {mode === 'reply' ? (
            <ReplyBox
              conversation={conversation}
              draft={draft}
              isPicking={isPicking}
              onPicking={setPicking}
              onClose={close}
              onAgain={() => setMode('reply')}
            />
          ) : mode === 'escalate' ? (
            <EscalateBox conversation={conversation} note={ask} onNote={setAsk} onClose={close} onAgain={() => setMode('escalate')} />
          ) : (
            <NoteBox id={id} text={note} onText={setNote} onClose={close} />
          )}
        </>
      )}
    </div>
  );
}
