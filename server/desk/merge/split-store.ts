import { sql } from 'kysely';
import { instant, type Kernel, writeAhead } from '#kernel';
import type { Address, Delivery, Nature } from '../port.ts';
import type { Part } from '../wait.rules.ts';
import type { Split } from './kin.rules.ts';

export interface SplitRow extends Split {
  readonly id: string;
  readonly at: number;
  readonly by: string;
}

const columns = sql`id, from_id as "fromId", into_id as "intoId", message_id as "messageId", split_at as at, split_by as by`;

/** Those in force among these conversations, the oldest first. */
export async function splitsAmong(k: Kernel, ids: readonly string[]): Promise<SplitRow[]> {
  const { rows } = await sql<SplitRow>`
    select ${columns} from desk.split where undone_at is null and into_id = any(${[...ids]}::bigint[]) order by id`.execute(k.db);
  return rows;
}

/** Those of which one side is among these, the oldest first. */
export async function splitsOf(k: Kernel, ids: readonly string[]): Promise<SplitRow[]> {
  const all = sql`${[...ids]}::bigint[]`;
  const { rows } = await sql<SplitRow>`
    select ${columns} from desk.split where undone_at is null and (into_id = any(${all}) or from_id = any(${all})) order by id`.execute(
    k.db,
  );
  return rows;
}

export async function splitById(k: Kernel, id: string): Promise<(SplitRow & { readonly isUndone: boolean }) | undefined> {
  const { rows } = await sql<SplitRow & { isUndone: boolean }>`
    select ${columns}, undone_at is not null as "isUndone" from desk.split where id = ${id}`.execute(k.db);
  return rows[0];
}

