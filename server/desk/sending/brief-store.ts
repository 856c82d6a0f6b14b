import { sql } from 'kysely';
import type { Kernel } from '#kernel';
import type { Part } from '../wait.rules.ts';

export interface SentRow {
  readonly id: string;
  readonly direction: 'out' | 'event';
  readonly part: Part | null;
  readonly author: string | null;
  readonly conversationId: string;
  readonly subject: string;
}

/** Of these messages of ours what they are and where they belong. */
export async function sentRows(k: Kernel, ids: readonly string[]): Promise<SentRow[]> {
  const { rows } = await sql<SentRow>`
    select m.id, m.direction, m.part, m.author_name as author, c.id as "conversationId", c.subject
    from desk.message m join desk.conversation c on c.id = m.conversation_id where m.id = any(${[...ids]}::bigint[])`.execute(k.db);
  return rows;
}
