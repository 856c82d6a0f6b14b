import { sql } from 'kysely';
import { instant, type Kernel, writeAhead } from '#kernel';
import type { ConversationState } from '../wait.rules.ts';
import type { Merge } from './kin.rules.ts';

export interface MergeRow extends Merge {
  readonly id: string;
  readonly by: string;
}

const columns = sql`id, from_id as "fromId", into_id as "intoId", message_id as "messageId", merged_at as at, merged_by as by`;

/** Those in force among these conversations, the oldest first. */
export async function mergesAmong(k: Kernel, ids: readonly string[]): Promise<MergeRow[]> {
  const { rows } = await sql<MergeRow>`
    select ${columns} from desk.merge where undone_at is null and from_id = any(${[...ids]}::bigint[]) order by id`.execute(k.db);
  return rows;
}

export async function mergeById(k: Kernel, id: string): Promise<(MergeRow & { readonly isUndone: boolean }) | undefined> {
  const { rows } = await sql<MergeRow & { isUndone: boolean }>`
    select ${columns}, undone_at is not null as "isUndone" from desk.merge where id = ${id}`.execute(k.db);
  return rows[0];
}

export async function insertMerge(k: Kernel, { fromId, intoId, messageId }: Omit<Merge, 'at'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.merge (from_id, into_id, message_id, merged_at, merged_by)
    values (${fromId}, ${intoId}, ${messageId}, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function endMerge(k: Kernel, id: string): Promise<void> {
  await sql`update desk.merge set undone_at = ${instant(k.clock.now())}, undone_by = ${k.actor.name} where id = ${id}`.execute(k.db);
}

export async function kinIdsOf(k: Kernel, ids: readonly string[]): Promise<{ id: string; kinId: string | null }[]> {
  const { rows } = await sql<{ id: string; kinId: string | null }>`
    select id, kin_id as "kinId" from desk.conversation where id = any(${[...ids]}::bigint[])`.execute(k.db);
  return rows;
}

export async function kinOf(k: Kernel, kinIds: readonly string[]): Promise<{ id: string; requesterEmail: string }[]> {
  const { rows } = await sql<{ id: string; requesterEmail: string }>`
    select id, requester_email as "requesterEmail" from desk.conversation where kin_id = any(${[...kinIds]}::bigint[])`.execute(k.db);
  return rows;
}

/** Where each is shown. */
export async function writeShown(k: Kernel, kinId: string, shown: ReadonlyMap<string, string>): Promise<void> {
  await writeAhead(
    k.db,
    sql`
    update desk.conversation c set kin_id = ${kinId}, merged_into = nullif(s.shown, c.id)
    from unnest(${[...shown.keys()]}::bigint[], ${[...shown.values()]}::bigint[]) s(id, shown) where c.id = s.id`,
  );
}

export interface Member {
  readonly id: string;
  readonly subject: string;
  readonly requesterName: string;
  readonly requesterEmail: string;
  readonly assigneeName: string | null;
  /** Its own. */
  readonly messageCount: number;
}

/** What is shown in a conversation, itself first. */
export async function membersOf(k: Kernel, id: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select id, subject, requester_name as "requesterName", requester_email as "requesterEmail", assignee_name as "assigneeName", message_count as "messageCount"
    from desk.conversation where id = ${id} or merged_into = ${id} order by id <> ${id}, id`.execute(k.db);
  return rows;
}

/** What a row says: for all that is shown in it, and, where that is more than itself, its own beside. */
export interface Standing {
  readonly id: string;
  readonly state: ConversationState;
  readonly resolvedAt: number | null;
  readonly isSetAside: boolean;
  /** Null where it speaks only for itself. */
  readonly ownState: ConversationState | null;
  readonly ownSetAside: boolean | null;
  readonly waitsForAnswer: boolean;
  readonly waitsForArea: boolean;
  readonly dueAt: number | null;
  readonly dueOpenedAt: number | null;
}

/**
 * Writes them into rows that the caller holds. One that speaks for others has moved when the last of them did; one that no longer does, when it did itself:
 * as it was before, and by what came since.
 */
export async function writeStandings(k: Kernel, all: readonly Standing[]): Promise<void> {
  const when = (at: number | null) => (at === null ? null : instant(at));
  const rows = all.map((one) => ({ ...one, resolvedAt: when(one.resolvedAt), dueAt: when(one.dueAt), dueOpenedAt: when(one.dueOpenedAt) }));
  await sql`
    update desk.conversation c set state = x.state, resolved_at = x."resolvedAt", is_set_aside = x."isSetAside", own_state = x."ownState", own_set_aside = x."ownSetAside",
      waits_for_answer = x."waitsForAnswer", waits_for_area = x."waitsForArea", due_at = coalesce(x."dueAt", 'infinity'), due_opened_at = x."dueOpenedAt",
      own_last_at = case when x."ownState" is not null then coalesce(c.own_last_at, c.last_at) end,
      last_at = case
        when x."ownState" is not null then greatest(c.last_at, (select max(o.last_at) from desk.conversation o where o.merged_into = c.id))
        when c.own_last_at is not null then greatest(c.own_last_at, (select max(m.received_at) from desk.message m
          where m.conversation_id = c.id and m.direction <> 'event' and m.id > (select min(g.message_id) from desk.merge g where g.into_id = c.id and g.merged_at >= c.own_last_at)))
        else c.last_at end,
      preview = case when x."ownState" is null and c.own_last_at is null then c.preview else coalesce((select m.preview from desk.message m
        where m.conversation_id = any(c.id || array(select o.id from desk.conversation o where o.merged_into = c.id)) and m.direction in ('in', 'out')
        order by m.received_at desc, m.id desc limit 1), c.preview) end
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id bigint, state text, "resolvedAt" timestamptz, "isSetAside" boolean, "ownState" text, "ownSetAside" boolean,
      "waitsForAnswer" boolean, "waitsForArea" boolean, "dueAt" timestamptz, "dueOpenedAt" timestamptz)
    where c.id = x.id`.execute(k.db);
  await writeAhead(
    k.db,
    sql`update desk.search s set last_at = c.last_at from desk.conversation c where c.id = s.conversation_id and c.id = any(${all.map((one) => one.id)}::bigint[]) and s.last_at <> c.last_at`,
  );
}
