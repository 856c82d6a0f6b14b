import type { Kernel, Role } from '../kernel.ts';
import {
  type AccountRow,
  accountById,
  accountsWithIds,
  accountsWithRoles,
  insertAccount,
  otherAdmins,
  type PersonRow,
  persons,
  setDisabled,
  setLanguage,
  setName,
  setRoles,
} from './account-store.ts';
import { invite } from './invitations.ts';
import { checkPassword, hashPassword } from './password.ts';
import { type Permission, rolesWith } from './permissions.ts';
import { accountChanged } from './principal.ts';
import { refuse } from './refusals.ts';
import { endSessions } from './sessions.ts';
import { emailShape, nameShape } from './shapes.ts';
import { plainEmail } from './sign-in.ts';

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  /** Without one the person chooses it through the link. */
  readonly password?: string;
}

/** Who an account stands for. */
export interface AccountName {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly kind: 'person' | 'token';
  readonly language: 'es' | 'en';
  readonly isEnabled: boolean;
}

/** Makes a person's account; answers its id and, without a password, the invitation's link (72 h, once). Refuses `bad-email`, `bad-name`, `email-taken`, `role-missing`, `weak-password`. */
export async function createAccount(k: Kernel, person: NewPerson): Promise<{ id: string; link?: string }> {
  if (person.roles.length === 0) throw refuse.roleMissing();
  const email = plainEmail(person.email);
  if (!nameShape.safeParse(person.name).success) throw refuse.badName();
  if (!emailShape.safeParse(email).success) throw refuse.badEmail();
  if (person.password !== undefined) checkPassword(person.password, email);
  const passwordHash = person.password === undefined ? null : await hashPassword(person.password);
  return k.transaction(async (k) => {
    const id = await insertAccount(k, { kind: 'person', name: person.name.trim(), email, passwordHash });
    if (id === undefined) throw refuse.emailTaken();
    await setRoles(k, id, person.roles);
    await k.acts.write({ verb: 'user.created', subject: { kind: 'account', id }, detail: { roles: person.roles } });
    await announce(k, id);
    return passwordHash === null ? { id, link: await invite(k, id) } : { id };
  });
}

export interface AccountChange {
  readonly name?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
  readonly disabled?: boolean | undefined;
}

/** Changes somebody's name, roles or access; disabling ends their sessions. Refuses `unknown-user`, `last-admin`, `role-missing`. */
export async function changeAccount(k: Kernel, id: string, change: AccountChange): Promise<void> {
  await k.transaction(async (k) => {
    const account = await person(k, id);
    const losesAdmin =
      account.roles.includes('admin') && (change.disabled === true || (change.roles !== undefined && !change.roles.includes('admin')));
    if (losesAdmin && (await otherAdmins(k, id)) === 0) throw refuse.lastAdmin();
    if (change.name !== undefined) await rename(k, account, change.name.trim());
    if (change.roles !== undefined) await changeRoles(k, account, change.roles);
    if (change.disabled !== undefined) await switchAccess(k, account, change.disabled);
    await accountChanged(k, id);
    await announce(k, id);
  });
}

async function changeRoles(k: Kernel, account: AccountRow, roles: readonly Role[]): Promise<void> {
  if (roles.length === 0) throw refuse.roleMissing();
  await setRoles(k, account.id, roles);
  await k.acts.write({
    verb: 'user.roles-changed',
    subject: { kind: 'account', id: account.id },
    detail: { before: account.roles, after: roles },
  });
}

async function switchAccess(k: Kernel, account: AccountRow, disabled: boolean): Promise<void> {
  if (disabled === (account.disabledAt !== null)) return;
  await setDisabled(k, account.id, disabled ? k.clock.real() : null);
  if (disabled) await endSessions(k, account.id);
  await k.acts.write({ verb: disabled ? 'user.disabled' : 'user.enabled', subject: { kind: 'account', id: account.id } });
}

async function rename(k: Kernel, account: AccountRow, name: string): Promise<void> {
  if (name === account.name) return;
  await setName(k, account.id, name);
  await k.acts.write({ verb: 'user.renamed', subject: { kind: 'account', id: account.id } });
}

/** One's own name and language. */
export async function changeProfile(
  k: Kernel,
  id: string,
  change: { name?: string | undefined; language?: 'es' | 'en' | undefined },
): Promise<void> {
  await k.transaction(async (k) => {
    const account = await person(k, id);
    if (change.language !== undefined) await setLanguage(k, id, change.language);
    if (change.name === undefined) return;
    await rename(k, account, change.name.trim());
    await accountChanged(k, id);
    await announce(k, id);
  });
}

/** The person's account. Refuses `unknown-user`, also for a token's. */
export async function person(k: Kernel, id: string): Promise<AccountRow> {
  const account = await accountById(k, id);
  if (account?.kind !== 'person') throw refuse.unknownUser();
  return account;
}

/** The modules above keep what they know of a person beside the account. */
async function announce(k: Kernel, id: string): Promise<void> {
  await k.topics.publish('kernel.account', { id });
  await k.live.tell('people', id);
}

/** Every person's account, for Usuarios y acceso. */
export function listAccounts(k: Kernel): Promise<PersonRow[]> {
  return persons(k);
}

/** Names for ids, whatever the accounts' state; ids that are none are left out. */
export async function accountsByIds(k: Kernel, ids: readonly string[]): Promise<Map<string, AccountName>> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return new Map();
  const rows = await accountsWithIds(k, wanted);
  return new Map(rows.map((row) => [row.id, nameOf(row)]));
}

/** The enabled persons that a conversation can be given to: those whose roles may reply, by name. */
export async function assignable(k: Kernel): Promise<AccountName[]> {
  const rows = await accountsWithRoles(k, rolesWith('conversations.reply'));
  return rows.filter((row) => row.kind === 'person').map(nameOf);
}

/** The enabled persons with an address whose roles hold a permission, by name. */
export async function mailableBy(k: Kernel, permission: Permission): Promise<{ readonly name: string; readonly email: string }[]> {
  const rows = await accountsWithRoles(k, rolesWith(permission));
  return rows.flatMap(({ kind, name, email }) => (kind === 'person' && email ? [{ name, email }] : []));
}

/** The enabled persons who hold one of the roles themselves, by name. */
export async function personsWith(k: Kernel, held: readonly Role[]): Promise<AccountName[]> {
  const rows = await accountsWithRoles(k, held);
  return rows.filter((row) => row.kind === 'person').map(nameOf);
}

/** The enabled persons who give access to others, by name. */
export async function administrators(k: Kernel): Promise<AccountName[]> {
  const rows = await accountsWithRoles(k, rolesWith('users.change'));
  return rows.filter((row) => row.kind === 'person').map(nameOf);
}

function nameOf({ id, name, email, kind, language, disabledAt }: AccountRow): AccountName {
  return { id, name, email, kind, language, isEnabled: disabledAt === null };
}
