import { sql } from 'kysely';
import { instant, type Kernel, writeAhead } from '#kernel';
import type { ConversationState } from './wait.rules.ts';

/** What an operation needs of a conversation, locked to the end of its transaction. */
export interface HeldConversation {
  readonly id: string;
  readonly subject: string;
  readonly state: ConversationState;
  readonly waitsForAnswer: boolean;
  readonly waitsForArea: boolean;
  readonly resolvedAt: number | null;
  readonly isSetAside: boolean;
  readonly assigneeId: string | null;
  /** Given by the rota, and not taken yet. */
  readonly isByRota: boolean;
  readonly lastAt: number;
}

export async function holdConversation(k: Kernel, id: string): Promise<HeldConversation | undefined> {
  return (await holdConversations(k, [id]))[0];
}

/** In the order of their ids, as everybody who locks several. */
export async function holdConversations(k: Kernel, ids: readonly string[]): Promise<HeldConversation[]> {
  const { rows } = await sql<HeldConversation>`
    select id, subject, state, waits_for_answer as "waitsForAnswer", waits_for_area as "waitsForArea", resolved_at as "resolvedAt", is_set_aside as "isSetAside", assignee_id as "assigneeId",
      is_by_rota as "isByRota", last_at as "lastAt"
    from desk.conversation where id = any(${[...ids]}::bigint[]) order by id for update`.execute(k.db);
  return rows;
}

export interface Stand {
  readonly state: ConversationState;
  readonly resolvedAt: number | null;
  /** «No requiere respuesta» was said, and nothing waits since. */
  readonly isSetAside: boolean;
}

export function setState(k: Kernel, id: string, stand: Stand): Promise<void> {
  return setStates(k, [{ id, ...stand }]);
}

export async function setStates(k: Kernel, stands: readonly (Stand & { readonly id: string })[]): Promise<void> {
  if (stands.length === 0) return;
  const when = (at: number | null) => (at === null ? null : instant(at));
  await writeAhead(
    k.db,
    sql`
    update desk.conversation c set state = s.state, resolved_at = s.resolved, is_set_aside = s.aside
    from unnest(${stands.map((one) => one.id)}::bigint[], ${stands.map((one) => one.state)}::text[], ${stands.map((one) => when(one.resolvedAt))}::timestamptz[],
      ${stands.map((one) => one.isSetAside)}::boolean[]) s(id, state, resolved, aside)
    where c.id = s.id`,
  );
}

export interface Assignee {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
}

export async function setAssignee(k: Kernel, id: string, assignee: Assignee | null): Promise<void> {
  await writeAhead(
    k.db,
    sql`
    update desk.conversation set assignee_id = ${assignee?.id ?? null}, assignee_name = ${assignee?.name ?? null}, assignee_email = ${assignee?.email ?? null}, is_by_rota = false
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

/** Locks what nobody else holds; answers those it got. */
export async function holdFree(k: Kernel, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from desk.conversation where id = any(${[...ids]}::bigint[]) order by id for update skip locked`.execute(k.db);
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
