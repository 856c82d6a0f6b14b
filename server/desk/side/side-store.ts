import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Address, Nature } from '../port.ts';
import type { SideThread } from './side.rules.ts';

export async function sidesIn(k: Kernel, conversations: readonly string[]): Promise<SideThread[]> {
  if (conversations.length === 0) return [];
  const { rows } = await sql<SideThread>`
    select s.id, s.conversation_id as "conversationId", s.recipients,
      array(select m.message_id from desk.message m where m.side_id = s.id and m.message_id is not null) as "messageIds"
    from desk.side s where s.conversation_id = any(${[...conversations]}::bigint[]) order by s.id`.execute(k.db);
  return rows;
}

/** The conversation of each of these. */
export async function conversationsOfSides(k: Kernel, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; conversationId: string }>`
    select id, conversation_id as "conversationId" from desk.side where id = any(${[...ids]}::bigint[])`.execute(k.db);
  return new Map(rows.map((row) => [row.id, row.conversationId]));
}

export async function insertSide(k: Kernel, conversationId: string, recipients: readonly string[]): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.side (conversation_id, recipients, begun_at, by_name)
    values (${conversationId}, ${[...recipients]}::text[], ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function addSideRecipients(k: Kernel, id: string, recipients: readonly string[]): Promise<void> {
  await sql`
    update desk.side s set recipients = s.recipients || array(select distinct e from unnest(${[...recipients]}::text[]) e where not e = any(s.recipients))
    where id = ${id}`.execute(k.db);
}

/** One in which nothing was said after all. */
export async function deleteEmptySide(k: Kernel, id: string): Promise<void> {
  await sql`delete from desk.side s where id = ${id} and not exists (select from desk.message m where m.side_id = s.id)`.execute(k.db);
}

export async function sideOfMessage(k: Kernel, messageId: string): Promise<string | null> {
  const { rows } = await sql<{ id: string | null }>`select side_id as id from desk.message where id = ${messageId}`.execute(k.db);
  return rows[0]?.id ?? null;
}

export interface SideMessage {
  readonly direction: 'in' | 'out';
  readonly from: Address | null;
  readonly replyTo: readonly Address[];
  readonly to: readonly Address[];
  readonly cc: readonly Address[];
  readonly subject: string;
  readonly messageId: string | null;
  readonly references: readonly string[];
  readonly nature: Nature;
}

/** The latest message of a side thread: what is answered in it. */
export async function lastOfSide(k: Kernel, id: string): Promise<SideMessage | undefined> {
  const { rows } = await sql<
    Omit<SideMessage, 'from' | 'replyTo' | 'to' | 'cc'> & { people: Partial<Pick<SideMessage, 'from' | 'replyTo' | 'to' | 'cc'>> }
  >`
    select direction, nature, people, subject, message_id as "messageId", coalesce(thread_ids, array_remove(array[answers_id], null)) as "references"
    from desk.message where side_id = ${id} order by (direction = 'in' and nature = 'person') desc, received_at desc, id desc limit 1`.execute(
    k.db,
  );
  const [row] = rows;
  if (!row) return undefined;
  const { people, ...rest } = row;
  return { ...rest, from: people.from ?? null, replyTo: people.replyTo ?? [], to: people.to ?? [], cc: people.cc ?? [] };
}
