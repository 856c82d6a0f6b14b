import { sql } from 'kysely';
import { instant, type Kernel, writeAhead } from '#kernel';
import type { Assignee } from './change-store.ts';

/** Those of the conversations that wait for an answer and that nobody has: they go to the operator of the day. Locked by the caller. */
export async function unheldOf(k: Kernel, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from desk.conversation
    where id = any(${[...ids]}::bigint[]) and waits_for_answer and merged_into is null and not is_history and (assignee_id is null or is_by_rota)`.execute(
    k.db,
  );
  return rows.map((row) => row.id);
}

export interface Passing {
  readonly id: string;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
}

/**
 * Open work, the oldest first, that should be somebody else's: nobody's, given by an earlier day's rota and taken by nobody, or held by somebody
 * who is away. Locked. Without an operator only what the absent hold.
 */
export async function passingOn(
  k: Kernel,
  { operatorId, away, after, limit }: { operatorId: string | null; away: readonly string[]; after: string; limit: number },
): Promise<Passing[]> {
  const untaken =
    operatorId === null
      ? sql`false`
      : sql`waits_for_answer and (assignee_id is null or (is_by_rota and assignee_id <> ${operatorId}::bigint))`;
  const { rows } = await sql<Passing>`
    select id, assignee_id as "assigneeId", assignee_name as "assigneeName" from desk.conversation
    where state = 'open' and not is_history and not is_set_aside and merged_into is null and id > ${after}::bigint
      and (${untaken} or assignee_id = any(${[...away]}::bigint[]))
    order by id limit ${limit} for update`.execute(k.db);
  return rows;
}

/** Gives them all to one, or to nobody, as the rota does; with a row of the assignment each. */
export async function giveByRota(k: Kernel, ids: readonly string[], assignee: Assignee | null): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    with given as (
      update desk.conversation set assignee_id = ${assignee?.id ?? null}, assignee_name = ${assignee?.name ?? null},
        assignee_email = ${assignee?.email ?? null}, is_by_rota = ${assignee !== null}
      where id = any(${[...ids]}::bigint[]) returning id)
    insert into desk.assignment (conversation_id, assignee_id, assignee_name, assigned_at, assigned_by)
    select id, ${assignee?.id ?? null}::bigint, ${assignee?.name ?? null}::text, ${instant(k.clock.now())}::timestamptz, 'Turnos' from given`.execute(
    k.db,
  );
}

/** Whoever works on what the rota gave them has taken it. */
export async function markTaken(k: Kernel, id: string): Promise<void> {
  await writeAhead(
    k.db,
    sql`update desk.conversation set is_by_rota = false where id = ${id} and is_by_rota and assignee_id = ${k.actor.accountId}::bigint`,
  );
}
