import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Assignee } from '../change-store.ts';
import type { Event } from '../message-store.ts';

export interface Held {
  readonly id: string;
  readonly assigneeId: string;
  readonly assigneeName: string;
}

/**
 * What persons hold, owe an answer in and have not touched since an instant: neither was it given to them, nor did what waits come, nor did they write in it,
 * even a draft, later than that. What is put off was put off by somebody.
 */
export function idleQueryOf(untouchedSince: number, limit: number): RawBuilder<Held> {
  const since = instant(untouchedSince);
  return sql<Held>`
    select c.id, c.assignee_id as "assigneeId", c.assignee_name as "assigneeName" from desk.conversation c
    where c.state = 'open' and c.waits_for_answer and c.assignee_id is not null and not c.is_by_rota and not c.is_set_aside
      and c.merged_into is null and c.snoozed_until is null and c.due_opened_at <= ${since}::timestamptz
      and not exists (select from desk.assignment a where a.conversation_id = c.id and a.assigned_at > ${since}::timestamptz)
      and not exists (select from desk.message m where m.conversation_id = c.id and m.received_at > ${since}::timestamptz and (m.author_id = c.assignee_id or m.direction = 'in'))
      and not exists (select from desk.draft d where d.conversation_id = c.id and d.author_id = c.assignee_id and d.saved_at > ${since}::timestamptz)
    order by c.id limit ${limit}::int for update of c skip locked`;
}

export async function holdIdle(k: Kernel, untouchedSince: number, limit: number): Promise<Held[]> {
  return (await idleQueryOf(untouchedSince, limit).execute(k.db)).rows;
}

/** All that somebody holds and that is not resolved, locked. */
export async function holdAllOf(k: Kernel, accountId: string): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select id, assignee_id as "assigneeId", assignee_name as "assigneeName" from desk.conversation
    where assignee_id = ${accountId}::bigint and state <> 'resolved' and merged_into is null order by id for update`.execute(k.db);
  return rows;
}

/** What somebody holds that is open, locked: of these, or all of it (null). */
export async function holdOpenOf(k: Kernel, accountId: string, among: readonly string[] | null): Promise<Held[]> {
  const { rows } = await sql<Held>`
    select id, assignee_id as "assigneeId", assignee_name as "assigneeName" from desk.conversation
    where assignee_id = ${accountId}::bigint and state = 'open' and not is_set_aside and not is_history and merged_into is null
      and ${among === null ? sql`true` : sql`id = any(${[...among]}::bigint[])`} order by id for update`.execute(k.db);
  return rows;
}

export async function countHeldBy(k: Kernel, accountId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from desk.conversation where assignee_id = ${accountId}::bigint and state <> 'resolved' and merged_into is null`.execute(
    k.db,
  );
  return rows[0]?.n ?? 0;
}

/** Who holds something open, each once. */
export async function holders(k: Kernel): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct assignee_id as id from desk.conversation where assignee_id is not null and state <> 'resolved'`.execute(k.db);
  return rows.map((row) => row.id);
}

/** Gives them all to one, or to nobody, as a person would: with a row of the assignment each. */
export async function giveAll(k: Kernel, ids: readonly string[], assignee: Assignee | null): Promise<void> {
  await sql`
    with given as (
      update desk.conversation set assignee_id = ${assignee?.id ?? null}, assignee_name = ${assignee?.name ?? null}, assignee_email = ${assignee?.email ?? null},
        is_by_rota = false
      where id = any(${[...ids]}::bigint[]) returning id)
    insert into desk.assignment (conversation_id, assignee_id, assignee_name, assigned_at, assigned_by)
    select id, ${assignee?.id ?? null}::bigint, ${assignee?.name ?? null}::text, ${instant(k.clock.now())}::timestamptz, ${k.actor.name} from given`.execute(
    k.db,
  );
}

/** The same line in each of them. */
export async function addLines(k: Kernel, ids: readonly string[], { text, ...event }: Event): Promise<void> {
  await sql`
    insert into desk.message (id, conversation_id, direction, nature, received_at, text, preview, author_id, author_name, event)
    select nextval('desk.message_number'), id, 'event', 'person', ${instant(k.clock.now())}::timestamptz, ${text}, ${text.slice(0, 200).toWellFormed()},
      ${k.actor.accountId}::bigint, ${k.actor.name}, ${JSON.stringify(event)}::json from unnest(${[...ids]}::bigint[]) as o(id)`.execute(
    k.db,
  );
}
