import { accountsByIds, assignable, type Kernel, may } from '#kernel';
import { type Assignee, setAssignee } from './change-store.ts';
import { hold } from './hold.ts';
import { addEvent } from './message-store.ts';
import { refuse } from './refusals.ts';
import { insertAssignment } from './resolution-store.ts';

interface How {
  readonly isByRota?: boolean;
  /** Whoever does it to many tells whom it concerns once, how many. */
  readonly isOneOfMany?: boolean;
}

/** The actor takes the conversation. Refuses `unknown-conversation`, and `only-persons` where no account acts. */
export function take(k: Kernel, id: string, how: How = {}): Promise<void> {
  return k.transaction(async (k) => {
    const me = k.actor.accountId;
    if (me === null) throw refuse.onlyPersons();
    const account = (await accountsByIds(k, [me])).get(me);
    await give(k, id, { id: me, name: k.actor.name, email: account?.email ?? null }, how);
  });
}

/**
 * Gives the conversation to an account, or back to nobody. For others than oneself it needs `conversations.assign`.
 * Refuses `unknown-conversation`, `unknown-assignee`, `forbidden`.
 */
export function assign(k: Kernel, id: string, accountId: string | null, how: How = {}): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, id);
    const isOwn =
      accountId === k.actor.accountId || (accountId === null && held.assigneeId !== null && held.assigneeId === k.actor.accountId);
    if (!isOwn && !may(k.actor.roles, 'conversations.assign')) throw refuse.assignOthers();
    await give(k, id, accountId === null ? null : await assigneeOf(k, accountId), how);
  });
}

/** One of many, puts back whose it was, and whether by the rota. Refuses `unknown-conversation`, `unknown-assignee`. */
export function giveBack(
  k: Kernel,
  id: string,
  { assigneeId, isByRota }: { readonly assigneeId: string | null; readonly isByRota: boolean },
): Promise<void> {
  return k.transaction(async (k) =>
    give(k, id, assigneeId === null ? null : await assigneeOf(k, assigneeId), { isByRota, isOneOfMany: true }),
  );
}

async function assigneeOf(k: Kernel, accountId: string): Promise<Assignee> {
  const account = (await assignable(k)).find((one) => one.id === accountId);
  if (!account) throw refuse.unknownAssignee();
  return { id: account.id, name: account.name, email: account.email };
}

async function give(k: Kernel, conversationId: string, assignee: Assignee | null, how: How): Promise<void> {
  const { isByRota = false, isOneOfMany = false } = how;
  const held = await hold(k, conversationId);
  const { id } = held;
  // What the rota gave is theirs only once they take it.
  if (held.assigneeId === (assignee?.id ?? null) && held.isByRota === isByRota) return;
  await setAssignee(k, id, assignee, isByRota);
  const assignment = await insertAssignment(k, id, assignee);
  await addEvent(k, id, eventOf(k, assignee));
  await k.acts.write({
    verb: assignee === null ? 'conversation.unassigned' : 'conversation.assigned',
    subject: { kind: 'conversation', id },
    detail: { before: held.assigneeId, after: assignee?.id ?? null, name: assignee?.name ?? null },
  });
  const by = { id: k.actor.accountId, name: k.actor.name };
  const moved = { conversation: id, assignment, before: held.assigneeId, after: assignee?.id ?? null, by };
  if (!isOneOfMany) await k.topics.publish('desk.assigned', moved);
  await k.live.tell('desk', id);
}

function eventOf(k: Kernel, assignee: Assignee | null) {
  const by = k.actor.name;
  if (assignee === null) return { kind: 'unassigned', by, detail: null, text: `${by} dejó la conversación sin asignar.` } as const;
  if (assignee.id === k.actor.accountId) return { kind: 'taken', by, detail: assignee.name, text: `${by} tomó la conversación.` } as const;
  return { kind: 'assigned', by, detail: assignee.name, text: `${by} asignó la conversación a ${assignee.name}.` } as const;
}
