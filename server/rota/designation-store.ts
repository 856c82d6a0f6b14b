import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

export interface DesignationRow {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly since: string;
  readonly until: string | null;
  readonly reason: string | null;
  readonly madeBy: string;
}

/** Designations that hold on some of the dates, by name. */
export async function designationsBetween(k: Kernel, from: string, to: string): Promise<DesignationRow[]> {
  const { rows } = await sql<DesignationRow>`
    select id, account_id as "accountId", account_name as name, since_on as since, until_on as until, reason, made_by_name as "madeBy"
    from rota.designation where ended_at is null and since_on <= ${to} and (until_on is null or until_on >= ${from})
    order by account_name, id`.execute(k.db);
  return rows;
}

export async function insertDesignation(k: Kernel, one: Omit<DesignationRow, 'id' | 'madeBy'>): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into rota.designation (account_id, account_name, since_on, until_on, reason, made_at, made_by_name)
    values (${one.accountId}, ${one.name}, ${one.since}, ${one.until}, ${one.reason}, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(
    k.db,
  );
  return (rows[0] as { id: string }).id;
}

/** False where it is unknown or ended already. */
export async function endDesignation(k: Kernel, id: string): Promise<boolean> {
  const { rows } = await sql`
    update rota.designation set ended_at = ${instant(k.clock.now())}, ended_by_name = ${k.actor.name}
    where id = ${id} and ended_at is null returning 1`.execute(k.db);
  return rows.length > 0;
}
