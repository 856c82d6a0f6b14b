import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { ConversationState } from '../wait.rules.ts';

export interface RelatedRow {
  /** What was asked for, which may be shown in it. */
  readonly askedId: string;
  readonly id: string;
  readonly subject: string;
  readonly requester: string;
  readonly state: ConversationState;
  readonly lastAt: number;
}

const columns = sql`c.id, c.subject, coalesce(nullif(c.requester_name, ''), c.requester_email) as requester, c.state, c.last_at as "lastAt"`;
// Where a conversation is shown is what is related.
const shown = sql`desk.conversation o join desk.conversation c on c.id = coalesce(o.merged_into, o.id)`;

export async function rowsOf(k: Kernel, ids: readonly string[]): Promise<RelatedRow[]> {
  const { rows } =
    await sql<RelatedRow>`select o.id as "askedId", ${columns} from ${shown} where o.id = any(${[...ids]}::bigint[])`.execute(k.db);
  return rows;
}

/** What was linked as it came in, either way. */
export async function linkedWith(k: Kernel, ids: readonly string[]): Promise<{ id: string; reason: string }[]> {
  const all = sql`${[...ids]}::bigint[]`;
  const { rows } = await sql<{ id: string; reason: string }>`
    select other_id as id, reason from desk.link where conversation_id = any(${all})
    union select conversation_id, reason from desk.link where other_id = any(${all}) limit 50`.execute(k.db);
  return rows;
}

/** Of the same requesters, with a movement in [from, to]. */
export async function ofRequesters(
  k: Kernel,
  ids: readonly string[],
  from: number,
  to: number,
): Promise<{ id: string; subject: string }[]> {
  const { rows } = await ofRequestersQuery(ids, from, to).execute(k.db);
  return rows;
}

/** Apart, so that a test can ask for its plan. */
export function ofRequestersQuery(ids: readonly string[], from: number, to: number): RawBuilder<{ id: string; subject: string }> {
  return sql<{ id: string; subject: string }>`
    select c.id, c.subject from desk.conversation c
    where c.requester_id = any(array(select requester_id from desk.conversation where id = any(${[...ids]}::bigint[]) and requester_email <> ''))
      and c.last_at between ${instant(from)}::timestamptz and ${instant(to)}::timestamptz order by c.last_at desc limit 50`;
}

/** Those that hold or point to a mail which these hold or point to. */
export async function withSameMail(k: Kernel, ids: readonly string[]): Promise<string[]> {
  const { rows } = await withSameMailQuery(ids).execute(k.db);
  return rows.map((row) => row.id);
}

export function withSameMailQuery(ids: readonly string[]): RawBuilder<{ id: string }> {
  return sql<{ id: string }>`
    select distinct r.conversation_id as id from (
      select unnest(array_remove(array[message_id, answers_id], null) || coalesce(thread_ids, '{}')) as ref from desk.message
      where conversation_id = any(${[...ids]}::bigint[]) and direction = 'in' limit 200) named
    cross join lateral (select conversation_id from desk.reference where ref = named.ref limit 10) r limit 20`;
}

/** The newest that hold a word, whose subject then is looked at. */
export async function withWord(k: Kernel, word: string): Promise<{ id: string; subject: string }[]> {
  const { rows } = await withWordQuery(word).execute(k.db);
  return rows;
}

export function withWordQuery(word: string): RawBuilder<{ id: string; subject: string }> {
  // Materialised, or the planner walks the list for a number that hardly any document has (joints 11).
  return sql<{ id: string; subject: string }>`
    with hit as materialized (select conversation_id as id from desk.search where document @@ phraseto_tsquery('pg_catalog.spanish', ${word}) limit 50)
    select c.id, c.subject from hit join desk.conversation c on c.id = hit.id`;
}
