import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Fact } from './figure.rules.ts';

/** In [from, to), ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** One snapshot for all that is counted together, in which nothing can be written. */
export function reading<T>(k: Kernel, work: (k: Kernel) => Promise<T>): Promise<T> {
  return k.transaction(async (k) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(k.db);
    return work(k);
  });
}

const within = (column: RawBuilder<unknown>, { from, to }: Span) =>
  sql`${column} >= ${instant(from)}::timestamptz and ${column} < ${instant(to)}::timestamptz`;
/** Nobody has it: 'none'. */
const held = sql`coalesce(c.assignee_id::text, 'none') as operator, c.assignee_name as "operatorName"`;
const noTerm = sql`null::timestamptz as "openedAt", null::timestamptz as "dueAt", null::timestamptz as "settledAt", null::text as "settledBy", null::timestamptz as "answeredAt",
  null::integer as seconds, false as "isSetAside"`;
const handed = sql`e.id, e.conversation_id as conversation, c.mailbox, coalesce(e.by_id::text, 'none') as operator, e.by_name as "operatorName", e.area_name as area,
  false as "isAutomatic"`;

export async function messageFacts(k: Kernel, span: Span): Promise<Fact[]> {
  const { rows } = await messagesQuery(span).execute(k.db);
  return rows;
}

export function messagesQuery(span: Span): RawBuilder<Fact> {
  return sql<Fact>`
    select 'message' as kind, m.id, m.conversation_id as conversation, m.at, c.mailbox, ${held}, null::text as area, m.nature <> 'person' as "isAutomatic", ${noTerm}
    from desk.figure_message m join desk.figure_conversation c on c.id = m.conversation_id where ${within(sql`m.at`, span)}`;
}

/** Waits of 5.3 that fall due in the span. */
export async function spellFacts(k: Kernel, span: Span): Promise<Fact[]> {
  const { rows } = await spellsQuery(span).execute(k.db);
  return rows;
}

export function spellsQuery(span: Span): RawBuilder<Fact> {
  return ofSpells('spell', within(sql`o.due_at`, span));
}

/** Those that wait now. */
export async function waitingFacts(k: Kernel): Promise<Fact[]> {
  const { rows } = await waitingQuery().execute(k.db);
  return rows;
}

export function waitingQuery(): RawBuilder<Fact> {
  return ofSpells('waiting', sql`o.settled_at is null and o.set_aside_at is null`);
}

/** A conversation with those that were merged with it: what was said in one answers the other. */
const kin = sql`case when c.kin_id is null then array[c.id] else array(select f.id from desk.figure_conversation f where f.kin_id = c.kin_id) end`;

/** Whose a wait is: who gave the first human answer; until then who has it. */
function ofSpells(kind: 'spell' | 'waiting', condition: RawBuilder<unknown>): RawBuilder<Fact> {
  return sql<Fact>`
    select ${kind}::text as kind, o.id, o.subject_id as conversation, o.due_at as at, c.mailbox,
      case when o.answered_at is null then coalesce(c.assignee_id::text, 'none') when a.author_id is not null then a.author_id::text
        when a.part is not null then 'area' else 'elsewhere' end as operator,
      case when o.answered_at is null then c.assignee_name else a.author_name end as "operatorName", null::text as area, false as "isAutomatic",
      o.opened_at as "openedAt", o.due_at as "dueAt", o.settled_at as "settledAt", o.settled_by as "settledBy", o.answered_at as "answeredAt",
      case when o.settled_at = o.answered_at then o.worked_seconds end as seconds, o.set_aside_at is not null as "isSetAside"
    from procedure.figure_obligation o
    join desk.figure_conversation c on c.id = o.subject_id
    left join lateral (select m.author_id, m.author_name, m.part from desk.figure_answer m
      where m.conversation_id = any(${kin}) and m.at = o.answered_at order by m.author_id nulls last, m.id limit 1) a on o.answered_at is not null
    where o.clause = '5.3' and o.basis = 'text' and ${condition}`;
}

/** What areas owed, by the due instants in the span. */
export async function termFacts(k: Kernel, span: Span): Promise<Fact[]> {
  const { rows } = await sql<Fact>`
    select 'term' as kind, o.id, o.subject_id as conversation, o.due_at as at, c.mailbox, coalesce(e.by_id::text, 'none') as operator, e.by_name as "operatorName",
      o.owed_by as area, false as "isAutomatic", o.opened_at as "openedAt", o.due_at as "dueAt", o.settled_at as "settledAt", o.settled_by as "settledBy",
      o.answered_at as "answeredAt", o.worked_seconds as seconds, (o.set_aside_at is not null or o.is_released) as "isSetAside"
    from procedure.figure_obligation o
    join desk.figure_conversation c on c.id = o.subject_id
    left join desk.figure_escalation e on e.id = o.escalation_id::bigint
    where o.clause = '5.3-area' and o.basis = 'target' and ${within(sql`o.due_at`, span)}`.execute(k.db);
  return rows;
}

/** What was handed to areas, what came back from them unanswered, and what was opened again, in the span. */
export async function eventFacts(k: Kernel, span: Span): Promise<Fact[]> {
  const from = sql`desk.figure_escalation e join desk.figure_conversation c on c.id = e.conversation_id`;
  const { rows } = await sql<Fact>`
    select 'escalated' as kind, ${handed}, e.at, ${noTerm} from ${from} where ${within(sql`e.at`, span)}
    union all
    select 'returned', ${handed}, e.ended_at, ${noTerm} from ${from} where e.end_kind = 'returned' and ${within(sql`e.ended_at`, span)}
    union all
    select 'reopened', r.id, r.conversation_id, c.mailbox, ${held}, null, false, r.at, ${noTerm}
    from desk.figure_reopening r join desk.figure_conversation c on c.id = r.conversation_id where ${within(sql`r.at`, span)}`.execute(
    k.db,
  );
  return rows;
}

/** Conversations that were handed to an area, whenever. */
export async function handedTo(k: Kernel, area: string): Promise<Set<string>> {
  const { rows } = await sql<{
    id: string;
  }>`select distinct e.conversation_id as id from desk.figure_escalation e where e.area_name = ${area}`.execute(k.db);
  return new Set(rows.map((row) => row.id));
}

export interface Brief {
  readonly id: string;
  readonly subject: string;
  readonly requesterName: string;
  readonly requesterEmail: string;
}

export async function briefsOf(k: Kernel, ids: readonly string[]): Promise<Map<string, Brief>> {
  const { rows } = await sql<Brief>`
    select id, subject, requester_name as "requesterName", requester_email as "requesterEmail" from desk.figure_conversation
    where id = any(${[...ids]}::bigint[])`.execute(k.db);
  return new Map(rows.map((row) => [row.id, row]));
}
