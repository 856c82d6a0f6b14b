import { sql } from 'kysely';
import { writeAhead } from '../db/ahead.ts';
import { byKey } from '../db/prepared.ts';
import type { Db } from '../db/database.ts';

export interface LiveEvent {
  readonly seq: number;
  readonly stream: string;
  readonly ref: string;
}

export async function insertPending(db: Db, changes: readonly { readonly stream: string; readonly ref: string }[]): Promise<void> {
  if (changes.length === 0) return;
  await writeAhead(
    db,
    sql`insert into live.pending (stream, ref)
    select o.stream, o.ref from unnest(${changes.map((one) => one.stream)}::text[], ${changes.map((one) => one.ref)}::text[]) as o(stream, ref)`,
  );
}

/**
 * Numbers what has committed, in one batch, and tells every process; answers how many rows were taken. The lock comes first and
 * alone: the next statement's snapshot must see all that the mover before it left (joints 5 d).
 */
export async function movePending(db: Db): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await writeAhead(trx, sql`select pg_advisory_xact_lock(41)`);
    const { rows } = await sql<{ taken: number }>`
      with moved as (delete from live.pending where id in (select id from live.pending order by id limit 1000) returning id, stream, ref),
      one as (select stream, ref, max(id) as id from moved group by stream, ref),
      numbered as (select stream, ref, row_number() over (order by id) as n from one),
      counted as (update live.counter set top = top + (select count(*) from one) where exists (select from one) returning top),
      written as (
        insert into live.event (seq, stream, ref)
        select counted.top - (select count(*) from one) + numbered.n, numbered.stream, numbered.ref from numbered, counted returning seq)
      select (select count(*)::int from moved) as taken, (select pg_notify('ventanilla_live', max(seq)::text) from written having count(*) > 0)`.execute(
      trx,
    );
    return rows[0]?.taken ?? 0;
  });
}

type EventRow = Omit<LiveEvent, 'seq'> & { readonly seq: string };

export async function eventsAfter(db: Db, seq: number, streams: readonly string[] | null, limit: number): Promise<LiveEvent[]> {
  const columns = sql`seq, stream, ref`;
  const { rows } = await (streams === null
    ? byKey<EventRow>`select ${columns} from live.event where seq > ${seq} order by seq limit ${limit}`
    : sql<EventRow>`select ${columns} from live.event where seq > ${seq} and stream = any(${[...streams]}::text[]) order by seq limit ${limit}`
  ).execute(db);
  return rows.map((row) => ({ seq: Number(row.seq), stream: row.stream, ref: row.ref }));
}

/** The last number given and the oldest that is still kept. */
export async function liveBounds(db: Db): Promise<{ top: number; oldest: number }> {
  const { rows } = await sql<{ top: string; oldest: string }>`
    select top, coalesce((select min(seq) from live.event), top + 1) as oldest from live.counter`.execute(db);
  return { top: Number(rows[0]?.top ?? 0), oldest: Number(rows[0]?.oldest ?? 1) };
}

/** Forgets events older than two days, and all but the newest 200,000. */
export async function trimEvents(db: Db): Promise<void> {
  await sql`delete from live.event where at < now() - interval '2 days' or seq < (select top - 200000 from live.counter)`.execute(db);
}
