import { type RawBuilder, sql } from 'kysely';
import { type Actor, instant, type Kernel } from '#kernel';
import type { BulkActName } from './shapes.ts';

export type BulkState = 'working' | 'done' | 'undoing' | 'undone';

export interface BulkRow {
  readonly id: string;
  readonly accountId: string;
  readonly asked: string;
  readonly act: BulkActName;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly actor: Actor;
  readonly state: BulkState;
  readonly total: number;
  readonly askedAt: number;
}

const columns = sql`id, account_id as "accountId", asked, act, detail, actor, state, total, asked_at as "askedAt"`;

export async function bulkByKey(k: Kernel, accountId: string, key: string): Promise<BulkRow | undefined> {
  const { rows } = await sql<BulkRow>`select ${columns} from desk.bulk where account_id = ${accountId}::bigint and key = ${key}`.execute(
    k.db,
  );
  return rows[0];
}

/** `share`: it cannot be undone meanwhile; `update`: nothing of it goes on meanwhile. */
export async function bulkById(k: Kernel, id: string, hold: 'none' | 'share' | 'update' = 'none'): Promise<BulkRow | undefined> {
  const lock = { none: sql``, share: sql`for share`, update: sql`for update` }[hold];
  const { rows } = await sql<BulkRow>`select ${columns} from desk.bulk where id = ${id}::bigint ${lock}`.execute(k.db);
  return rows[0];
}

/** The latest that somebody asked for since an instant, and those that still go on. */
export async function bulksOf(k: Kernel, accountId: string, since: number): Promise<BulkRow[]> {
  const { rows } = await sql<BulkRow>`
    select ${columns} from (select * from desk.bulk where account_id = ${accountId}::bigint order by id desc limit 20) b
    where state in ('working', 'undoing') or asked_at >= ${instant(since)} order by id desc limit 5`.execute(k.db);
  return rows;
}

interface NewBulk {
  readonly accountId: string;
  readonly key: string;
  readonly asked: string;
  readonly act: BulkActName;
  readonly detail: unknown;
}

/** Null where the key is taken. */
export async function insertBulk(k: Kernel, { accountId, key, asked, act, detail }: NewBulk): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.bulk (account_id, key, asked, act, detail, actor, state, total, asked_at)
    values (${accountId}::bigint, ${key}, ${asked}, ${act}, ${JSON.stringify(detail)}::jsonb, ${JSON.stringify(k.actor)}::jsonb, 'working', 0, ${instant(k.clock.now())})
    on conflict do nothing returning id`.execute(k.db);
  return rows[0]?.id ?? null;
}

export const namedOnes = (ids: readonly string[]): RawBuilder<unknown> => sql`c.id = any(${[...ids]}::bigint[])`;

/** All of a list at this moment, up to `most` and one more; answers how many. */
export async function insertItems(
  k: Kernel,
  id: string,
  { condition, most }: { condition: RawBuilder<unknown>; most: number },
): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    with item as (
      insert into desk.bulk_item (bulk_id, conversation_id)
      select ${id}::bigint, c.id from desk.conversation c where ${condition} limit ${most + 1}::int returning 1)
    select count(*)::int as total from item`.execute(k.db);
  const total = rows[0]?.total ?? 0;
  await sql`update desk.bulk set total = ${total}::int where id = ${id}::bigint`.execute(k.db);
  return total;
}

