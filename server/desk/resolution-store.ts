import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

export async function insertResolution(k: Kernel, conversationId: string): Promise<void> {
  await sql`
    insert into desk.resolution (conversation_id, resolved_at, resolved_by)
    values (${conversationId}, ${instant(k.clock.now())}, ${k.actor.name})`.execute(k.db);
}

/** Ends the resolution in force. */
export async function closeResolutions(
  k: Kernel,
  conversationId: string,
  reopening: { readonly by: string; readonly cause: 'act' | 'message' },
): Promise<void> {
  await sql`
    update desk.resolution set reopened_at = ${instant(k.clock.now())}, reopened_by = ${reopening.by}, reopened_cause = ${reopening.cause}
    where conversation_id = ${conversationId} and reopened_at is null`.execute(k.db);
}

export interface NoAnswer {
  readonly reason: string;
  readonly obligationIds: readonly string[];
}

export async function insertNoAnswer(k: Kernel, conversationId: string, { reason, obligationIds }: NoAnswer): Promise<void> {
  await sql`
    insert into desk.no_answer (conversation_id, decided_at, decided_by, reason, obligation_ids)
    values (${conversationId}, ${instant(k.clock.now())}, ${k.actor.name}, ${reason}, ${[...obligationIds]}::bigint[])`.execute(k.db);
}

/** These wait for no answer any more. */
export async function excuseMessages(k: Kernel, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await sql`update desk.message set is_excused = true where id = any(${[...ids]}::bigint[])`.execute(k.db);
}

export async function insertAssignment(
  k: Kernel,
  conversationId: string,
  assignee: { readonly id: string; readonly name: string } | null,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.assignment (conversation_id, assignee_id, assignee_name, assigned_at, assigned_by)
    values (${conversationId}, ${assignee?.id ?? null}, ${assignee?.name ?? null}, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(
    k.db,
  );
  return (rows[0] as { id: string }).id;
}
