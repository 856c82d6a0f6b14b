import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { conditionsOf, type Filter } from './filter-store.ts';
import { isFollowedBy } from './follow/follow-store.ts';
import { family } from './kin-store.ts';
import type { Nature } from './port.ts';
import type { BornTag, Order, View } from './shapes.ts';
import { bornTags } from './tag/tag-store.ts';
import type { ConversationState } from './wait.rules.ts';

/** What a list shows of a conversation. Instants in ms. */
export interface ListedRow {
  readonly id: string;
  readonly subject: string;
  readonly channel: string;
  readonly requesterId: string;
  readonly requesterName: string;
  readonly requesterEmail: string;
  /** The card under which the requester is shown; its name where a person wrote one. Null where no address was given. */
  readonly contact: { readonly id: string; readonly name: string | null } | null;
  readonly mailbox: string | null;
  readonly state: ConversationState;
  readonly nature: Nature;
  readonly isHistory: boolean;
  readonly isQuarantined: boolean;
  readonly isWarned: boolean;
  readonly isAnsweredElsewhere: boolean;
  readonly isSetAside: boolean;
  /** What was written in it is gone, at the requester's request. */
  readonly isErased: boolean;
  readonly ownTerm: 'information' | 'complaint' | null;
  readonly assigneeId: string | null;
  readonly assigneeName: string | null;
  readonly assigneeEmail: string | null;
  readonly dueAt: number | null;
  readonly dueOpenedAt: number | null;
  readonly receivedAt: number;
  readonly lastAt: number;
  readonly preview: string;
  readonly messageCount: number;
  /** The areas that owe an answer. */
  readonly areas: readonly string[];
  /** The conversation in which it is shown; null where it stands for itself. */
  readonly mergedInto: string | null;
  readonly kinId: string | null;
  readonly tags: readonly BornTag[];
  readonly snoozedUntil: number | null;
}

export const listed = sql`c.id, c.subject, c.channel, c.requester_id as "requesterId", c.requester_name as "requesterName", c.requester_email as "requesterEmail",
  (select json_build_object('id', h.id::text, 'name', case when h.is_named or h.id <> m.id then nullif(h.name, '') end)
    from desk.requester q join desk.contact m on m.id = q.contact_id join desk.contact h on h.id = m.head_id where q.id = c.requester_id) as contact,
  c.mailbox, c.state, c.nature, c.is_history as "isHistory", c.is_quarantined as "isQuarantined", c.is_warned as "isWarned",
  c.is_answered_elsewhere as "isAnsweredElsewhere", c.is_set_aside as "isSetAside", c.erased_at is not null as "isErased", c.own_term as "ownTerm", c.assignee_id as "assigneeId", c.assignee_name as "assigneeName", c.assignee_email as "assigneeEmail",
  nullif(c.due_at, 'infinity') as "dueAt", c.due_opened_at as "dueOpenedAt", c.received_at as "receivedAt", c.last_at as "lastAt", c.merged_into as "mergedInto", c.kin_id as "kinId",
  c.preview, c.message_count + case when c.own_state is null then 0 else (select coalesce(sum(o.message_count), 0)::int from desk.conversation o where o.merged_into = c.id) end as "messageCount",
  case when c.waits_for_area then array(select e.area_name from desk.escalation e join desk.message a on a.escalation_id = e.id and a.part = 'ask' and a.delivery = 'accepted'
    where e.conversation_id = any(${family}) and not exists (select from desk.escalation_end x where x.escalation_id = e.id) order by e.id) else '{}' end as areas,
  c.snoozed_until as "snoozedUntil", ${bornTags} as tags`;

/** The last row of the page before: its instant (null: no deadline) and id. */
export interface After {
  readonly at: number | null;
  readonly id: string;
}

export interface Who {
  readonly now: number;
  /** The first instant of tomorrow, local. */
  readonly tomorrow: number;
  readonly accountId: string | null;
}

/** By deadline, those without one last: what waits. By last movement: what is only looked up (contract api.md), unless another is wanted. */
export function orderOf(view: View, wanted?: Order): Order {
  if (wanted !== undefined) return wanted;
  return ['toAnswer', 'overdue', 'dueToday', 'mine', 'unassigned', 'escalated', 'snoozed'].includes(view) ? 'due' : 'last';
}

/** Each condition has its index in the migration. */
export function conditionOf(view: View, { now, tomorrow, accountId }: Who): RawBuilder<unknown> {
  const conditions: Record<View, RawBuilder<unknown>> = {
    all: sql`true`,
    toAnswer: sql`c.waits_for_answer`,
    overdue: sql`c.due_at < ${instant(now)}::timestamptz and c.due_at < 'infinity'`,
    dueToday: sql`c.due_at >= ${instant(now)}::timestamptz and c.due_at < ${instant(tomorrow)}::timestamptz and c.due_at < 'infinity'`,
    mine: accountId === null ? sql`false` : sql`c.assignee_id = ${accountId}::bigint and c.state <> 'resolved' and c.snoozed_until is null`,
    unassigned: sql`c.assignee_id is null and c.state = 'open' and not c.is_set_aside`,
    escalated: sql`c.waits_for_area`,
    waiting: sql`c.state = 'waiting'`,
    followed: isFollowedBy(accountId),
    snoozed: sql`c.snoozed_until is not null`,
    resolved: sql`c.state = 'resolved' and not c.is_history and c.nature <> 'spam'`,
    quarantine: sql`c.is_quarantined and c.state <> 'resolved'`,
    spam: sql`c.nature = 'spam'`,
  };
  return conditions[view];
}

