import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

/** How it ended: its time came, a deadline came before it, somebody wrote, an area answered, a person woke it, it was resolved. */
export type SnoozeEnd = 'time' | 'due' | 'message' | 'area' | 'person' | 'resolved';

/** Until when a conversation is put off. Instants in ms. */
export interface SnoozeRow {
  readonly id: string;
  readonly conversationId: string;
  readonly until: number;
  /** The conversation, and those that are shown in it. */
  readonly family: readonly string[];
}

const columns = sql`s.id, s.conversation_id as "conversationId", s.until_at as until,
  s.conversation_id || array(select o.id from desk.conversation o where o.merged_into = s.conversation_id) as family`;

/** These conversations, and those in which they are shown. */
function shownOf(ids: readonly string[]): RawBuilder<unknown> {
  return sql`select unnest(${[...ids]}::bigint[]) union select merged_into from desk.conversation where id = any(${[...ids]}::bigint[]) and merged_into is not null`;
}

/** Those in force of these conversations, or of those in which they are shown. */
export async function snoozesOf(k: Kernel, conversationIds: readonly string[]): Promise<SnoozeRow[]> {
  const { rows } = await sql<SnoozeRow>`
    select ${columns} from desk.snooze s where s.conversation_id in (${shownOf(conversationIds)}) and s.ended_at is null order by s.id`.execute(
    k.db,
  );
  return rows;
}

export async function snoozeById(k: Kernel, id: string): Promise<SnoozeRow | undefined> {
  const { rows } = await sql<SnoozeRow>`select ${columns} from desk.snooze s where s.id = ${id}::bigint and s.ended_at is null`.execute(
    k.db,
  );
  return rows[0];
}

/** Answers its id. */
export async function insertSnooze(k: Kernel, conversationId: string, until: number): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.snooze (conversation_id, until_at, snoozed_at, snoozed_by)
    values (${conversationId}::bigint, ${instant(until)}, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(k.db);
  await sql`update desk.conversation set snoozed_until = ${instant(until)} where id = ${conversationId}::bigint`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

/** Ends those in force of these conversations, and of those in which they are shown; answers them. */
export async function endSnoozes(k: Kernel, conversationIds: readonly string[], how: SnoozeEnd): Promise<SnoozeRow[]> {
  const { rows } = await sql<SnoozeRow>`
    update desk.snooze s set ended_at = ${instant(k.clock.now())}, ended_by = ${k.actor.name}, ended_how = ${how}
    where s.ended_at is null and s.conversation_id in (${shownOf(conversationIds)})
    returning ${columns}`.execute(k.db);
  if (rows.length > 0)
    await sql`update desk.conversation set snoozed_until = null where id = any(${rows.map((row) => row.conversationId)}::bigint[])`.execute(
      k.db,
    );
  return rows;
}
