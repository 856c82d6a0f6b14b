import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Nature } from '../port.ts';

/** A marking in force. */
export interface SpamMark {
  readonly id: string;
  readonly markedAt: number;
  readonly markedBy: string;
  readonly reason: string;
  readonly excusedIds: readonly string[];
  readonly natureBefore: Nature;
}

export async function natureOf(k: Kernel, conversationId: string): Promise<Nature> {
  const { rows } = await sql<{ nature: Nature }>`select nature from desk.conversation where id = ${conversationId}::bigint`.execute(k.db);
  return rows[0]?.nature ?? 'person';
}

export async function setNature(k: Kernel, conversationId: string, nature: Nature): Promise<void> {
  await sql`update desk.conversation set nature = ${nature} where id = ${conversationId}::bigint`.execute(k.db);
}

export async function markOf(k: Kernel, conversationId: string): Promise<SpamMark | undefined> {
  const { rows } = await sql<SpamMark>`
    select id, marked_at as "markedAt", marked_by as "markedBy", reason, excused_ids as "excusedIds", nature_before as "natureBefore"
    from desk.spam_mark where conversation_id = ${conversationId}::bigint and released_at is null`.execute(k.db);
  return rows[0];
}

export interface NewMark {
  readonly reason: string;
  readonly obligationIds: readonly string[];
  readonly excusedIds: readonly string[];
  readonly natureBefore: Nature;
}

/** In place of an older one that a person's message had made void. */
export async function insertMark(k: Kernel, conversationId: string, mark: NewMark): Promise<void> {
  await endMark(k, conversationId);
  await sql`
    insert into desk.spam_mark (conversation_id, marked_at, marked_by, reason, obligation_ids, excused_ids, nature_before)
    values (${conversationId}::bigint, ${instant(k.clock.now())}, ${k.actor.name}, ${mark.reason}, ${[...mark.obligationIds]}::bigint[],
      ${[...mark.excusedIds]}::bigint[], ${mark.natureBefore})`.execute(k.db);
}

export async function endMark(k: Kernel, conversationId: string): Promise<void> {
  await sql`
    update desk.spam_mark set released_at = ${instant(k.clock.now())}, released_by = ${k.actor.name}
    where conversation_id = ${conversationId}::bigint and released_at is null`.execute(k.db);
}

/** What was excused waits again, and what was taken for spam is a person's. */
export async function readmitMessages(k: Kernel, conversationId: string, excusedIds: readonly string[]): Promise<boolean> {
  await sql`update desk.message set is_excused = false where conversation_id = ${conversationId}::bigint and id = any(${[...excusedIds]}::bigint[])`.execute(
    k.db,
  );
  const { rows } = await sql`
    update desk.message set nature = 'person', nature_reason = 'released'
    where conversation_id = ${conversationId}::bigint and direction = 'in' and nature = 'spam' returning 1`.execute(k.db);
  return rows.length > 0;
}

/** Why the provider or a rule put it there: the reason of its latest message of spam. */
export async function spamReason(k: Kernel, conversationId: string): Promise<string | null> {
  const { rows } = await sql<{ reason: string | null }>`
    select nature_reason as reason from desk.message where conversation_id = ${conversationId}::bigint and nature = 'spam'
    order by received_at desc, id desc limit 1`.execute(k.db);
  return rows[0]?.reason ?? null;
}
