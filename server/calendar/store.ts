import { sql } from 'kysely';
import { byKey, instant, type Kernel } from '#kernel';
import type { Opening, Week } from './day.rules.ts';

export interface ScheduleRow {
  readonly week: Week;
  readonly holidays: readonly string[] | null;
  readonly setAt: number;
  readonly setBy: string;
}

export interface ClosureRow {
  readonly id: string;
  readonly date: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly reason: string;
  readonly declaredAt: number;
  readonly declaredBy: string;
}

export interface OverrideRow {
  readonly id: string;
  readonly date: string;
  readonly intervals: readonly Opening[];
  readonly reason: string;
  readonly declaredAt: number;
  readonly declaredBy: string;
}

export interface HolidayEditRow {
  readonly date: string;
  readonly name: string | null;
}

/** All that rules for a service, of one moment. */
export interface CalendarRows {
  readonly number: string;
  readonly stamp: string;
  readonly schedule: ScheduleRow | null;
  readonly closures: readonly ClosureRow[];
  readonly overrides: readonly OverrideRow[];
  readonly edits: readonly HolidayEditRow[];
}

export async function readStamp(k: Kernel): Promise<{ readonly number: string; readonly stamp: string }> {
  const { rows } = await byKey<{ number: string; stamp: string }>`select number, stamp from calendar.version`.execute(k.db);
  const [row] = rows;
  if (!row) throw new Error('calendar.version has its one row since the migration');
  return row;
}

/**
 * One statement, so that the rows belong to the stamp; of the version in force, or of an earlier one.
 * Instants inside JSON are epoch ms.
 */
export async function readCalendar(k: Kernel, service: string, version: string | null = null): Promise<CalendarRows> {
  const ms = (column: string) => sql`(extract(epoch from ${sql.raw(column)}) * 1000)::float8`;
  const rules = (row: string) =>
    sql`${sql.raw(row)}.since_version <= v.number and (${sql.raw(row)}.until_version is null or ${sql.raw(row)}.until_version > v.number)`;
  const { rows } = await sql<CalendarRows>`
    with v as (select coalesce(${version}::bigint, number) as number, stamp from calendar.version)
    select v.number, v.stamp,
      (select json_build_object('week', s.week, 'holidays', s.holidays, 'setAt', ${ms('s.set_at')}, 'setBy', s.set_by)
        from calendar.schedule s where s.service = ${service} and ${rules('s')}) as schedule,
      (select coalesce(json_agg(json_build_object('id', c.id::text, 'date', c.on_date, 'from', c.from_time, 'to', c.to_time, 'reason', c.reason,
          'declaredAt', ${ms('c.declared_at')}, 'declaredBy', c.declared_by) order by c.on_date, c.id), '[]')
        from calendar.closure c where (c.service is null or c.service = ${service}) and ${rules('c')}) as closures,
      (select coalesce(json_agg(json_build_object('id', o.id::text, 'date', o.on_date, 'intervals', o.intervals, 'reason', o.reason,
          'declaredAt', ${ms('o.declared_at')}, 'declaredBy', o.declared_by) order by o.on_date), '[]')
        from calendar.override o where o.service = ${service} and ${rules('o')}) as overrides,
      (select coalesce(json_agg(json_build_object('date', e.on_date, 'name', e.name) order by e.on_date), '[]')
        from calendar.holiday_edit e where ${rules('e')}) as edits
    from v`.execute(k.db);
  return rows[0] as CalendarRows;
}

// One lock for all calendars: two numbers, so that it meets no other lock of the product.
const lockSpace = 1030;

/**
 * Until the transaction ends no change of the calendar commits: what is computed in it is found by the change that waits,
 * and moved. Shared: any number of writers hold it at once.
 */
