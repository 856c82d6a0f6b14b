import { sql } from 'kysely';
import type { Kernel } from '../kernel.ts';
import { instant } from '../time.ts';

/** A new invitation replaces the account's last. */
export async function putInvitation(k: Kernel, accountId: string, hash: Buffer, expiresAt: number): Promise<void> {
  await sql`
    insert into kernel.invitation (account_id, hash, invited_by, expires_at)
    values (${accountId}, ${hash}, ${k.actor.name}, ${instant(expiresAt)})
    on conflict (account_id) do update set hash = excluded.hash, invited_by = excluded.invited_by, expires_at = excluded.expires_at`.execute(
    k.db,
  );
}

/** The account that a link in force invites, and who did. */
export async function invitationByHash(
  k: Kernel,
  hash: Buffer,
): Promise<{ accountId: string; invitedBy: string; expiresAt: number } | undefined> {
  const { rows } = await sql<{ accountId: string; invitedBy: string; expiresAt: number }>`
    select i.account_id as "accountId", i.invited_by as "invitedBy", i.expires_at as "expiresAt"
    from kernel.invitation i join kernel.account a on a.id = i.account_id
    where i.hash = ${hash} and i.expires_at > ${instant(k.clock.real())} and a.disabled_at is null`.execute(k.db);
  return rows[0];
}

/** Takes the link out of the world; undefined where somebody else did, or its time is over. */
export async function useInvitation(k: Kernel, hash: Buffer): Promise<string | undefined> {
  const { rows } = await sql<{ accountId: string }>`
    delete from kernel.invitation i using kernel.account a
    where i.hash = ${hash} and i.expires_at > ${instant(k.clock.real())} and a.id = i.account_id and a.disabled_at is null
    returning i.account_id as "accountId"`.execute(k.db);
  return rows[0]?.accountId;
}

export async function dropInvitation(k: Kernel, accountId: string): Promise<void> {
  await sql`delete from kernel.invitation where account_id = ${accountId}::bigint`.execute(k.db);
}

export async function putSetupLink(k: Kernel, hash: Buffer, expiresAt: number): Promise<void> {
  await sql`insert into kernel.setup_link (hash, expires_at) values (${hash}, ${instant(expiresAt)})`.execute(k.db);
}

export async function setupLinkHolds(k: Kernel, hash: Buffer): Promise<boolean> {
  const { rows } = await sql`select from kernel.setup_link where hash = ${hash} and expires_at > ${instant(k.clock.real())}`.execute(k.db);
  return rows.length > 0;
}

/** Waits for whoever begins the set-up at the same moment: only one of them can be the first person. */
export async function lockSetup(k: Kernel): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('kernel.setup'))`.execute(k.db);
}

export async function dropSetupLinks(k: Kernel): Promise<void> {
  await sql`delete from kernel.setup_link`.execute(k.db);
}
