import { sql } from 'kysely';
import type { Kernel } from '#kernel';
import type { Doing } from '../shapes.ts';

export interface Tab {
  readonly accountId: string;
  readonly tab: string;
}

/** Where a tab stood before, whatever its age. */
export interface Stood {
  readonly conversationId: string;
  readonly doing: Doing;
  readonly seenAt: number;
}

/** The tab stands at the conversation now; answers where it stood, `null` where it is new, `undefined` where there is no such conversation. */
export async function standAt(
  k: Kernel,
  { accountId, tab }: Tab,
  { conversationId, doing }: Omit<Stood, 'seenAt'>,
): Promise<Stood | null | undefined> {
  const { rows } = await sql<{ before: (Omit<Stood, 'seenAt'> & { seenAt: string | number }) | null }>`
    with stood as (select conversation_id, doing, seen_at from desk.presence where account_id = ${accountId} and tab = ${tab}),
    stands as (
      insert into desk.presence (account_id, tab, conversation_id, account_name, doing, seen_at)
      select ${accountId}::bigint, ${tab}, c.id, ${k.actor.name}, ${doing}, ${k.clock.real()} from desk.conversation c where c.id = ${conversationId}::bigint
      on conflict on constraint presence_once_a_tab do update set conversation_id = excluded.conversation_id, account_name = excluded.account_name,
        doing = excluded.doing, seen_at = excluded.seen_at
      returning 1)
    select (select json_build_object('conversationId', conversation_id::text, 'doing', doing, 'seenAt', seen_at) from stood) as before from stands`.execute(
    k.db,
  );
  const [row] = rows;
  return row && (row.before ? { ...row.before, seenAt: Number(row.before.seenAt) } : null);
}

/** The tab stands there no more; false where it did not. */
export async function standNoMore(k: Kernel, { accountId, tab }: Tab, conversationId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from desk.presence where account_id = ${accountId} and tab = ${tab} and conversation_id = ${conversationId}`.execute(k.db);
  return numAffectedRows === 1n;
}

export interface PresentRow {
  readonly id: string;
  readonly name: string;
  readonly doing: Doing;
}

export const doingWeights = ['replying', 'noting', 'reading'] as const satisfies readonly Doing[];

/** Whoever else is at a conversation since `since` (real ms), once each with the weightiest of what their tabs do, by name. */
export function presentQueryOf(conversationId: string, accountId: string | null, since: number) {
  return sql<PresentRow>`
    select account_id as id, min(account_name) as name, (array_agg(doing order by array_position(${[...doingWeights]}::text[], doing)))[1] as doing
    from desk.presence where conversation_id = ${conversationId} and seen_at > ${since} and account_id is distinct from ${accountId}::bigint
    group by account_id order by name, id`;
}

export async function othersAt(k: Kernel, conversationId: string, since: number): Promise<PresentRow[]> {
  return (await presentQueryOf(conversationId, k.actor.accountId, since).execute(k.db)).rows;
}

export async function forgetBefore(k: Kernel, at: number): Promise<void> {
  await sql`delete from desk.presence where seen_at < ${at}`.execute(k.db);
}
