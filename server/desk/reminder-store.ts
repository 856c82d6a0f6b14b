import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

/** By the product at three marks of the term; another link; the notice to the requester; and by a person of ours. */
export type ReminderKind = 'half' | 'quarter' | 'due' | 'link' | 'notice' | 'hand';

export async function remindersOf(k: Kernel, escalationId: string): Promise<{ kind: ReminderKind; at: number }[]> {
  const { rows } = await sql<{ kind: ReminderKind; at: number }>`
    select kind, reminded_at as at from desk.escalation_reminder where escalation_id = ${escalationId} order by reminded_at`.execute(k.db);
  return rows;
}

/** False where it was made before. */
export async function insertReminder(k: Kernel, escalationId: string, kind: ReminderKind, messageId: string | null): Promise<boolean> {
  const { rows } = await sql`
    insert into desk.escalation_reminder (escalation_id, kind, reminded_at, message_id)
    values (${escalationId}, ${kind}, ${instant(k.clock.now())}, ${messageId}) on conflict do nothing returning 1`.execute(k.db);
  return rows.length > 0;
}

/** Notes that another link is sent, or that a person insists; false where that was since an instant (ms). */
export async function noteAgain(k: Kernel, escalationId: string, kind: 'link' | 'hand', since: number): Promise<boolean> {
  const { rows } = await sql`
    insert into desk.escalation_reminder as r (escalation_id, kind, reminded_at, message_id)
    values (${escalationId}, ${kind}, ${instant(k.clock.now())}, null)
    on conflict on constraint reminder_once do update set reminded_at = excluded.reminded_at where r.reminded_at < ${instant(since)}
    returning 1`.execute(k.db);
  return rows.length > 0;
}
