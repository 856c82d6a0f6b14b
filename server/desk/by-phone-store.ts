import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Address } from './port.ts';

/** By these marks a message of ours is a call, and one that was taken back. */
export const phoneMark = 'by-phone';
const annulledMark = 'annulled';

export interface NewCall {
  readonly id: string;
  readonly conversationId: string;
  readonly at: number;
  readonly to: readonly Address[];
  readonly text: string;
  readonly preview: string;
}

/** Nothing sends it: no delivery, no Message-ID. */
export async function insertCall(k: Kernel, { id, conversationId, at, to, text, preview }: NewCall): Promise<void> {
  const people = { from: { name: k.actor.name, email: '' }, to, cc: [], replyTo: [] };
  const marks = [phoneMark, ...(k.actor.kind === 'token' ? ['by-api'] : [])];
  await sql`
    insert into desk.message (id, conversation_id, direction, nature, received_at, people, text, preview, marks, author_id, author_name)
    values (${id}, ${conversationId}, 'out', 'person', ${instant(at)}, ${JSON.stringify(people)}::json, ${text}, ${preview}, ${marks}::text[],
      ${k.actor.accountId}, ${k.actor.name})`.execute(k.db);
}

/** A call that stands, locked. */
export async function phoneAnswer(k: Kernel, id: string): Promise<{ conversationId: string } | undefined> {
  const { rows } = await sql<{ conversationId: string }>`
    select conversation_id as "conversationId" from desk.message
    where id = ${id} and direction = 'out' and ${phoneMark} = any(marks) and not ${annulledMark} = any(marks) for update`.execute(k.db);
  return rows[0];
}

export async function markAnnulled(k: Kernel, id: string): Promise<void> {
  await sql`update desk.message set marks = array_append(marks, ${annulledMark}::text) where id = ${id}`.execute(k.db);
}
