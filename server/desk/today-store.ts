import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

export interface Brief {
  readonly id: string;
  readonly subject: string;
  readonly requester: string;
  readonly mailbox: string | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
}

/** Conversations as the list of what is due names them. */
export async function briefsOf(k: Kernel, ids: readonly string[]): Promise<Map<string, Brief>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<Brief>`
    select c.id, c.subject, coalesce(nullif(c.requester_name, ''), c.requester_email) as requester, c.mailbox, s.assignee_id as "assigneeId", s.assignee_name as "assigneeName"
    -- Whoever has the conversation in which it is shown has it too.
    from desk.conversation c join desk.conversation s on s.id = coalesce(c.merged_into, c.id) where c.id = any(${[...ids]}::bigint[])`.execute(
    k.db,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The area of each escalation, and how often it was reminded. */
export async function areasOf(k: Kernel, ids: readonly string[]): Promise<Map<string, { id: string; name: string; reminders: number }>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string; reminders: number }>`
    select e.id, e.area_name as name, (select count(*)::int from desk.escalation_reminder r where r.escalation_id = e.id and r.kind in ('half', 'quarter', 'due', 'hand')) as reminders
    from desk.escalation e where e.id = any(${[...ids]}::bigint[])`.execute(k.db);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface Sent {
  readonly conversationId: string;
  /** Once it was accepted, the instant of that. */
  readonly at: number;
}

/** What an account sent in [from, to) and the server took, and what it answered by telephone. */
export async function sentBy(k: Kernel, accountId: string, from: number, to: number): Promise<Sent[]> {
  const { rows } = await sentQueryOf(accountId, from, to).execute(k.db);
  return rows;
}

/** Apart, so that a test can ask for its plan. */
export function sentQueryOf(accountId: string, from: number, to: number): RawBuilder<Sent> {
  return sql<Sent>`
    select conversation_id as "conversationId", received_at as at from desk.message
    where direction = 'out' and author_id = ${accountId}::bigint and received_at >= ${instant(from)}::timestamptz and received_at < ${instant(to)}::timestamptz
      and (delivery = 'accepted' or 'by-phone' = any(marks) and not 'annulled' = any(marks)) and part is distinct from 'reminder'`;
}
