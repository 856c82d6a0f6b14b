import { accountsByIds, assignable, type Kernel } from '#kernel';
import type { Assignee } from '../change-store.ts';
import { refuse } from '../refusals.ts';
import { addLines, giveAll, type Held, holdAllOf, holders } from './handing-store.ts';

export interface Handing {
  readonly from: string;
  /** Null: back to the queue. */
  readonly to: string | null;
  readonly reason: string;
}

/**
 * All that somebody holds and that is not resolved passes to somebody else, or returns to the queue, in one act and with a line in each; answers how much it was.
 * Refuses `unknown-assignee`.
 */
export function handAll(k: Kernel, { from, to, reason }: Handing): Promise<number> {
  return k.transaction(async (k) => {
    const taker = to === null ? null : (await assignable(k)).find((one) => one.id === to);
    if (taker === undefined || to === from) throw refuse.unknownAssignee();
    const rows = await holdAllOf(k, from);
    if (rows.length === 0) return 0;
    const name = (await accountsByIds(k, [from])).get(from)?.name ?? rows[0]?.assigneeName ?? '';
    await hand(k, rows, { to: taker, reason });
    await k.acts.write({
      verb: 'work.handed-over',
      subject: { kind: 'account', id: from },
      reason,
      detail: { name, to: taker?.id ?? null, toName: taker?.name ?? null, conversations: rows.length },
    });
    return rows.length;
  });
}

/** Whoever may answer no more holds nothing. Again is harmless. */
export async function returnOfGone(k: Kernel): Promise<void> {
  const able = new Set((await assignable(k)).map((one) => one.id));
  for (const from of await holders(k)) if (!able.has(from)) await handAll(k, { from, to: null, reason: 'ya no puede responder' });
}

/** In the caller's transaction, which holds them. */
export async function hand(
  k: Kernel,
  rows: readonly Held[],
  { to, reason }: { readonly to: Assignee | null; readonly reason: string },
): Promise<void> {
  const by = k.actor.name;
  for (const [from, held] of Map.groupBy(rows, (row) => row.assigneeId)) {
    const ids = held.map((row) => row.id);
    const had = held[0]?.assigneeName ?? '';
    await giveAll(k, ids, to);
    const text = to
      ? `${by} pasó a ${to.name} la conversación que tenía ${had}: ${reason}.`
      : `${by} devolvió a la cola la conversación que tenía ${had}: ${reason}.`;
    await addLines(k, ids, { kind: to ? 'assigned' : 'unassigned', by, detail: to?.name ?? null, text });
    await k.acts.writeMany(
      ids.map((id) => ({
        verb: to ? 'conversation.assigned' : 'conversation.unassigned',
        subject: { kind: 'conversation', id },
        reason,
        detail: { before: from, after: to?.id ?? null, name: to?.name ?? null },
      })),
    );
    await k.topics.publish('desk.handed-over', {
      from,
      to: to?.id ?? null,
      conversations: ids,
      by: { id: k.actor.accountId, name: by },
      at: k.clock.now(),
    });
    for (const id of ids) await k.live.tell('desk', id);
  }
}
