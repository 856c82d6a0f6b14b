import { sql } from 'kysely';
import type { Kernel, Role } from '../kernel.ts';
import { instant } from '../time.ts';

export type Stage = 'totp' | 'enrol' | 'full';

export interface SessionRow {
  readonly id: string;
  readonly accountId: string;
  readonly stage: Stage;
  readonly createdAt: number;
  readonly seenAt: number;
  readonly expiresAt: number;
  readonly ip: string;
  readonly device: string;
}

const columns = sql`s.id, s.account_id as "accountId", s.stage, s.created_at as "createdAt", s.seen_at as "seenAt", s.expires_at as "expiresAt", s.ip, s.device`;

export async function insertSession(k: Kernel, hash: Buffer, session: Omit<SessionRow, 'id' | 'seenAt'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into kernel.session (hash, account_id, stage, created_at, seen_at, expires_at, ip, device)
    values (${hash}, ${session.accountId}, ${session.stage}, ${instant(session.createdAt)}, ${instant(session.createdAt)},
      ${instant(session.expiresAt)}, ${session.ip}, ${session.device})
    returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export interface LiveSession extends SessionRow {
  readonly name: string;
  readonly roles: readonly Role[];
}

/** The session of a secret with its enabled account; undefined where it ended. `idleSince`: seen after it. */
export async function sessionByHash(k: Kernel, hash: Buffer, idleSince: number): Promise<LiveSession | undefined> {
  const { rows } = await sql<LiveSession>`
    select ${columns}, a.name, array(select r.role from kernel.account_role r where r.account_id = a.id) as roles
    from kernel.session s join kernel.account a on a.id = s.account_id
    where s.hash = ${hash} and s.expires_at > ${instant(k.clock.real())} and s.seen_at > ${instant(idleSince)} and a.disabled_at is null`.execute(
    k.db,
  );
  return rows[0];
}

export async function touchSession(k: Kernel, id: string): Promise<void> {
  await sql`update kernel.session set seen_at = ${instant(k.clock.real())} where id = ${id}::bigint`.execute(k.db);
}

/** A completed second factor gives the session a new secret: what was seen of the old one is worth nothing. */
export async function promoteSession(k: Kernel, id: string, hash: Buffer, expiresAt: number): Promise<void> {
  await sql`update kernel.session set hash = ${hash}, stage = 'full', expires_at = ${instant(expiresAt)} where id = ${id}::bigint`.execute(
    k.db,
  );
}

/** The account's sessions in force, the last seen first. */
export async function sessionsOf(k: Kernel, accountId: string, idleSince: number): Promise<SessionRow[]> {
  const { rows } = await sql<SessionRow>`
    select ${columns} from kernel.session s
    where s.account_id = ${accountId}::bigint and s.expires_at > ${instant(k.clock.real())} and s.seen_at > ${instant(idleSince)}
    order by s.seen_at desc, s.id desc limit 200`.execute(k.db);
  return rows;
}

/** Whether there was one of that id that belongs to the account. */
export async function deleteSession(k: Kernel, id: string, accountId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from kernel.session where id = ${id}::bigint and account_id = ${accountId}::bigint returning id`.execute(k.db);
  return rows.length > 0;
}

/** All of the account's but one; how many ended. */
export async function deleteSessions(k: Kernel, accountId: string, exceptId?: string): Promise<number> {
  const { rows } = await sql`
    delete from kernel.session where account_id = ${accountId}::bigint and id <> ${exceptId ?? '0'}::bigint returning id`.execute(k.db);
  return rows.length;
}

/** What ended by itself: sessions past their time, used-up links and forgotten tries. */
export async function deleteExpired(k: Kernel, idleSince: number): Promise<void> {
  const now = instant(k.clock.real());
  await sql`delete from kernel.session where expires_at < ${now} or seen_at < ${instant(idleSince)}`.execute(k.db);
  await sql`delete from kernel.setup_link where expires_at < ${now}`.execute(k.db);
  await sql`delete from kernel.sign_in_attempt where window_ends_at < ${now}`.execute(k.db);
}
