import { IconCheck, IconInbox, IconMailOpened, IconUser, IconUserCheck } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { BulkActName } from './api.ts';

interface ActEntry {
  readonly name: BulkActName;
  readonly icon: ComponentType<{ 'aria-hidden'?: boolean | 'true' }>;
  /** The permission (docs/permissions.md). */
  readonly needs: string;
  /** Among the buttons, or behind «más». */
  readonly isMain: boolean;
  /** What has to be chosen first. */
  readonly asks?: 'person';
}

/** What can be done to many; their words are in words.ts (`acts`), what the server does in server/desk/bulk/acts.ts. */
export const acts: readonly ActEntry[] = [
  { name: 'assign', icon: IconUser, needs: 'conversations.assign', isMain: true, asks: 'person' },
  { name: 'take', icon: IconUserCheck, needs: 'conversations.take', isMain: true },
  { name: 'resolve', icon: IconCheck, needs: 'conversations.resolve', isMain: true },
  { name: 'unassign', icon: IconInbox, needs: 'conversations.take', isMain: false },
  { name: 'reopen', icon: IconMailOpened, needs: 'conversations.resolve', isMain: false },
];
