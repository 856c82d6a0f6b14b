import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { OwnTermKind } from './own-term.rules.ts';

/** A conversation's own term in force. Instants in ms. */
export interface OwnTermRow {
  readonly id: string;
  readonly conversationId: string;
  readonly kind: OwnTermKind;
  readonly openedAt: number;
  readonly days: number;
  readonly saidAt: number;
  readonly saidBy: string;
}

export async function ownTermOf(k: Kernel, conversationId: string): Promise<OwnTermRow | undefined> {
  const { rows } = await sql<OwnTermRow>`
    select id, conversation_id as "conversationId", kind, opened_at as "openedAt", days, said_at as "saidAt", said_by as "saidBy"
    from desk.own_term where conversation_id = ${conversationId} and ended_at is null`.execute(k.db);
  return rows[0];
}

/** Answers its id. */
export async function insertOwnTerm(
  k: Kernel,
  {
    conversationId,
    kind,
    openedAt,
    days,
    reason,
  }: Pick<OwnTermRow, 'conversationId' | 'kind' | 'openedAt' | 'days'> & { reason: string | null },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.own_term (conversation_id, kind, opened_at, days, said_at, said_by, reason)
    values (${conversationId}, ${kind}, ${instant(openedAt)}, ${days}, ${instant(k.clock.now())}, ${k.actor.name}, ${reason}) returning id`.execute(
    k.db,
  );
  await sql`update desk.conversation set own_term = ${kind} where id = ${conversationId}`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function endOwnTerm(k: Kernel, conversationId: string): Promise<void> {
  await sql`
    update desk.own_term set ended_at = ${instant(k.clock.now())}, ended_by = ${k.actor.name}
    where conversation_id = ${conversationId} and ended_at is null`.execute(k.db);
  await sql`update desk.conversation set own_term = null where id = ${conversationId}`.execute(k.db);
}
