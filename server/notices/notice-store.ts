import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Kind, Trouble } from './shapes.ts';

export interface Detail {
  readonly by?: string;
  readonly count?: number;
  readonly trouble?: Trouble;
  /** ms */
  readonly dueAt?: number;
}

export interface NewNotice {
  readonly account: string;
  readonly kind: Kind;
  readonly cause: string;
  readonly conversation: string | null;
  readonly detail: Detail;
}

export interface NoticeRow {
  readonly id: string;
  readonly accountId: string;
  readonly kind: Kind;
  readonly conversationId: string | null;
  readonly detail: Detail;
  readonly madeAt: number;
  readonly readAt: number | null;
  readonly toldAt: number | null;
}

const columns = sql`id, account_id as "accountId", kind, conversation_id as "conversationId", detail, made_at as "madeAt", read_at as "readAt", told_at as "toldAt"`;

/** Those that are new: of a cause that somebody was told of nothing is written. */
export async function insertNotices(k: Kernel, notices: readonly NewNotice[]): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    insert into notices.notice (account_id, kind, cause, conversation_id, detail, made_at)
    select account, kind, cause, conversation, detail, ${instant(k.clock.now())}::timestamptz from json_to_recordset(${JSON.stringify(notices)}::json)
      as x(account bigint, kind text, cause text, conversation bigint, detail json)
    on conflict on constraint notice_once_a_cause do nothing returning ${columns}`.execute(k.db);
  return rows;
}

export interface PageWish {
  readonly accountId: string;
  readonly onlyUnread: boolean;
  readonly before: string | null;
  readonly limit: number;
}

/** The last first. */
export function pageQueryOf({ accountId, onlyUnread, before, limit }: PageWish): RawBuilder<NoticeRow> {
  const where = [sql`account_id = ${accountId}`];
  if (onlyUnread) where.push(sql`read_at is null`);
  if (before !== null) where.push(sql`id < ${before}::bigint`);
  return sql<NoticeRow>`select ${columns} from notices.notice where ${sql.join(where, sql` and `)} order by id desc limit ${limit}::int`;
}

export async function noticePage(k: Kernel, wish: PageWish): Promise<NoticeRow[]> {
  return (await pageQueryOf(wish).execute(k.db)).rows;
}

export const mostCounted = 100;

/** How many are unread; 100 means 100 or more. */
export async function countUnread(k: Kernel, accountId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from notices.notice where account_id = ${accountId} and read_at is null limit ${mostCounted}::int) u`.execute(
    k.db,
  );
  return rows[0]?.n ?? 0;
}

/** Which of one's own: by id, those of a conversation, or all up to one. */
export type Which = { readonly ids: readonly string[] } | { readonly conversation: string } | { readonly until: string };

/** How many were unread and are read now. */
export async function markRead(k: Kernel, accountId: string, which: Which): Promise<number> {
  const those =
    'ids' in which
      ? sql`id = any(${[...which.ids]}::bigint[])`
      : 'conversation' in which
        ? sql`conversation_id = ${which.conversation}::bigint`
        : sql`id <= ${which.until}::bigint`;
  const { numAffectedRows } = await sql`
    update notices.notice set read_at = ${instant(k.clock.now())} where account_id = ${accountId} and read_at is null and ${those}`.execute(
    k.db,
  );
  return Number(numAffectedRows ?? 0n);
}

/** Unread and told of nowhere yet; locked. */
export async function holdUntold(k: Kernel, accountId: string, limit: number): Promise<NoticeRow[]> {
  const { rows } = await sql<NoticeRow>`
    select ${columns} from notices.notice where account_id = ${accountId} and told_at is null and read_at is null order by id limit ${limit}::int for update`.execute(
    k.db,
  );
  return rows;
}

export async function unreadNotice(k: Kernel, id: string): Promise<NoticeRow | undefined> {
  const { rows } = await sql<NoticeRow>`select ${columns} from notices.notice where id = ${id} and read_at is null`.execute(k.db);
  return rows[0];
}

/** Locked where nobody has read it nor been told of it. */
export async function holdIfUntold(k: Kernel, id: string): Promise<NoticeRow | undefined> {
  const { rows } = await sql<NoticeRow>`
    select ${columns} from notices.notice where id = ${id} and told_at is null and read_at is null for update`.execute(k.db);
  return rows[0];
}

/** How many were told since an instant. */
export async function countToldSince(k: Kernel, accountId: string, at: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select told_at from notices.notice where account_id = ${accountId} order by id desc limit 50) l
    where told_at >= ${instant(at)}`.execute(k.db);
  return rows[0]?.n ?? 0;
}

export async function markTold(k: Kernel, ids: readonly string[]): Promise<void> {
  await sql`update notices.notice set told_at = ${instant(k.clock.now())} where id = any(${[...ids]}::bigint[])`.execute(k.db);
}

export async function forgetBefore(k: Kernel, at: number): Promise<void> {
  await sql`delete from notices.notice where made_at < ${instant(at)}`.execute(k.db);
}
