import { sql } from 'kysely';
import type { Kernel } from '../kernel.ts';

export interface ActRow {
  readonly id: string;
  readonly at: number;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly verb: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly reason: string | null;
  readonly detail: unknown;
}

export interface ActFilter {
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly verb?: string | undefined;
  readonly beforeId?: string | undefined;
  readonly limit: number;
}

/** Acts, the newest first. */
export async function listActs(k: Kernel, filter: ActFilter): Promise<ActRow[]> {
  const where = [sql`true`];
  if (filter.subjectKind !== undefined) where.push(sql`a.subject_kind = ${filter.subjectKind}`);
  if (filter.subjectId !== undefined) where.push(sql`a.subject_id = ${filter.subjectId}`);
  if (filter.verb !== undefined) where.push(sql`a.verb = ${filter.verb}`);
  if (filter.beforeId !== undefined) where.push(sql`a.id < ${filter.beforeId}::bigint`);
  const { rows } = await sql<ActRow>`
    select a.id, a.at, a.actor_kind as "actorKind", a.actor_id as "actorId", a.actor_name as "actorName", a.verb,
      a.subject_kind as "subjectKind", a.subject_id as "subjectId", a.reason, a.detail
    from acts.act a where ${sql.join(where, sql` and `)} order by a.id desc limit ${filter.limit}`.execute(k.db);
  return rows;
}
