import type { Kernel } from '#kernel';
import { hold } from '../hold.ts';
import { refuse } from '../refusals.ts';
import { deleteFollower, insertFollower } from './follow-store.ts';

/** The actor keeps an eye on a conversation. Again is harmless. Refuses `unknown-conversation`, `only-persons` where no account acts. */
export function follow(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, id);
    if (await insertFollower(k, held.id, me(k))) await note(k, held.id, 'conversation.followed');
  });
}

/** No more. Again is harmless. Refuses `unknown-conversation`, `only-persons` where no account acts. */
export function unfollow(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    const held = await hold(k, id);
    if (await deleteFollower(k, held.family, me(k))) await note(k, held.id, 'conversation.unfollowed');
  });
}

function me(k: Kernel): string {
  if (k.actor.accountId === null) throw refuse.onlyPersons();
  return k.actor.accountId;
}

async function note(k: Kernel, id: string, verb: string): Promise<void> {
  await k.acts.write({ verb, subject: { kind: 'conversation', id } });
  await k.live.tell('desk', id);
}