export interface ItemRow {
  readonly conversationId: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The next ones in a state, which no other worker has, in the order of their ids. */
export async function nextItems(k: Kernel, id: string, { state, limit }: { state: 'waiting' | 'done'; limit: number }): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select conversation_id as "conversationId", before, after from desk.bulk_item
    where bulk_id = ${id}::bigint and state = ${sql.lit(state)} order by conversation_id limit ${limit}::int for update skip locked`.execute(
    k.db,
  );
  return rows;
}

export interface Outcome {
  readonly conversationId: string;
  readonly state: 'done' | 'refused' | 'undone' | 'left';
  readonly before?: unknown;
  readonly after?: unknown;
  readonly reason?: { readonly code: string; readonly es: string; readonly en: string };
}

export async function writeOutcomes(k: Kernel, id: string, outcomes: readonly Outcome[]): Promise<void> {
  await sql`
    update desk.bulk_item i set state = o.state, before = coalesce(o.before, i.before), after = coalesce(o.after, i.after), reason = o.reason
    from jsonb_to_recordset(${JSON.stringify(outcomes)}::jsonb) o("conversationId" bigint, state text, before jsonb, after jsonb, reason jsonb)
    where i.bulk_id = ${id}::bigint and i.conversation_id = o."conversationId"`.execute(k.db);
}

/** Whether anything is still in a state, held by another worker or not. */
export async function hasItems(k: Kernel, id: string, state: 'waiting' | 'done'): Promise<boolean> {
  const { rows } = await sql`
    select from desk.bulk_item where bulk_id = ${id}::bigint and state = ${sql.lit(state)} limit 1`.execute(k.db);
  return rows.length > 0;
}

export async function setBulkState(k: Kernel, id: string, state: BulkState): Promise<void> {
  const ended = state === 'done' || state === 'undone' ? instant(k.clock.now()) : null;
  await sql`update desk.bulk set state = ${state}, ended_at = ${ended}::timestamptz where id = ${id}::bigint`.execute(k.db);
}

/** What had not begun is not done any more. */
export async function dropWaiting(k: Kernel, id: string): Promise<void> {
  await sql`update desk.bulk_item set state = 'undone' where bulk_id = ${id}::bigint and state = 'waiting'`.execute(k.db);
}

export interface Progress {
  readonly waiting: number;
  readonly done: number;
  readonly refused: number;
  readonly undone: number;
  readonly left: number;
}

export async function progressOf(k: Kernel, id: string): Promise<Progress> {
  const of = (state: keyof Progress) => sql`count(*) filter (where state = ${sql.lit(state)})::int as ${sql.id(state)}`;
  const { rows } = await sql<Progress>`
    select ${sql.join((['waiting', 'done', 'refused', 'undone', 'left'] as const).map(of))} from desk.bulk_item where bulk_id = ${id}::bigint`.execute(
    k.db,
  );
  return rows[0] as Progress;
}

export interface MovedOwners {
  readonly before: string | null;
  readonly after: string | null;
  readonly count: number;
  /** One of them. */
  readonly conversation: string;
}

/** From whom to whom how many went, of those in a state. */
export async function movedOwners(k: Kernel, id: string, state: 'done' | 'undone'): Promise<MovedOwners[]> {
  const { rows } = await sql<MovedOwners>`
    select before ->> 'assigneeId' as before, after ->> 'assigneeId' as after, count(*)::int as count, min(conversation_id) as conversation
    from desk.bulk_item where bulk_id = ${id}::bigint and state = ${sql.lit(state)} and before ->> 'assigneeId' is distinct from after ->> 'assigneeId'
    group by 1, 2 order by 1, 2`.execute(k.db);
  return rows;
}

export interface ToldRow {
  readonly id: string;
  readonly subject: string;
  readonly reason: { readonly code: string; readonly es: string; readonly en: string };
}

/** Those that were refused or left, with the reason. */
export async function toldItems(k: Kernel, id: string, limit: number): Promise<ToldRow[]> {
  const { rows } = await sql<ToldRow>`
    select c.id, c.subject, i.reason from desk.bulk_item i join desk.conversation c on c.id = i.conversation_id
    where i.bulk_id = ${id}::bigint and i.reason is not null order by i.conversation_id limit ${limit}::int`.execute(k.db);
  return rows;
}

/** What is done to one conversation stands or falls by itself within the portion's transaction. */
export async function beginOne(k: Kernel): Promise<void> {
  await sql`savepoint one`.execute(k.db);
}

export async function undoOne(k: Kernel): Promise<void> {
  await sql`rollback to savepoint one`.execute(k.db);
}
