import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel, writeAhead } from '#kernel';
import type { ConversationState } from './wait.rules.ts';

/** What an operation needs of a conversation, locked to the end of its transaction. */
export interface HeldConversation {
  readonly id: string;
  readonly subject: string;
  readonly channel: string;
  /** Null where it came by other ways than a mailbox. */
  readonly mailboxId: string | null;
  readonly mailbox: string | null;
  readonly state: ConversationState;
  readonly waitsForAnswer: boolean;
  readonly waitsForArea: boolean;
  readonly resolvedAt: number | null;
  readonly isSetAside: boolean;
  readonly assigneeId: string | null;
  /** Given by the rota, and not taken yet. */
  readonly isByRota: boolean;
  readonly lastAt: number;
  readonly requesterEmail: string;
  readonly isQuarantined: boolean;
  /** The conversation in which it is shown; null where it stands for itself. */
  readonly mergedInto: string | null;
  /** Shared by those that were ever merged, or split; null where it is alone. */
  readonly kinId: string | null;
  /** Its own, while its row speaks for others too; null where it speaks only for itself. */
  readonly ownState: ConversationState | null;
  readonly ownSetAside: boolean | null;
}

const held = sql`id, subject, channel, mailbox_id as "mailboxId", mailbox, state, waits_for_answer as "waitsForAnswer", waits_for_area as "waitsForArea", resolved_at as "resolvedAt",
  is_set_aside as "isSetAside", assignee_id as "assigneeId", is_by_rota as "isByRota", last_at as "lastAt", requester_email as "requesterEmail", is_quarantined as "isQuarantined",
  merged_into as "mergedInto", kin_id as "kinId", own_state as "ownState", own_set_aside as "ownSetAside"`;

/** One with its kin; nothing where it is unknown. Nearly all stand alone, and cost one look. */
export async function holdConversation(k: Kernel, id: string): Promise<HeldConversation[]> {
  await stayTogether(k);
  const { rows } =
    await sql<HeldConversation>`select ${held} from desk.conversation where id = ${id} and kin_id is null for update`.execute(k.db);
  return rows.length > 0 ? rows : holdConversations(k, [id]);
}

/** In the order of their ids, as everybody who locks several; with those that are kin to them, whose clocks and rows hang on theirs. */
export async function holdConversations(k: Kernel, ids: readonly string[]): Promise<HeldConversation[]> {
  await stayTogether(k);
  const { rows } = await sql<HeldConversation>`
    select ${held} from desk.conversation where id = any(${withKin(ids)}) order by id for update`.execute(k.db);
  return rows;
}

/** With the ids of those that are kin to them. */
export function withKin(ids: readonly string[]): RawBuilder<unknown> {
  const given = sql`${[...ids]}::bigint[]`;
  return sql`array(select unnest(${given}) union select o.id from desk.conversation c join desk.conversation o on o.kin_id = c.kin_id where c.id = any(${given}))`;
}

const kinship = sql`hashtextextended('desk.merge', 53)`;

/**
 * Nobody merges or splits before the caller has committed: who is kin to whom stays as it is read. To be asked for before the first row is locked. Those who
 * merge wait for all others, which is rare and short, and so nobody waits in a ring.
 */
export async function stayTogether(k: Kernel): Promise<void> {
  await writeAhead(k.db, sql`select pg_advisory_xact_lock_shared(${kinship})`);
}

/** Alone to the end of the transaction: nothing that holds a conversation goes on meanwhile. */
export async function mergeAlone(k: Kernel): Promise<void> {
  await sql`select pg_advisory_xact_lock(${kinship})`.execute(k.db);
}

export interface Stand {
  readonly state: ConversationState;
  readonly resolvedAt: number | null;
  /** «No requiere respuesta» was said, and nothing waits since. */
  readonly isSetAside: boolean;
}

export async function setState(k: Kernel, id: string, { state, resolvedAt, isSetAside }: Stand): Promise<void> {
  const resolved = resolvedAt === null ? null : instant(resolvedAt);
  await writeAhead(
    k.db,
    sql`
    update desk.conversation set state = ${state}, resolved_at = ${resolved}, is_set_aside = ${isSetAside},
      own_state = case when own_state is not null then ${state} end, own_set_aside = case when own_set_aside is not null then ${isSetAside}::boolean end
    where id = ${id}`,
  );
}

