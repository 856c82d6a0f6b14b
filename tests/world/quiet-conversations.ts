import { sql } from 'kysely';
import type { Kernel } from '#kernel';

export const quietMailbox = 'quieto@itla.example';

/** So many conversations of a mailbox of their own, with a mail each that waits for nobody: rows alone, where only their number matters. */
export async function quietConversations(k: Kernel, count: number): Promise<void> {
  await sql`
    with person as (
      insert into desk.requester (email, name) values ('quieta@correo.example', 'Quieta') on conflict (email) do update set name = excluded.name returning id),
    conversation as (
      insert into desk.conversation (id, subject, channel, requester_id, requester_name, requester_email, mailbox, state, nature, is_history, is_quarantined, is_warned,
        waits_for_answer, received_at, last_at, preview, message_count, participants)
      select nextval('desk.conversation_number'), 'Quieta ' || n, 'mail', person.id, 'Quieta', 'quieta@correo.example', ${quietMailbox}, 'waiting', 'person', false, false, false,
        false, now(), now(), '', 1, '{}' from person, generate_series(1, ${count}::int) n returning id, received_at)
    insert into desk.message (id, conversation_id, direction, nature, received_at) select nextval('desk.message_number'), id, 'in', 'person', received_at from conversation`.execute(
    k.db,
  );
}
