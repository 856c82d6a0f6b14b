import { IconArrowBackUp, IconMail, IconNote } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Kbd } from '../design/Kbd.tsx';
import { useCommands } from '../shell/commands.ts';
import { onWriteOn } from './again.ts';
import type { Conversation } from './api.ts';
import { useDraft } from './draft.ts';
import s from './desk.module.css';
import { NoteBox } from './NoteBox.tsx';
import { ReplyBox } from './ReplyBox.tsx';
import { useDeskWords } from './words.ts';

interface ComposerProps {
  readonly conversation: Conversation;
  readonly canReply: boolean;
  readonly canNote: boolean;
}

type Mode = 'reply' | 'note';

/** Below the thread: the answer to the requester, or a note for colleagues. What is written in one survives a look at the other. */
export function Composer({ conversation, canReply, canNote }: ComposerProps) {
  const words = useDeskWords();
  const { id } = conversation;
  const [reply, setReply] = useDraft(`reply:${id}`);
  const [note, setNote] = useDraft(`note:${id}`);
  const [mode, setMode] = useState<Mode | null>(canReply && reply !== '' ? 'reply' : canNote && note !== '' ? 'note' : null);
  useEffect(() =>
    onWriteOn((conversation, text) => {
      if (conversation !== id || !canReply) return;
      setReply(text);
      setMode('reply');
    }),
  );
  const modes: readonly { mode: Mode; title: string; keys: string; icon: typeof IconNote }[] = [
    ...(canReply ? [{ mode: 'reply' as const, title: words.reply, keys: 'r', icon: IconArrowBackUp }] : []),
    ...(canNote ? [{ mode: 'note' as const, title: words.note, keys: 'n', icon: IconNote }] : []),
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
  if (modes.length === 0) return null;
  const close = () => setMode(null);
  return (
    <div className={s.composer}>
      {mode === null ? (
        <div className={s.composerLine}>
          <IconMail aria-hidden="true" />
          <span className="grow trunc">{canReply && words.toRequester(conversation.requester.email)}</span>
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
                  {one.title}
                </button>
              ))}
            </div>
          )}
          {mode === 'reply' ? (
            <ReplyBox conversation={conversation} text={reply} onText={setReply} onClose={close} onAgain={() => setMode('reply')} />
          ) : (
            <NoteBox id={id} text={note} onText={setNote} onClose={close} />
          )}
        </>
      )}
    </div>
  );
}
