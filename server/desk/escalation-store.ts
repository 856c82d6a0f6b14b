import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { EscalationFact } from './area.rules.ts';
import type { Delivery } from './port.ts';

/** A matter handed to an area, and how it ended. Instants in ms. */
export interface EscalationRow {
  readonly id: string;
  readonly conversationId: string;
  readonly areaId: string;
  readonly areaName: string;
  readonly areaMail: string;
  readonly answers: 'requester' | 'operator';
  readonly note: string;
  readonly hours: number | null;
  readonly dueAt: number | null;
  readonly promisedAt: number;
  readonly escalatedAt: number;
  readonly tellsRequester: boolean;
  readonly byId: string | null;
  readonly byName: string;
  /** Of its mail; null where it was undone. */
  readonly askId: string | null;
  readonly askMessageId: string | null;
  readonly delivery: Delivery | null;
  readonly end: EscalationEnd | null;
}

export interface EscalationEnd {
  readonly kind: 'answered' | 'returned' | 'undone';
  readonly at: number;
  readonly by: string;
  readonly how: 'page' | 'mail' | 'console';
  readonly reason: string | null;
  readonly messageId: string | null;
  readonly forwardId: string | null;
  readonly key: string | null;
}

type Flat = Omit<EscalationRow, 'end'> & {
  readonly endKind: EscalationEnd['kind'] | null;
  readonly endedAt: number | null;
  readonly endedBy: string | null;
  readonly how: EscalationEnd['how'] | null;
  readonly reason: string | null;
  readonly messageId: string | null;
  readonly forwardId: string | null;
  readonly key: string | null;
};

const columns = sql`e.id, e.conversation_id as "conversationId", e.area_id as "areaId", e.area_name as "areaName", e.area_mail as "areaMail", e.answers, e.note, e.hours,
  e.due_at as "dueAt", e.promised_at as "promisedAt", e.escalated_at as "escalatedAt", e.tells_requester as "tellsRequester", e.by_id as "byId", e.by_name as "byName", a.id as "askId", a.message_id as "askMessageId", a.delivery,
  x.kind as "endKind", x.ended_at as "endedAt", x.by_name as "endedBy", x.how, x.reason, x.message_id as "messageId", x.forward_id as "forwardId", x.key`;
const joined = sql`desk.escalation e left join desk.message a on a.escalation_id = e.id and a.part = 'ask' left join desk.escalation_end x on x.escalation_id = e.id`;

function rowOf({ endKind, endedAt, endedBy, how, reason, messageId, forwardId, key, ...rest }: Flat): EscalationRow {
  const end =
    endKind === null
      ? null
      : { kind: endKind, at: endedAt as number, by: endedBy ?? '', how: how ?? 'console', reason, messageId, forwardId, key };
  return { ...rest, end };
}

/** Those of these conversations, oldest first. */
export async function escalationsIn(k: Kernel, conversationIds: readonly string[]): Promise<EscalationRow[]> {
  if (conversationIds.length === 0) return [];
  const { rows } = await sql<Flat>`
    select ${columns} from ${joined} where e.conversation_id = any(${[...conversationIds]}::bigint[]) order by e.id`.execute(k.db);
  return rows.map(rowOf);
}

export async function escalationsById(k: Kernel, ids: readonly string[]): Promise<EscalationRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<Flat>`select ${columns} from ${joined} where e.id = any(${[...ids]}::bigint[]) order by e.id`.execute(k.db);
  return rows.map(rowOf);
}

export type NewEscalation = Pick<
  EscalationRow,
  'conversationId' | 'areaId' | 'areaName' | 'areaMail' | 'answers' | 'note' | 'hours' | 'dueAt' | 'promisedAt' | 'tellsRequester'
>;

export async function insertEscalation(k: Kernel, one: NewEscalation): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.escalation (conversation_id, area_id, area_name, area_mail, answers, note, hours, due_at, promised_at, escalated_at, by_id, by_name, tells_requester)
    values (${one.conversationId}, ${one.areaId}, ${one.areaName}, ${one.areaMail}, ${one.answers}, ${one.note}, ${one.hours},
      ${one.dueAt === null ? null : instant(one.dueAt)}, ${instant(one.promisedAt)}, ${instant(k.clock.now())}, ${k.actor.accountId}, ${k.actor.name}, ${one.tellsRequester})
    returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export type NewEnd = Pick<EscalationEnd, 'kind' | 'how' | 'by'> &
  Partial<Pick<EscalationEnd, 'reason' | 'messageId' | 'forwardId' | 'key' | 'at'>>;

/** False where it has ended already. */
export async function insertEnd(k: Kernel, escalationId: string, end: NewEnd): Promise<boolean> {
  const { rows } = await sql`
    insert into desk.escalation_end (escalation_id, kind, ended_at, by_name, how, reason, message_id, forward_id, key)
    values (${escalationId}, ${end.kind}, ${instant(end.at ?? k.clock.now())}, ${end.by}, ${end.how}, ${end.reason ?? null}, ${end.messageId ?? null}, ${end.forwardId ?? null},
      ${end.key ?? null})
    on conflict do nothing returning 1`.execute(k.db);
  return rows.length > 0;
}

/** What the clocks need of the escalations of these conversations. */
export async function escalationFacts(k: Kernel, conversationIds: readonly string[]): Promise<Map<string, EscalationFact[]>> {
  const facts = new Map<string, EscalationFact[]>();
  for (const { conversationId, id, areaName, dueAt, hours, end } of await escalationsIn(k, conversationIds)) {
    const fact = {
      id,
      areaName,
      dueAt,
      hours,
      end: end === null || end.kind === 'undone' ? null : { kind: end.kind, at: end.at, forwardId: end.forwardId },
    };
    facts.set(conversationId, [...(facts.get(conversationId) ?? []), fact]);
  }
  return facts;
}
