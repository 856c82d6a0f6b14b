import { IconArrowsSplit2 } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useMay } from '../../shell/session.ts';
import type { MessageItem } from '../api.ts';
import { useSideWords } from './words.ts';

const SideDialog = lazy(() => import('./SideDialog.tsx'));

interface MarkProps {
  readonly conversation: string;
  readonly message: MessageItem;
  readonly side: NonNullable<MessageItem['side']>;
}

/** Below a message of a side thread: with whom it is said, and the way to go on there. */
export function SideMark({ conversation, message, side }: MarkProps) {
  const words = useSideWords();
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="row wrap" style={{ marginTop: 8 }}>
      <span className="chip warn">
        <IconArrowsSplit2 aria-hidden="true" className="sm" />
        {words.apart(side.with.join(', '))}
      </span>
      {may('conversations.reply') && (
        <button type="button" className="btn s" onClick={() => setOpen(true)}>
          {words.goOn}
        </button>
      )}
      {isOpen && (
        <Suspense>
          <SideDialog conversation={conversation} message={message} side={side} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}
