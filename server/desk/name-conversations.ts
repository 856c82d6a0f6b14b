import type { Kernel } from '#kernel';
import { describeConversations } from './change-store.ts';
import { placeOf } from './present.ts';

/** How to name conversations to whoever reads of them elsewhere: number and subject. One that is gone has no subject. */
export async function conversationNames(
  k: Kernel,
  ids: readonly string[],
): Promise<(id: string) => { id: string; number: string; subject: string }> {
  const rows = ids.length === 0 ? [] : await describeConversations(k, [...new Set(ids)]);
  const subjects = new Map(rows.map((row) => [row.id, row.subject]));
  return (id) => ({ ...placeOf(id), subject: subjects.get(id) ?? '' });
}
