import { sql } from 'kysely';
import type { Kernel, Role } from '../kernel.ts';
import { instant } from '../time.ts';

export interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly madeBy: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly seenAt: number | null;
}

export async function insertToken(k: Kernel, accountId: string, hash: Buffer, expiresAt: number | null): Promise<void> {
  await sql`
    insert into kernel.api_token (account_id, hash, made_by, created_at, expires_at)
    values (${accountId}, ${hash}, ${k.actor.name}, ${instant(k.clock.real())}, ${expiresAt === null ? null : instant(expiresAt)})`.execute(
    k.db,
  );
}

const columns = sql`a.id, a.name, array(select r.role from kernel.account_role r where r.account_id = a.id order by r.role) as roles,
  t.made_by as "madeBy", t.created_at as "createdAt", t.expires_at as "expiresAt", t.seen_at as "seenAt"`;

export async function tokens(k: Kernel): Promise<TokenRow[]> {
  const { rows } = await sql<TokenRow>`
    select ${columns} from kernel.api_token t join kernel.account a on a.id = t.account_id order by a.name, a.id`.execute(k.db);
  return rows;
}

/** The token in force of a secret. */
export async function tokenByHash(k: Kernel, hash: Buffer): Promise<TokenRow | undefined> {
  const { rows } = await sql<TokenRow>`
    select ${columns} from kernel.api_token t join kernel.account a on a.id = t.account_id
    where t.hash = ${hash} and (t.expires_at is null or t.expires_at > ${instant(k.clock.real())}) and a.disabled_at is null`.execute(k.db);
  return rows[0];
}

export async function touchToken(k: Kernel, id: string): Promise<void> {
  await sql`update kernel.api_token set seen_at = ${instant(k.clock.real())} where account_id = ${id}::bigint`.execute(k.db);
}

/** The account stays, for the acts and assignments that name it. */
export async function deleteToken(k: Kernel, id: string): Promise<boolean> {
  const { rows } = await sql`delete from kernel.api_token where account_id = ${id}::bigint returning account_id`.execute(k.db);
  return rows.length > 0;
}
