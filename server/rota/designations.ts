import { assignable, type Kernel } from '#kernel';
import { refuse } from './refusals.ts';
import { endDesignation, insertDesignation } from './designation-store.ts';

export interface NewDesignation {
  readonly accountId: string;
  readonly since: string;
  /** The last day; null: until it is ended. */
  readonly until: string | null;
  readonly reason: string | null;
}

/** Somebody may answer chat and calls beside the operator of the day (5.4). Refuses `unknown-operator`, `bad-span`. */
export function designate(k: Kernel, { accountId, since, until, reason }: NewDesignation): Promise<{ id: string }> {
  return k.transaction(async (k) => {
    const account = (await assignable(k)).find((one) => one.id === accountId);
    if (!account) throw refuse.unknownPerson();
    if (until !== null && until < since) throw refuse.badSpan();
    const id = await insertDesignation(k, { accountId, name: account.name, since, until, reason });
    await k.acts.write({ verb: 'designation.made', subject: { kind: 'account', id: accountId }, reason, detail: { id, since, until } });
    await k.live.tell('rota', '');
    return { id };
  });
}

/** It holds no longer. Refuses `unknown-designation`. */
export function removeDesignation(k: Kernel, id: string): Promise<void> {
  return k.transaction(async (k) => {
    if (!/^\d{1,18}$/.test(id) || !(await endDesignation(k, id))) throw refuse.unknownDesignation();
    await k.acts.write({ verb: 'designation.ended', subject: { kind: 'designation', id } });
    await k.live.tell('rota', '');
  });
}
