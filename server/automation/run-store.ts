import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

/** A sentence in both languages. */
export interface Said {
  readonly es: string;
  readonly en: string;
}

export interface NewRun {
  readonly ruleId: string;
  readonly version: number;
  readonly messageId: string;
  readonly conversationId: string;
  readonly outcome: 'done' | 'refused' | 'held';
  readonly said: readonly Said[];
}

/** False where the rule has looked at that message already. */
export async function insertRun(k: Kernel, run: NewRun): Promise<boolean> {
  const { rows } = await sql`
    insert into automation.run (rule_id, rule_version, message_id, conversation_id, at, outcome, said)
    values (${run.ruleId}, ${run.version}, ${run.messageId}, ${run.conversationId}, ${instant(k.clock.now())}, ${run.outcome}, ${JSON.stringify(run.said)}::jsonb)
    on conflict on constraint run_once do nothing returning 1`.execute(k.db);
  return rows.length > 0;
}

/** How often a rule acted since instants (ms): in a conversation, and in all. */
export async function actedSince(
  k: Kernel,
  ruleId: string,
  { conversationId, day, hour }: { readonly conversationId: string; readonly day: number; readonly hour: number },
): Promise<{ inConversation: number; inAll: number }> {
  const { rows } = await sql<{ inConversation: number; inAll: number }>`
    select (select count(*)::int from automation.run where rule_id = ${ruleId} and conversation_id = ${conversationId} and outcome = 'done' and at >= ${instant(day)}::timestamptz) as "inConversation",
      (select count(*)::int from (select at, outcome from automation.run where rule_id = ${ruleId} order by id desc limit 1000) r where outcome = 'done' and at >= ${instant(hour)}::timestamptz) as "inAll"`.execute(
    k.db,
  );
  return rows[0] as { inConversation: number; inAll: number };
}

export interface RunRow extends Omit<NewRun, 'ruleId' | 'messageId'> {
  readonly id: string;
  readonly at: number;
}

/** What a rule did, the newest first. */
export async function runsOf(k: Kernel, ruleId: string, { before, limit }: { before: string | null; limit: number }): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`
    select id, rule_version as version, conversation_id as "conversationId", at, outcome, said from automation.run
    where rule_id = ${ruleId}::bigint and (${before}::bigint is null or id < ${before}::bigint) order by id desc limit ${limit}::int`.execute(
    k.db,
  );
  return rows;
}
