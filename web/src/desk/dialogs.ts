import { type ComponentType, lazy } from 'react';
import type { Conversation } from './api.ts';

export interface DialogProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** What asks for more before an act on the open conversation; each is fetched when it is first asked for. */
export const dialogs = {
  'no-answer': lazy(() => import('./NoAnswerDialog.tsx')),
  forward: lazy(() => import('./side/ForwardDialog.tsx')),
  merge: lazy(() => import('./merging/MergeDialog.tsx')),
  phone: lazy(() => import('./PhoneDialog.tsx')),
  snooze: lazy(() => import('./snooze/SnoozeDialog.tsx')),
  split: lazy(() => import('./merging/SplitDialog.tsx')),
  spam: lazy(() => import('./spam/SpamDialog.tsx')),
  tags: lazy(() => import('./tag/TagDialog.tsx')),
} as const satisfies Readonly<Record<string, ComponentType<DialogProps>>>;

export type DialogName = keyof typeof dialogs;
