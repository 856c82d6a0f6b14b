import { accountsByIds, assignable, createAccount, type Kernel, type Role } from '#kernel';
import { persons, upsertPerson } from './store.ts';

/** Somebody who is to work here, with at least one role. */
export interface NewUser {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** Without one, the answer holds the link to choose it (72 h, once). */
  readonly password?: string;
}

/** Adds a person with an account. Refuses `email-taken`, `role-missing`, `weak-password`. */
export async function addUser(k: Kernel, user: NewUser): Promise<{ id: string; link?: string }> {
  return k.transaction(async (k) => {
    const made = await createAccount(k, user);
    await keepPerson(k, made.id);
    return made;
  });
}

/** Takes over what an account says of its person; a token is no person. */
export async function keepPerson(k: Kernel, accountId: string): Promise<void> {
  const account = (await accountsByIds(k, [accountId])).get(accountId);
  if (account?.kind !== 'person') return;
  await upsertPerson(k, { accountId, name: account.name, email: account.email, isActive: account.isEnabled });
}

/** A person with a way in; `id` is the account's. */
export interface FoundPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly assignable: boolean;
}

/** Persons with a way in, by name, and whether a conversation can be given to them. */
export async function listPersons(k: Kernel, query: string): Promise<FoundPerson[]> {
  const [rows, able] = await Promise.all([persons(k, query.trim(), 200), assignable(k)]);
  const ids = new Set(able.map((one) => one.id));
  return rows.map(({ accountId, name, email }) => ({ id: accountId, name, email, assignable: ids.has(accountId) }));
}
