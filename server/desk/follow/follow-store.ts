import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

/** Whether an account follows the conversation `c`. */
export function isFollowedBy(accountId: string | null): RawBuilder<unknown> {
  if (accountId === null) return sql`false`;
  return sql`c.id in (select f.conversation_id from desk.follower f where f.account_id = ${accountId}::bigint)`;
}

/** False where they followed it before. */
export async function insertFollower(k: Kernel, conversationId: string, accountId: string): Promise<boolean> {
  const { rows } = await sql`
    insert into desk.follower (account_id, conversation_id, name, since)
    values (${accountId}::bigint, ${conversationId}::bigint, ${k.actor.name}, ${instant(k.clock.now())}) on conflict do nothing returning 1`.execute(
    k.db,
  );
  return rows.length > 0;
}

export async function deleteFollower(k: Kernel, family: readonly string[], accountId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from desk.follower where account_id = ${accountId}::bigint and conversation_id = any(${[...family]}::bigint[]) returning 1`.execute(
    k.db,
  );
  return rows.length > 0;
}

/** Of conversations that are shown as one, each once, by name. */
export async function followersOf(k: Kernel, family: readonly string[]): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select distinct on (name, account_id) account_id as id, name from desk.follower where conversation_id = any(${[...family]}::bigint[]) order by name, account_id`.execute(
    k.db,
  );
  return rows;
}

const mostShown = 200;

/** The addresses that belong to conversations shown as one. */
export async function participantsOf(k: Kernel, family: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select distinct unnest(participants) as email from desk.conversation where id = any(${[...family]}::bigint[]) order by 1 limit ${mostShown}::int`.execute(
    k.db,
  );
  return rows.map((row) => row.email);
}