export function orderBy(order: Order): RawBuilder<unknown> {
  return order === 'due' ? sql`c.due_at, c.id` : sql`c.last_at desc, c.id desc`;
}

export function beyond(order: Order, after: After | undefined): RawBuilder<unknown> {
  if (!after) return sql`true`;
  if (order === 'due')
    return sql`(c.due_at, c.id) > (${after.at === null ? 'infinity' : instant(after.at)}::timestamptz, ${after.id}::bigint)`;
  return sql`(c.last_at, c.id) < (${instant(after.at ?? 0)}::timestamptz, ${after.id}::bigint)`;
}

export interface Page {
  readonly condition: RawBuilder<unknown>;
  readonly order: Order;
  readonly after?: After | undefined;
  readonly limit: number;
}

export async function listPage(k: Kernel, page: Page): Promise<ListedRow[]> {
  const { rows } = await pageQueryOf(page).execute(k.db);
  return rows;
}

/** Apart, so that a test can ask for its plan. */
export function pageQueryOf({ condition, order, after, limit }: Page): RawBuilder<ListedRow> {
  return sql<ListedRow>`select ${listed} from desk.conversation c where ${condition} and ${standsForItself} and ${beyond(order, after)} order by ${orderBy(order)} limit ${limit}::int`;
}

/** What was merged into another is listed there; a search finds it, and leads there. */
const standsForItself = sql`c.merged_into is null`;

/** The view's condition and a filter's; `isEverything`: neither leaves anything out. */
export function conditionWith(
  view: View,
  who: Who,
  filter: Filter,
): { readonly condition: RawBuilder<unknown>; readonly isEverything: boolean } {
  const more = conditionsOf(filter, who.accountId);
  // What waits for an answer is open: said too, so that a mailbox's and a person's index of what is open will do.
  if (view === 'toAnswer' && (filter.mailbox !== undefined || filter.assignee !== undefined)) more.push(sql`c.state = 'open'`);
  return { condition: sql.join([conditionOf(view, who), ...more], sql` and `), isEverything: view === 'all' && more.length === 0 };
}

/** One conversation, if it is in the page's list. */
export async function listedOne(k: Kernel, id: string, page: Page): Promise<ListedRow[]> {
  const { rows } =
    await sql<ListedRow>`select ${listed} from desk.conversation c where c.id = ${id}::bigint and ${page.condition} and ${beyond(page.order, page.after)}`.execute(
      k.db,
    );
  return rows;
}

export const mostCounted = 1000;

/** How many each view holds, up to 1,000: nobody reads further, and the count stays cheap. */
export async function countViews(k: Kernel, views: readonly View[], who: Who): Promise<Record<View, number>> {
  const counts = views.map(
    (view) =>
      sql`(select count(*)::int from (select from desk.conversation c where ${conditionOf(view, who)} and ${standsForItself} limit ${mostCounted}::int) v) as ${sql.id(view)}`,
  );
  const { rows } = await sql<Record<View, number>>`select ${sql.join(counts)}`.execute(k.db);
  return rows[0] as Record<View, number>;
}

/** How many a list holds, up to `most`. */
export async function countList(k: Kernel, condition: RawBuilder<unknown>, most: number): Promise<number> {
  const { rows } = await countQueryOf(condition, most).execute(k.db);
  return rows[0]?.count ?? 0;
}

/** Apart, so that a test can ask for its plan. */
export function countQueryOf(condition: RawBuilder<unknown>, most: number): RawBuilder<{ count: number }> {
  return sql<{
    count: number;
  }>`select count(*)::int as count from (select from desk.conversation c where ${condition} and ${standsForItself} limit ${most}::int) v`;
}

/** Every address at which conversations came, by name: one step along the index for each. */
export async function mailboxesOf(k: Kernel): Promise<string[]> {
  const { rows } = await sql<{ mailbox: string }>`
    with recursive box as (
      (select mailbox from desk.conversation where mailbox is not null order by mailbox limit 1)
      union all
      select (select c.mailbox from desk.conversation c where c.mailbox > box.mailbox order by c.mailbox limit 1) from box where box.mailbox is not null)
    select mailbox from box where mailbox is not null`.execute(k.db);
  return rows.map((row) => row.mailbox);
}

export async function conversationById(k: Kernel, id: string): Promise<ListedRow | undefined> {
  const { rows } = await sql<ListedRow>`select ${listed} from desk.conversation c where c.id = ${id}`.execute(k.db);
  return rows[0];
}

export interface Related {
  readonly id: string;
  readonly subject: string;
  readonly reason: string;
}

/** Linked either way. */
export async function relatedTo(k: Kernel, id: string): Promise<Related[]> {
  const { rows } = await sql<Related>`
    select c.id, c.subject, l.reason from desk.link l join desk.conversation c on c.id = l.other_id where l.conversation_id = ${id}
    union all
    select c.id, c.subject, l.reason from desk.link l join desk.conversation c on c.id = l.conversation_id where l.other_id = ${id}
    order by 1 limit 50`.execute(k.db);
  return rows;
}
