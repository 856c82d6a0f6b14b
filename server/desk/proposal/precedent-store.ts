import { sql } from 'kysely';
import type { Kernel } from '#kernel';
import type { Precedent } from './likeness.rules.ts';

/** So many of the latest are asked: what areas did years ago says little of today. */
const latest = 2000;

/**
 * What went to areas that still answer, the latest first; not what an area handed back, nor what was undone, nor this very conversation.
 */
export async function precedents(k: Kernel, exceptId: string, areas: readonly string[]): Promise<Precedent[]> {
  const { rows } = await sql<Precedent>`
    select e.area_id as "areaId", c.subject
    from (select id, area_id, conversation_id from desk.escalation where conversation_id <> ${exceptId}::bigint order by id desc limit ${latest}) e
    join desk.conversation c on c.id = e.conversation_id
    where e.area_id = any(${[...areas]}::bigint[])
      and not exists (select from desk.escalation_end x where x.escalation_id = e.id and x.kind in ('returned', 'undone'))
    order by e.id desc`.execute(k.db);
  return rows;
}

export async function subjectOfConversation(k: Kernel, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ subject: string }>`select subject from desk.conversation where id = ${id}::bigint`.execute(k.db);
  return rows[0]?.subject;
}
