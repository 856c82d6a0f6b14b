import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { domainsOf, type SenderRule } from './spam.rules.ts';

/** A rule with who said it and what it did. Instants in ms. */
export interface SenderRow extends SenderRule {
  readonly how: 'marked' | 'released' | 'blocked';
  readonly reason: string | null;
  readonly conversationId: string | null;
  readonly saidAt: number;
  readonly saidBy: string;
  readonly hits: number;
  readonly lastHitAt: number | null;
}

const columns = sql`id, kind, value, verdict, how, reason, conversation_id as "conversationId", said_at as "saidAt", said_by as "saidBy", hits, last_hit_at as "lastHitAt"`;

/** What was said of these senders or their domains, and is in force. */
export async function rulesFor(k: Kernel, addresses: readonly string[]): Promise<SenderRule[]> {
  if (addresses.length === 0) return [];
  const { rows } = await sql<SenderRule>`
    select id, kind, value, verdict from desk.sender_rule
    where ended_at is null and (kind, value) in (
      select 'address', unnest(${[...addresses]}::text[]) union select 'domain', unnest(${[...new Set(addresses.flatMap(domainsOf))]}::text[]))`.execute(
    k.db,
  );
  return rows;
}

export async function countHits(k: Kernel, ids: readonly string[]): Promise<void> {
  await sql`
    update desk.sender_rule r set hits = r.hits + h.n, last_hit_at = ${instant(k.clock.now())}
    from (select id, count(*)::int as n from unnest(${[...ids]}::bigint[]) id group by id) h where r.id = h.id`.execute(k.db);
}

/** The last said first. */
export async function senderRules(k: Kernel): Promise<SenderRow[]> {
  const { rows } =
    await sql<SenderRow>`select ${columns} from desk.sender_rule where ended_at is null order by said_at desc, id desc limit 1000`.execute(
      k.db,
    );
  return rows;
}

/** One, also if it was taken back. */
export async function senderRule(k: Kernel, id: string): Promise<SenderRow | undefined> {
  const { rows } = await sql<SenderRow>`select ${columns} from desk.sender_rule where id = ${id}::bigint`.execute(k.db);
  return rows[0];
}

export type NewSenderRule = Pick<SenderRow, 'kind' | 'value' | 'verdict' | 'how' | 'reason' | 'conversationId'>;

/** What is said now counts, whatever was said before. Answers its id. */
export async function sayOfSender(k: Kernel, { kind, value, verdict, how, reason, conversationId }: NewSenderRule): Promise<string> {
  await sql`
    update desk.sender_rule set ended_at = ${instant(k.clock.now())}, ended_by = ${k.actor.name}
    where kind = ${kind} and value = ${value} and ended_at is null`.execute(k.db);
  const { rows } = await sql<{ id: string }>`
    insert into desk.sender_rule (kind, value, verdict, how, reason, conversation_id, said_at, said_by)
    values (${kind}, ${value}, ${verdict}, ${how}, ${reason}, ${conversationId}::bigint, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(
    k.db,
  );
  return (rows[0] as { id: string }).id;
}

/** The rule that was ended; nothing where it had been. */
export async function endSenderRule(k: Kernel, id: string): Promise<SenderRow | undefined> {
  const { rows } = await sql<SenderRow>`
    update desk.sender_rule set ended_at = ${instant(k.clock.now())}, ended_by = ${k.actor.name}
    where id = ${id}::bigint and ended_at is null returning ${columns}`.execute(k.db);
  return rows[0];
}

/** Whether a person of ours has ever written to this address, or to somebody of this domain, in answer to a mail of theirs. */
export async function haveAnswered(k: Kernel, kind: 'address' | 'domain', value: string): Promise<boolean> {
  const isMeant = kind === 'address' ? sql`r.email = ${value}` : sql`r.email like ${`%@${value.replace(/[\\%_]/g, '\\$&')}`}`;
  const { rows } = await sql`
    select 1 from desk.requester r join desk.conversation c on c.requester_id = r.id
    where ${isMeant} and exists (select from desk.message m where m.conversation_id = c.id and m.direction = 'out' and m.nature = 'person') limit 1`.execute(
    k.db,
  );
  return rows.length > 0;
}
