import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Action, Condition, RuleWords } from './shapes.ts';

/** A rule; instants in ms. */
export interface RuleRow {
  readonly id: string;
  readonly name: string;
  readonly isOn: boolean;
  readonly conditions: readonly Condition[];
  readonly actions: readonly Action[];
  readonly isLast: boolean;
  readonly version: number;
  readonly changedAt: number;
  readonly changedBy: string;
  readonly stoppedWhy: 'too-many' | null;
}

const columns = sql`r.id, r.name, r.is_on as "isOn", r.conditions, r.actions, r.is_last as "isLast", r.version, r.changed_at as "changedAt",
  r.changed_by as "changedBy", r.stopped_why as "stoppedWhy"`;

export type ListedRule = RuleRow & { readonly acted: number; readonly lastAt: number | null };

/** In their order, with how many messages each acted on since an instant (ms). */
export async function listRules(k: Kernel, since: number): Promise<ListedRule[]> {
  const { rows } = await sql<ListedRule>`
    select ${columns},
      (select count(*)::int from automation.run u where u.rule_id = r.id and u.outcome = 'done' and u.at >= ${instant(since)}::timestamptz) as acted,
      (select u.at from automation.run u where u.rule_id = r.id order by u.id desc limit 1) as "lastAt"
    from automation.rule r where r.removed_at is null order by r.position, r.id`.execute(k.db);
  return rows;
}

/** Those that act, in their order. */
export async function rulesThatAct(k: Kernel): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`
    select ${columns} from automation.rule r where r.removed_at is null and r.is_on order by r.position, r.id`.execute(k.db);
  return rows;
}

/** Locked to the end of the transaction. */
export async function holdRule(k: Kernel, id: string): Promise<RuleRow | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  const { rows } =
    await sql<RuleRow>`select ${columns} from automation.rule r where r.id = ${id} and r.removed_at is null for update`.execute(k.db);
  return rows[0];
}

/** All that stand, locked, in the order of their ids. */
export async function holdRules(k: Kernel): Promise<RuleRow[]> {
  const { rows } = await sql<RuleRow>`select ${columns} from automation.rule r where r.removed_at is null order by r.id for update`.execute(
    k.db,
  );
  return rows;
}

/** Whether another one bears the name. */
export async function isNameTaken(k: Kernel, name: string, exceptId: string | null): Promise<boolean> {
  const { rows } = await sql`
    select 1 from automation.rule where lower(name) = lower(${name}) and removed_at is null and id is distinct from ${exceptId}::bigint`.execute(
    k.db,
  );
  return rows.length > 0;
}

/** At the end of the order, and off. */
export async function insertRule(k: Kernel, { name, conditions, actions, isLast }: RuleWords): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into automation.rule (name, position, is_on, conditions, actions, is_last, changed_at, changed_by)
    values (${name}, (select coalesce(max(position), 0) + 1 from automation.rule), false, ${JSON.stringify(conditions)}::jsonb, ${JSON.stringify(actions)}::jsonb, ${isLast},
      ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function updateRule(k: Kernel, id: string, { name, conditions, actions, isLast }: RuleWords): Promise<void> {
  await sql`
    update automation.rule set name = ${name}, conditions = ${JSON.stringify(conditions)}::jsonb, actions = ${JSON.stringify(actions)}::jsonb, is_last = ${isLast},
      version = version + 1, changed_at = ${instant(k.clock.now())}, changed_by = ${k.actor.name}
    where id = ${id}`.execute(k.db);
}

/** On, or off; `why`: it stopped by itself. */
export async function writeSwitch(k: Kernel, ids: readonly string[], isOn: boolean, why: 'too-many' | null): Promise<void> {
  await sql`
    update automation.rule set is_on = ${isOn}, stopped_why = ${why}, changed_at = ${instant(k.clock.now())}, changed_by = ${k.actor.name}
    where id = any(${[...ids]}::bigint[])`.execute(k.db);
}

export async function writeOrder(k: Kernel, ids: readonly string[]): Promise<void> {
  await sql`
    update automation.rule r set position = o.n from unnest(${[...ids]}::bigint[]) with ordinality o(id, n) where r.id = o.id`.execute(
    k.db,
  );
}

export async function markRemoved(k: Kernel, id: string): Promise<void> {
  await sql`update automation.rule set removed_at = ${instant(k.clock.now())}, is_on = false where id = ${id}`.execute(k.db);
}