/** Whether a conversation began by a split that was taken back: nothing of it is left but its number. */
export async function isEmptied(k: Kernel, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from desk.split where into_id = ${id} and undone_at is not null`.execute(k.db);
  return rows.length > 0;
}

export async function insertSplit(k: Kernel, { fromId, intoId, messageId }: Split, messages: readonly string[]): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    with made as (
      insert into desk.split (from_id, into_id, message_id, split_at, split_by)
      values (${fromId}, ${intoId}, ${messageId}, ${instant(k.clock.now())}, ${k.actor.name}) returning id),
    moved as (insert into desk.split_message (split_id, message_id) select id, m from made, unnest(${[...messages]}::bigint[]) m)
    select id from made`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function endSplit(k: Kernel, id: string): Promise<void> {
  await sql`update desk.split set undone_at = ${instant(k.clock.now())}, undone_by = ${k.actor.name} where id = ${id}`.execute(k.db);
}

export async function movedBy(k: Kernel, splitId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select message_id as id from desk.split_message where split_id = ${splitId}`.execute(k.db);
  return rows.map((row) => row.id);
}

/** What a split, and the row of a conversation, need of a message. */
export interface PieceRow {
  readonly id: string;
  readonly conversationId: string;
  readonly direction: 'in' | 'out' | 'note' | 'event';
  readonly nature: Nature;
  readonly isHistory: boolean;
  readonly isQuarantined: boolean;
  readonly receivedAt: number;
  readonly mailbox: string | null;
  readonly people: {
    readonly from?: Address | null;
    readonly replyTo?: readonly Address[];
    readonly to?: readonly Address[];
    readonly cc?: readonly Address[];
  };
  readonly subject: string;
  readonly text: string;
  readonly preview: string;
  readonly warning: string | null;
  readonly delivery: Delivery | null;
  readonly part: Part | null;
  readonly files: string;
}

const pieces = sql`m.id, m.conversation_id as "conversationId", m.direction, m.nature, m.is_history as "isHistory",
  m.is_illegible or m.quarantine_reason is not null as "isQuarantined", m.received_at as "receivedAt", m.mailbox, m.people, m.subject,
  left(coalesce(m.visible_text, m.text), 50000) as text, m.preview, m.warning, m.delivery, m.part,
  coalesce((select string_agg(a.name, ' ') from desk.attachment a where a.message_id = m.id), '') as files`;

export async function piecesById(k: Kernel, ids: readonly string[]): Promise<PieceRow[]> {
  const { rows } = await sql<PieceRow>`select ${pieces} from desk.message m where m.id = any(${[...ids]}::bigint[]) order by m.id`.execute(
    k.db,
  );
  return rows;
}

export async function piecesIn(k: Kernel, conversationId: string): Promise<PieceRow[]> {
  const { rows } = await sql<PieceRow>`
    select ${pieces} from desk.message m where m.conversation_id = ${conversationId} and m.direction <> 'event' order by m.received_at, m.id`.execute(
    k.db,
  );
  return rows;
}

/** Messages lie elsewhere from now on, and whatever answers them finds them there. */
export async function moveMessages(k: Kernel, ids: readonly string[], from: string, to: string): Promise<void> {
  const all = sql`${[...ids]}::bigint[]`;
  await sql`update desk.message set conversation_id = ${to} where id = any(${all})`.execute(k.db);
  await sql`
    insert into desk.reference as r (ref, conversation_id, is_held, is_referenced)
    select distinct on (ref) ref, ${to}::bigint, held, not held from (
      select message_id as ref, true as held from desk.message where id = any(${all}) and message_id is not null
      union all select unnest(array_remove(array[answers_id], null) || coalesce(thread_ids, '{}')), false from desk.message where id = any(${all})) named
    order by ref, held desc
    on conflict on constraint reference_once_per_conversation do update set is_held = r.is_held or excluded.is_held, is_referenced = r.is_referenced or excluded.is_referenced`.execute(
    k.db,
  );
  await sql`
    update desk.reference r set is_held = false, is_referenced = true from desk.message m
    where m.id = any(${all}) and r.ref = m.message_id and r.conversation_id = ${from}
      and not exists (select from desk.message o where o.conversation_id = ${from} and o.message_id = m.message_id)`.execute(k.db);
}

/** Whether a conversation has a life of its own beside these messages: something came or went in it, an area was asked, it has a term of its own, or others began with it. */
export async function hasOwnLife(k: Kernel, id: string, but: readonly string[]): Promise<boolean> {
  const { rows } = await sql`
    select 1 where exists (select from desk.message where conversation_id = ${id} and direction in ('in', 'out') and not id = any(${[...but]}::bigint[]))
      or exists (select from desk.escalation where conversation_id = ${id}) or exists (select from desk.own_term where conversation_id = ${id})
      or exists (select from desk.split where from_id = ${id} and undone_at is null)
      or (select count(*) from desk.message where conversation_id = ${id} and id = any(${[...but]}::bigint[])) < ${but.length}::int`.execute(
    k.db,
  );
  return rows.length > 0;
}

/** Whether we said anything in any of these after a message. */
export async function haveSpokenSince(k: Kernel, ids: readonly string[], messageId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from desk.message where conversation_id = any(${[...ids]}::bigint[]) and id > ${messageId}::bigint
      and (direction = 'out' or part in ('ask', 'answer')) limit 1`.execute(k.db);
  return rows.length > 0;
}

/** Nothing lies in it any more. */
export async function countNone(k: Kernel, id: string): Promise<void> {
  await writeAhead(k.db, sql`update desk.conversation set message_count = 0 where id = ${id}`);
}

/** Whoever has a conversation has what was split from it. */
export async function inheritAssignee(k: Kernel, to: string, from: string): Promise<void> {
  await writeAhead(
    k.db,
    sql`
    update desk.conversation c set assignee_id = o.assignee_id, assignee_name = o.assignee_name, assignee_email = o.assignee_email, is_by_rota = o.is_by_rota
    from desk.conversation o where o.id = ${from} and c.id = ${to}`,
  );
  await writeAhead(
    k.db,
    sql`
    insert into desk.assignment (conversation_id, assignee_id, assignee_name, assigned_at, assigned_by)
    select id, assignee_id, assignee_name, ${instant(k.clock.now())}::timestamptz, ${k.actor.name}::text from desk.conversation where id = ${to} and assignee_id is not null`,
  );
}
