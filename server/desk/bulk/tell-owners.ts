import type { Kernel } from '#kernel';
import { type BulkRow, movedOwners } from './bulk-store.ts';

/** Whoever got many, or had them, is told once how many: a hundred notices are none. */
export async function tellOwners(k: Kernel, { id, state }: Pick<BulkRow, 'id' | 'state'>): Promise<void> {
  const isUndoing = state === 'undoing';
  const moves = await movedOwners(k, id, isUndoing ? 'undone' : 'done');
  const back = moves.map(({ before, after, ...move }) => ({ ...move, before: after, after: before }));
  if (moves.length === 0) return;
  await k.topics.publish('desk.assigned-many', {
    cause: isUndoing ? `bulk-undone:${id}` : `bulk:${id}`,
    by: { id: k.actor.accountId, name: k.actor.name },
    moves: isUndoing ? back : moves,
  });
}
