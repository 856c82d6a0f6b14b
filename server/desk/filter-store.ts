import { type RawBuilder, sql } from 'kysely';
import { instant } from '#kernel';
import { family } from './kin-store.ts';
import type { Segment, WaitsFor } from './shapes.ts';
import { bears } from './tag/tag-store.ts';
import type { ConversationState } from './wait.rules.ts';

/** What a list leaves out beside its view. */
export interface Filter {
  readonly mailbox?: string | undefined;
  /** An account, `me`, or `none`: nobody has it. */
  readonly assignee?: string | undefined;
  readonly waitsFor?: WaitsFor | undefined;
  /** The area that owes an answer. */
  readonly area?: string | undefined;
  /** One that it bears, or that stands for what it bears. */
  readonly tag?: string | undefined;
  /** Of the requester’s card. */
  readonly segment?: Segment | undefined;
  /** Last movement in [from, to), ms. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly state?: ConversationState | undefined;
}

// Their words are those of the indexes conversation_for_us and conversation_for_them: by them the planner knows that an index will do.
const waiting: Record<WaitsFor, RawBuilder<unknown>> = {
  us: sql`c.state = 'open' and (c.waits_for_answer or not (c.waits_for_area or c.is_set_aside))`,
  them: sql`(c.state = 'waiting' or (c.waits_for_area and not c.waits_for_answer))`,
};

/** One condition for each part that is set; `me` is whoever asks. */
export function conditionsOf(filter: Filter, me: string | null): RawBuilder<unknown>[] {
  const { mailbox, assignee, waitsFor, area, tag, segment, from, to, state } = filter;
  const conditions: RawBuilder<unknown>[] = [];
  if (mailbox !== undefined) conditions.push(sql`c.mailbox = ${mailbox.toLowerCase()}`);
  if (assignee === 'none') conditions.push(sql`c.assignee_id is null`);
  else if (assignee !== undefined) conditions.push(assigned(assignee === 'me' ? me : assignee));
  if (waitsFor !== undefined) conditions.push(waiting[waitsFor]);
  if (area !== undefined) conditions.push(owedBy(area));
  if (tag !== undefined) conditions.push(bears(tag));
  if (segment !== undefined) conditions.push(writtenBy(segment));
  if (from !== undefined) conditions.push(sql`c.last_at >= ${instant(from)}::timestamptz`);
  if (to !== undefined) conditions.push(sql`c.last_at < ${instant(to)}::timestamptz`);
  if (state !== undefined) conditions.push(sql`c.state = ${state}`);
  return conditions;
}

function assigned(id: string | null): RawBuilder<unknown> {
  return id === null ? sql`false` : sql`c.assignee_id = ${id}::bigint`;
}

/** What an area owes is little: from there each is asked whose it is. */
function owedBy(area: string): RawBuilder<unknown> {
  return sql`c.waits_for_area and exists (select from desk.escalation e join desk.message a on a.escalation_id = e.id and a.part = 'ask' and a.delivery = 'accepted'
    where e.conversation_id = any(${family}) and e.area_id = ${area}::bigint and not exists (select from desk.escalation_end x where x.escalation_id = e.id))`;
}

/** The addresses of a segment's cards are found once, by its index; each row is then only asked whether its address is one of them. */
function writtenBy(segment: Segment): RawBuilder<unknown> {
  return sql`c.requester_id = any(array(select q.id from desk.contact h join desk.contact m on m.head_id = h.id join desk.requester q on q.contact_id = m.id
    where h.is_head and h.segment = ${segment}))`;
}
