import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { FilterWords } from '../filter.ts';
import { conditionWith, countQueryOf, mostCounted, type Who } from '../list-store.ts';
import type { Order, View } from '../shapes.ts';

/** What a saved view asks for, as an address says it. */
export interface Narrowing {
  readonly view: View;
  readonly filter: FilterWords & { readonly order?: Order | undefined };
}

export interface SavedViewRow extends Narrowing {
  readonly id: string;
  readonly name: string;
  /** Whose it is; null: everybody's. */
  readonly accountId: string | null;
  readonly madeBy: string;
  readonly removedAt: number | null;
}

const columns = sql`id, name, account_id as "accountId", made_by as "madeBy", view, filter, removed_at as "removedAt"`;
const keptFor = (accountId: string | null) => sql`coalesce(account_id, 0) = ${accountId ?? '0'}::bigint`;

/** One's own and those of all, each in their order. */
export async function savedViewsFor(k: Kernel, accountId: string | null): Promise<SavedViewRow[]> {
  const { rows } = await sql<SavedViewRow>`
    select ${columns} from desk.saved_view where coalesce(account_id, 0) in (0, ${accountId ?? '0'}::bigint) and removed_at is null
    order by account_id nulls last, place, id`.execute(k.db);
  return rows;
}

/** Locked to the end of the transaction. */
export async function holdSavedView(k: Kernel, id: string): Promise<SavedViewRow | undefined> {
  const { rows } = await sql<SavedViewRow>`select ${columns} from desk.saved_view where id = ${id}::bigint for update`.execute(k.db);
  return rows[0];
}

/** How many are kept for somebody (null: for all), and whether another of them bears the name. */
export async function namesakes(
  k: Kernel,
  accountId: string | null,
  { name, exceptId }: { readonly name: string; readonly exceptId: string | null },
): Promise<{ total: number; isTaken: boolean }> {
  const { rows } = await sql<{ total: number; isTaken: boolean }>`
    select count(*)::int as total, coalesce(bool_or(lower(name) = lower(${name})), false) as "isTaken" from desk.saved_view
    where ${keptFor(accountId)} and removed_at is null and id is distinct from ${exceptId}::bigint`.execute(k.db);
  return rows[0] as { total: number; isTaken: boolean };
}

/** At the end of its column. */
export async function insertSavedView(
  k: Kernel,
  { name, accountId, view, filter }: Pick<SavedViewRow, 'name' | 'accountId' | 'view' | 'filter'>,
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.saved_view (name, account_id, made_by, view, filter, place, changed_at)
    select ${name}, ${accountId}::bigint, ${k.actor.name}, ${view}, ${JSON.stringify(filter)}::jsonb,
      coalesce((select max(place) + 1 from desk.saved_view where ${keptFor(accountId)}), 0), ${instant(k.clock.now())}
    returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function updateSavedView(k: Kernel, { id, name, accountId, view, filter, removedAt }: SavedViewRow): Promise<void> {
  await sql`
    update desk.saved_view set name = ${name}, account_id = ${accountId}::bigint, view = ${view}, filter = ${JSON.stringify(filter)}::jsonb,
      changed_at = ${instant(k.clock.now())}, removed_at = ${removedAt === null ? null : instant(removedAt)}::timestamptz
    where id = ${id}::bigint`.execute(k.db);
}

export async function placeSavedViews(k: Kernel, ids: readonly string[]): Promise<void> {
  await sql`
    update desk.saved_view s set place = o.place from unnest(${[...ids]}::bigint[]) with ordinality o(id, place) where s.id = o.id`.execute(
    k.db,
  );
}

/** How many each holds, up to 1,000, in one statement. */
export async function countSavedViews(
  k: Kernel,
  lists: readonly { readonly id: string; readonly view: View; readonly filter: Parameters<typeof conditionWith>[2] }[],
  who: Who,
): Promise<{ id: string; count: number }[]> {
  if (lists.length === 0) return [];
  const counts = lists.map(
    ({ id, view, filter }) =>
      sql`select ${id}::text as id, (${countQueryOf(conditionWith(view, who, filter).condition, mostCounted)}) as count`,
  );
  const { rows } = await sql<{ id: string; count: number }>`${sql.join(counts, sql` union all `)}`.execute(k.db);
  return rows;
}
