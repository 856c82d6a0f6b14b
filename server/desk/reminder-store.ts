import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

export type ReminderKind = 'half' | 'quarter' | 'due' | 'link' | 'notice';

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

/** Notes that another link is sent; false where one was since that instant (ms). */
export async function linkAgain(k: Kernel, escalationId: string, since: number): Promise<boolean> {
  const { rows } = await sql`
    insert into desk.escalation_reminder as r (escalation_id, kind, reminded_at, message_id)
    values (${escalationId}, 'link', ${instant(k.clock.now())}, null)
    on conflict on constraint reminder_once do update set reminded_at = excluded.reminded_at where r.reminded_at < ${instant(since)}
    returning 1`.execute(k.db);
  return rows.length > 0;
}
