import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { openable } from './rules.ts';
import { columns, type ObligationRow } from './store.ts';

export interface DueSpan {
  /** Due instants in [from, until), ms. */
  readonly from?: number;
  readonly until?: number;
  readonly limit: number;
}

/** What is owed and not yet done, of every clause and basis, by due instant. */
export async function openDueRows(k: Kernel, span: DueSpan): Promise<ObligationRow[]> {
  const { rows } = await openDueQueryOf(span).execute(k.db);
  return rows;
}

/** Apart, so that a test can ask for its plan. */
export function openDueQueryOf({ from, until, limit }: DueSpan): RawBuilder<ObligationRow> {
  const clauses = [...new Set(openable.map((one) => one.clause))];
  const where = [sql`o.settled_at is null and o.set_aside_at is null and o.withdrawn_at is null and o.clause = any(${clauses}::text[])`];
  if (from !== undefined) where.push(sql`o.due_at >= ${instant(from)}::timestamptz`);
  if (until !== undefined) where.push(sql`o.due_at < ${instant(until)}::timestamptz`);
  return sql<ObligationRow>`
    select ${columns} from procedure.obligation o where ${sql.join(where, sql` and `)} order by o.due_at, o.id limit ${limit}::int`;
}
