import { sql } from 'kysely';
import type { Kernel, Role } from '../kernel.ts';
import { instant } from '../time.ts';

export interface AccountRow {
  readonly id: string;
  readonly kind: 'person' | 'token';
  readonly name: string;
  readonly email: string | null;
  readonly language: 'es' | 'en';
  readonly passwordHash: string | null;
  readonly totpSecret: string | null;
  readonly totpConfirmedAt: number | null;
  readonly disabledAt: number | null;
  readonly createdAt: number;
  readonly roles: readonly Role[];
}

const columns = sql`a.id, a.kind, a.name, a.email, a.language, a.password_hash as "passwordHash", a.totp_secret as "totpSecret",
  a.totp_confirmed_at as "totpConfirmedAt", a.disabled_at as "disabledAt", a.created_at as "createdAt",
  array(select r.role from kernel.account_role r where r.account_id = a.id order by r.role) as roles`;

export async function accountById(k: Kernel, id: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from kernel.account a where a.id = ${id}::bigint`.execute(k.db);
  return rows[0];
}

export async function accountByEmail(k: Kernel, email: string): Promise<AccountRow | undefined> {
  const { rows } = await sql<AccountRow>`select ${columns} from kernel.account a where a.email = ${email}`.execute(k.db);
  return rows[0];
}

/** Accounts by id, whatever their state. */
export async function accountsWithIds(k: Kernel, ids: readonly string[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`select ${columns} from kernel.account a where a.id = any(${[...ids]}::bigint[])`.execute(k.db);
  return rows;
}

/** Enabled accounts that hold one of the roles, by name. */
export async function accountsWithRoles(k: Kernel, roles: readonly Role[]): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select ${columns} from kernel.account a
    where a.disabled_at is null and exists (select from kernel.account_role r where r.account_id = a.id and r.role = any(${[...roles]}::text[]))
    order by a.name, a.id`.execute(k.db);
  return rows;
}

export interface PersonRow extends AccountRow {
  readonly seenAt: number | null;
  readonly invitedUntil: number | null;
}

/** Every person's account with its last sign of life and its open invitation, by name. */
export async function persons(k: Kernel): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select ${columns}, (select max(s.seen_at) from kernel.session s where s.account_id = a.id) as "seenAt", i.expires_at as "invitedUntil"
    from kernel.account a left join kernel.invitation i on i.account_id = a.id
    where a.kind = 'person' order by a.name, a.id`.execute(k.db);
  return rows;
}

export interface NewAccount {
  readonly kind: 'person' | 'token';
  readonly name: string;
  readonly email: string | null;
  readonly passwordHash: string | null;
}

/** Undefined where the e-mail is taken. */
export async function insertAccount(k: Kernel, account: NewAccount): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    insert into kernel.account (kind, name, email, password_hash, created_at)
    values (${account.kind}, ${account.name}, ${account.email}, ${account.passwordHash}, ${instant(k.clock.real())})
    on conflict (email) do nothing returning id`.execute(k.db);
  return rows[0]?.id;
}

export async function setRoles(k: Kernel, id: string, roles: readonly Role[]): Promise<void> {
  await sql`delete from kernel.account_role where account_id = ${id}::bigint and role <> all(${[...roles]}::text[])`.execute(k.db);
  await sql`insert into kernel.account_role (account_id, role) select ${id}::bigint, unnest(${[...roles]}::text[]) on conflict do nothing`.execute(
    k.db,
  );
}

export async function setName(k: Kernel, id: string, name: string): Promise<void> {
  await sql`update kernel.account set name = ${name} where id = ${id}::bigint`.execute(k.db);
}

export async function setLanguage(k: Kernel, id: string, language: 'es' | 'en'): Promise<void> {
  await sql`update kernel.account set language = ${language} where id = ${id}::bigint`.execute(k.db);
}

export async function setPassword(k: Kernel, id: string, hash: string): Promise<void> {
  await sql`update kernel.account set password_hash = ${hash} where id = ${id}::bigint`.execute(k.db);
}

/** `at` null enables it again. */
export async function setDisabled(k: Kernel, id: string, at: number | null): Promise<void> {
  await sql`update kernel.account set disabled_at = ${at === null ? null : instant(at)} where id = ${id}::bigint`.execute(k.db);
}

/** Whether a person holds `admin`: then the set-up link is dead. */
export async function adminExists(k: Kernel): Promise<boolean> {
  const { rows } = await sql`
    select from kernel.account_role r join kernel.account a on a.id = r.account_id where r.role = 'admin' and a.kind = 'person' limit 1`.execute(
    k.db,
  );
  return rows.length > 0;
}

/** Locks the role, so that two administrators cannot take it from each other at once; answers how many others can sign in with it. */
export async function otherAdmins(k: Kernel, id: string): Promise<number> {
  await sql`select from kernel.account_role where role = 'admin' order by account_id for update`.execute(k.db);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from kernel.account_role r join kernel.account a on a.id = r.account_id
    where r.role = 'admin' and a.kind = 'person' and a.disabled_at is null and a.password_hash is not null and a.id <> ${id}::bigint`.execute(
    k.db,
  );
  return rows[0]?.n ?? 0;
}
