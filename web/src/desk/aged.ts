import type { Due } from '../design/DueChip.tsx';
import type { ConversationItem } from './api.ts';

/** A term as the server told it. */
type Term = Pick<ConversationItem, 'dueAt' | 'remainingSeconds' | 'share'>;

/** What is left of a term now, from what the server said at `fetchedAt`: working time only passes while the service is open. */
export function dueOf(item: Term, fetchedAt: number, now: number, isOpen: boolean): Due | null {
  if (item.dueAt === null || item.remainingSeconds === null) return null;
  const passed = isOpen ? Math.max(0, (now - fetchedAt) / 1000) : 0;
  const remainingSeconds = item.remainingSeconds - passed;
  const share = item.remainingSeconds > 0 ? Math.max(0, ((item.share ?? 0) * remainingSeconds) / item.remainingSeconds) : 0;
  return { remainingSeconds, share, isOverdue: now > Date.parse(item.dueAt) };
}
