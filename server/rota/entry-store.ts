import { sql } from 'kysely';
import { lockAgainstChanges } from '#calendar';
import { instant, type Kernel } from '#kernel';
import type { Duty } from './shapes.ts';

/** What stands for a duty of a date; instants in ms. `accountId` null: nobody any more. */
export interface EntryRow {
  readonly id: string;
  readonly date: string;
  readonly duty: Duty;
  readonly accountId: string | null;
  readonly name: string | null;
  readonly reason: string | null;
  readonly setAt: number;
  readonly setByName: string;
}

export interface NewEntry {
  readonly date: string;
  readonly duty: Duty;
  readonly account: { readonly id: string; readonly name: string } | null;
  readonly reason: string | null;
}

const entryColumns = sql`e.id, e.on_date as date, e.duty, e.account_id as "accountId", e.account_name as name, e.reason, e.set_at as "setAt", e.set_by_name as "setByName"`;

/** The entries in force between two dates, by date and duty. */
export async function entriesBetween(k: Kernel, from: string, to: string): Promise<EntryRow[]> {
  const { rows } = await sql<EntryRow>`
    select distinct on (e.on_date, e.duty) ${entryColumns} from rota.entry e
    where e.on_date between ${from} and ${to} order by e.on_date, e.duty desc, e.id desc`.execute(k.db);
  return rows;
}

export async function insertEntries(k: Kernel, entries: readonly NewEntry[]): Promise<void> {
  const json = JSON.stringify(
    entries.map(({ date, duty, account, reason }) => ({ date, duty, id: account?.id, name: account?.name, reason })),
  );
  await sql`
    insert into rota.entry (on_date, duty, account_id, account_name, reason, set_at, set_by, set_by_name)
    select e.date, e.duty, e.id, e.name, e.reason, ${instant(k.clock.now())}, ${k.actor.accountId}, ${k.actor.name}
    from json_to_recordset(${json}::json) as e (date date, duty text, id bigint, name text, reason text)`.execute(k.db);
}

export interface ChangeRow {
  readonly at: number;
  readonly by: string;
  readonly date: string;
  readonly duty: Duty;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
}

/** What was set otherwise before, of the dates between two, the last first. */
export async function changesBetween(k: Kernel, from: string, to: string): Promise<ChangeRow[]> {
  const { rows } = await sql<ChangeRow & { isFirst: boolean }>`
    select at, by, date, duty, before, after, reason from (
      select e.id, e.set_at as at, e.set_by_name as by, e.on_date as date, e.duty, e.account_name as after, e.reason,
        lag(e.account_name) over day as before, row_number() over day as nr
      from rota.entry e where e.on_date between ${from} and ${to}
      window day as (partition by e.on_date, e.duty order by e.id)) c
    where nr > 1 order by at desc, id desc limit 100`.execute(k.db);
  return rows;
}

/** One writer of the rota at a time, so that what is judged is what stands. The calendar first: a change of it holds its lock and then comes here. */
export async function lockRota(k: Kernel): Promise<void> {
  await lockAgainstChanges(k);
  await sql`select pg_advisory_xact_lock(hashtext('rota'))`.execute(k.db);
}