export async function lockAgainstChanges(k: Kernel): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${lockSpace}, 1)`.execute(k.db);
}

/** Waits for every writer of deadlines, and holds off new ones until the transaction ends. */
export async function lockForChange(k: Kernel): Promise<void> {
  await sql`select pg_advisory_xact_lock(${lockSpace}, 1)`.execute(k.db);
}

/** The number of the next version; the row is locked, so that changes come one after another. */
export async function claimVersion(k: Kernel): Promise<string> {
  await lockForChange(k);
  const { rows } = await sql<{ next: string }>`select number + 1 as next from calendar.version for update`.execute(k.db);
  return (rows[0] as { next: string }).next;
}

/** From here on the rows written under the number rule. */
export async function publishVersion(k: Kernel, number: string): Promise<void> {
  await sql`update calendar.version set number = ${number}, stamp = gen_random_uuid()`.execute(k.db);
}

export interface NewSchedule {
  readonly service: string;
  readonly week: Week;
  readonly holidays: readonly string[] | null;
}

export async function replaceSchedule(k: Kernel, schedule: NewSchedule, version: string): Promise<void> {
  await sql`update calendar.schedule set until_version = ${version} where service = ${schedule.service} and until_version is null`.execute(
    k.db,
  );
  await sql`
    insert into calendar.schedule (service, week, holidays, set_at, set_by, since_version)
    values (${schedule.service}, ${JSON.stringify(schedule.week)}::jsonb, ${schedule.holidays && JSON.stringify(schedule.holidays)}::jsonb,
      ${instant(k.clock.now())}, ${k.actor.name}, ${version})`.execute(k.db);
}

/** Ends what came with the schedule file that rules no more. */
export async function endFileRows(k: Kernel, service: string, version: string): Promise<void> {
  const ended = sql`until_version = ${version}, ended_at = ${instant(k.clock.now())}, ended_by = ${k.actor.name}`;
  await sql`update calendar.override set ${ended} where service = ${service} and of_file and until_version is null`.execute(k.db);
  await sql`update calendar.closure set ${ended} where service = ${service} and of_file and until_version is null`.execute(k.db);
}

export interface NewRow {
  readonly date: string;
  readonly reason: string;
  readonly ofFile: boolean;
  readonly version: string;
}

/** Answers the closure's id. `service` null: all services. */
export async function insertClosure(
  k: Kernel,
  closure: NewRow & { service: string | null; from: string | null; to: string | null },
): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into calendar.closure (service, on_date, from_time, to_time, reason, of_file, declared_at, declared_by, since_version)
    values (${closure.service}, ${closure.date}, ${closure.from}, ${closure.to}, ${closure.reason}, ${closure.ofFile},
      ${instant(k.clock.now())}, ${k.actor.name}, ${closure.version}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export interface ClosureSaid extends ClosureRow {
  readonly sinceVersion: string;
  readonly untilVersion: string | null;
  readonly endedAt: number | null;
}

/** The closures that persons declared or took back after a version, in the order in which they were declared. */
export async function closuresSaidSince(k: Kernel, service: string, version: string): Promise<ClosureSaid[]> {
  const { rows } = await sql<ClosureSaid>`
    select id, on_date as date, from_time as "from", to_time as "to", reason, declared_at as "declaredAt", declared_by as "declaredBy",
      since_version as "sinceVersion", until_version as "untilVersion", ended_at as "endedAt"
    from calendar.closure
    where (service is null or service = ${service}) and not of_file and greatest(since_version, until_version) > ${version}
    order by since_version`.execute(k.db);
  return rows;
}

/** Ends a closure that rules; undefined where there is none of that id. */
export async function endClosure(k: Kernel, id: string, version: string): Promise<ClosureRow | undefined> {
  const { rows } = await sql<ClosureRow>`
    update calendar.closure set until_version = ${version}, ended_at = ${instant(k.clock.now())}, ended_by = ${k.actor.name}
    where id = ${id} and until_version is null
    returning id, on_date as date, from_time as "from", to_time as "to", reason, declared_at as "declaredAt", declared_by as "declaredBy"`.execute(
    k.db,
  );
  return rows[0];
}

/** The override of a date takes the place of an earlier one; answers its id. */
export async function replaceOverride(k: Kernel, override: NewRow & { service: string; intervals: readonly Opening[] }): Promise<string> {
  await endOverride(k, override.service, override.date, override.version);
  const { rows } = await sql<{ id: string }>`
    insert into calendar.override (service, on_date, intervals, reason, of_file, declared_at, declared_by, since_version)
    values (${override.service}, ${override.date}, ${JSON.stringify(override.intervals)}::jsonb, ${override.reason}, ${override.ofFile},
      ${instant(k.clock.now())}, ${k.actor.name}, ${override.version}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

/** Whether there was one to end. */
export async function endOverride(k: Kernel, service: string, date: string, version: string): Promise<boolean> {
  const { rows } = await sql`
    update calendar.override set until_version = ${version}, ended_at = ${instant(k.clock.now())}, ended_by = ${k.actor.name}
    where service = ${service} and on_date = ${date} and until_version is null returning id`.execute(k.db);
  return rows.length > 0;
}

/** A person's word on a date: a holiday of our own, or (name null) none. It takes the place of an earlier word. */
export async function replaceHolidayEdit(k: Kernel, edit: HolidayEditRow, version: string): Promise<void> {
  await endHolidayEdit(k, edit.date, version);
  await sql`
    insert into calendar.holiday_edit (on_date, name, made_at, made_by, since_version)
    values (${edit.date}, ${edit.name}, ${instant(k.clock.now())}, ${k.actor.name}, ${version})`.execute(k.db);
}

export async function endHolidayEdit(k: Kernel, date: string, version: string): Promise<void> {
  await sql`update calendar.holiday_edit set until_version = ${version} where on_date = ${date} and until_version is null`.execute(k.db);
}

export interface ConfirmationRow {
  readonly year: number;
  readonly confirmedAt: number;
  readonly confirmedBy: string;
}

export async function confirmationsOf(k: Kernel, years: readonly number[]): Promise<ConfirmationRow[]> {
  const { rows } = await sql<ConfirmationRow>`
    select year, confirmed_at as "confirmedAt", confirmed_by as "confirmedBy"
    from calendar.confirmation where year = any(${[...years]}::int[])`.execute(k.db);
  return rows;
}

export async function writeConfirmation(k: Kernel, year: number, dates: readonly string[]): Promise<void> {
  await sql`
    insert into calendar.confirmation (year, confirmed_at, confirmed_by, dates)
    values (${year}, ${instant(k.clock.now())}, ${k.actor.name}, ${JSON.stringify(dates)}::jsonb)
    on conflict (year) do update set confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by, dates = excluded.dates`.execute(
    k.db,
  );
}

/** An edited list is no longer the one that was confirmed: a person confirms it anew. */
export async function forgetConfirmation(k: Kernel, year: number): Promise<void> {
  await sql`delete from calendar.confirmation where year = ${year}`.execute(k.db);
}