export async function clearResolved(k: Kernel, id: string): Promise<void> {
  await writeAhead(k.db, sql`update desk.conversation set resolved_at = null where id = ${id}`);
}

export interface Assignee {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

export async function setAssignee(k: Kernel, id: string, assignee: Assignee | null, isByRota = false): Promise<void> {
  await writeAhead(
    k.db,
    sql`
    update desk.conversation set assignee_id = ${assignee?.id ?? null}, assignee_name = ${assignee?.name ?? null}, assignee_email = ${assignee?.email ?? null}, is_by_rota = ${isByRota}
    where id = ${id}`,
  );
}

/** A note moves its conversation to the top of the lists by movement. */
export async function moveForward(k: Kernel, id: string, at: number): Promise<void> {
  await writeAhead(k.db, sql`update desk.conversation set last_at = greatest(last_at, ${instant(at)}) where id = ${id}`);
}

export interface Due {
  readonly id: string;
  readonly waitsForAnswer: boolean;
  readonly waitsForArea: boolean;
  readonly dueAt: number | null;
  readonly dueOpenedAt: number | null;
}

/** What waits in conversations that have no kin, and how they stand, in one go: each row is written once. */
export async function setStands(k: Kernel, all: readonly (Due & Stand)[]): Promise<void> {
  if (all.length === 0) return;
  const when = (at: number | null) => (at === null ? null : instant(at));
  const rows = all.map((one) => ({
    ...one,
    dueAt: when(one.dueAt) ?? 'infinity',
    dueOpenedAt: when(one.dueOpenedAt),
    resolvedAt: when(one.resolvedAt),
  }));
  await writeAhead(
    k.db,
    sql`
    update desk.conversation c set waits_for_answer = x."waitsForAnswer", waits_for_area = x."waitsForArea", due_at = x."dueAt", due_opened_at = x."dueOpenedAt",
      state = x.state, resolved_at = x."resolvedAt", is_set_aside = x."isSetAside"
    from json_to_recordset(${JSON.stringify(rows)}::json) as x(id bigint, "waitsForAnswer" boolean, "waitsForArea" boolean, "dueAt" timestamptz, "dueOpenedAt" timestamptz,
      state text, "resolvedAt" timestamptz, "isSetAside" boolean)
    where c.id = x.id`,
  );
}

export async function setDue(k: Kernel, dues: readonly Due[]): Promise<void> {
  if (dues.length === 0) return;
  const when = (at: number | null) => (at === null ? null : instant(at));
  await writeAhead(
    k.db,
    sql`
    update desk.conversation c set waits_for_answer = d.waits, waits_for_area = d.area, due_at = coalesce(d.due, 'infinity'), due_opened_at = d.opened,
      is_set_aside = c.is_set_aside and not d.waits
    from unnest(${dues.map((one) => one.id)}::bigint[], ${dues.map((one) => one.waitsForAnswer)}::boolean[], ${dues.map((one) => one.waitsForArea)}::boolean[], ${dues.map((one) => when(one.dueAt))}::timestamptz[],
      ${dues.map((one) => when(one.dueOpenedAt))}::timestamptz[]) d(id, waits, area, due, opened)
    where c.id = d.id`,
  );
}

/** Locks what nobody else holds; answers those it got. What has kin is not free: its row hangs on others. */
export async function holdFree(k: Kernel, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from desk.conversation where id = any(${[...ids]}::bigint[]) and kin_id is null order by id for update skip locked`.execute(
    k.db,
  );
  return rows.map((row) => row.id);
}

export async function describeConversations(
  k: Kernel,
  ids: readonly string[],
): Promise<{ id: string; subject: string; name: string; email: string }[]> {
  const { rows } = await sql<{ id: string; subject: string; name: string; email: string }>`
    select id, subject, requester_name as name, requester_email as email from desk.conversation where id = any(${[...ids]}::bigint[])`.execute(
    k.db,
  );
  return rows;
}
