import { Popover } from '@mantine/core';
import { IconClock } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import type { Conversation } from '../api.ts';
import type { ReplyDraft } from '../useReplyDraft.ts';
import { useLaterWords } from './words.ts';

const LaterChoice = lazy(() => import('./LaterChoice.tsx'));

/** At the next opening, or an instant (ISO). */
export type Leaves = string;

interface LaterProps {
  readonly conversation: Conversation;
  readonly draft: ReplyDraft;
  readonly isShown: boolean;
  readonly isDisabled: boolean;
  readonly onShow: (isShown: boolean) => void;
  readonly onPlan: (leaves: Leaves) => void;
}

/** Beside «Enviar»: the same answer at another hour. */
export function LaterButton({ conversation, draft, isShown, isDisabled, onShow, onPlan }: LaterProps) {
  const words = useLaterWords();
  return (
    <Popover opened={isShown} onChange={onShow} position="top-end" shadow="md" width={320} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className="btn icon s"
          aria-label={words.later}
          title={`${words.later} · Ctrl Shift ↵`}
          aria-keyshortcuts="Control+Shift+Enter"
          aria-expanded={isShown}
          aria-disabled={isDisabled}
          onClick={() => !isDisabled && onShow(!isShown)}
        >
          <IconClock aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={12} style={{ maxWidth: 'calc(100vw - 24px)' }}>
        {isShown && (
          <Suspense>
            <LaterChoice conversation={conversation} opening={draft.opening} onPlan={onPlan} />
          </Suspense>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
