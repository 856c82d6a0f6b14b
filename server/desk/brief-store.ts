import { sql } from 'kysely';
import type { Kernel } from '#kernel';
import type { Brief } from './briefs.ts';

export async function briefRows(k: Kernel, ids: readonly string[]): Promise<Omit<Brief, 'number'>[]> {
  const { rows } = await sql<Omit<Brief, 'number'>>`
    select id, subject, coalesce(nullif(requester_name, ''), requester_email) as requester, assignee_id as "assigneeId"
    from desk.conversation where id = any(${[...ids]}::bigint[])`.execute(k.db);
  return rows;
}
