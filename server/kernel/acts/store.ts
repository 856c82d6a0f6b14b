import { type RawBuilder, sql } from 'kysely';
import { writeAhead } from '../db/ahead.ts';
import type { Db } from '../db/database.ts';
import type { Actor } from '../kernel.ts';
import { instant } from '../time.ts';
import type { Act } from './acts.ts';

interface By {
  readonly at: number;
  readonly actor: Actor;
  readonly requestId: string | null;
}

/** Inserts acts and marks them unsealed, in one statement. Nothing is locked that another writer would need. */
export async function insertActs(db: Db, acts: readonly Act[], by: By): Promise<string[]> {
  if (acts.length === 0) return [];
  const { rows: written } = await inserting(acts, by).execute(db);
  return written.map((row) => row.id);
}

/** The same for one of a transaction, whose id nobody needs. */
export async function insertActAhead(db: Db, act: Act, by: By): Promise<void> {
  await writeAhead(db, inserting([act], by));
}

function inserting(acts: readonly Act[], by: By): RawBuilder<{ id: string }> {
  const rows = acts.map((act) => ({
    verb: act.verb,
    kind: act.subject.kind,
    id: act.subject.id,
    reason: act.reason ?? null,
    detail: act.detail === undefined ? null : JSON.stringify(act.detail),
  }));
  return sql<{ id: string }>`
    with act as (
      insert into acts.act (at, actor_kind, actor_id, actor_name, verb, subject_kind, subject_id, reason, detail, request_id)
      select ${instant(by.at)}::timestamptz, ${by.actor.kind}, ${by.actor.accountId}, ${by.actor.name}, o.verb, o.kind, o.id, o.reason, o.detail::json, ${by.requestId}
      from rows from (json_to_recordset(${JSON.stringify(rows)}::json) as (verb text, kind text, id text, reason text, detail text)) with ordinality as o(verb, kind, id, reason, detail, n)
      order by o.n
      returning id)
    insert into acts.unsealed (id) select id from act returning id`;
}

/** Whether the actor did the same to the same subject at `since` or later. */
export async function wasWritten(db: Db, { verb, subject }: Act, { actor, since }: { actor: Actor; since: number }): Promise<boolean> {
  const { rows } = await sql`
    select from acts.act where subject_kind = ${subject.kind} and subject_id = ${subject.id} and verb = ${verb}
      and actor_kind = ${actor.kind} and actor_id is not distinct from ${actor.accountId} and at >= ${instant(since)}::timestamptz
    order by id desc limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Seals up to `limit` acts into one link of the chain; answers how many. One sealer at a time in the whole database: the lock
 * is the first statement, so that the next one's snapshot comes after it.
 */
export async function sealOnce(db: Db, limit = 5000): Promise<number> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(42)`.execute(trx);
    const { rows } = await sql<{ sealed: number }>`
      with taken as (
        delete from acts.unsealed where id in (select id from acts.unsealed order by id limit ${limit}) returning id),
      leaf as (select a.id, acts.leaf(a) as hash from acts.act a join taken t on t.id = a.id),
      last as (select n, hash from acts.seal order by n desc limit 1)
      insert into acts.seal (n, act_ids, previous, hash)
      select coalesce((select n from last), 0) + 1, array_agg(id order by id), (select hash from last),
        sha256(coalesce((select hash from last), ''::bytea) || string_agg(hash, ''::bytea order by id))
      from leaf having count(*) > 0
      returning cardinality(act_ids) as sealed`.execute(trx);
    return rows[0]?.sealed ?? 0;
  });
}

export interface CheckedSeal {
  readonly n: string;
  readonly acts: number;
  readonly lastId: string;
  readonly isWhole: boolean;
}

/** Recomputes up to `limit` seals after `from`, in order: each against its acts and against the seal before it. */
export async function checkSeals(db: Db, from: string, limit: number): Promise<CheckedSeal[]> {
  const { rows } = await sql<CheckedSeal>`
    with seal as (select n, act_ids, previous, hash from acts.seal where n > ${from} order by n limit ${limit}),
    found as (
      select s.n, f.acts, f.hash from seal s cross join lateral (
        select count(*)::int as acts, sha256(coalesce(s.previous, ''::bytea) || coalesce(string_agg(acts.leaf(a), ''::bytea order by a.id), ''::bytea)) as hash
        from acts.act a where a.id = any(s.act_ids)) f)
    select s.n::text as n, f.acts, (select max(x) from unnest(s.act_ids) x)::text as "lastId",
      f.acts = cardinality(s.act_ids) and f.hash = s.hash
      and s.previous is not distinct from (select p.hash from acts.seal p where p.n = s.n - 1)
      and (s.n = 1 or s.previous is not null) as "isWhole"
    from seal s join found f using (n) order by s.n`.execute(db);
  return rows;
}

/** Acts that no seal holds and that do not wait for one: put in behind the chain's back. The first one's id, or null. */
export async function strayAct(db: Db): Promise<string | null> {
  // A set difference and not an anti-join: without statistics the planner takes the join for small and never ends.
  const { rows } = await sql<{ id: string | null }>`
    select min(id)::text as id from (
      select id from acts.act except (select unnest(act_ids) from acts.seal union all select id from acts.unsealed)) stray`.execute(db);
  return rows[0]?.id ?? null;
}

/** How many acts there are, how many still wait for their seal, and the product time (ms) of the latest. */
export async function countActs(db: Db): Promise<{ acts: number; unsealed: number; lastAt: number | null }> {
  const { rows } = await sql<{ acts: string; unsealed: string; lastAt: number | null }>`
    select (select count(*) from acts.act) as acts, (select count(*) from acts.unsealed) as unsealed, (select max(at) from acts.act) as "lastAt"`.execute(
    db,
  );
  const row = rows[0];
  return { acts: Number(row?.acts ?? 0), unsealed: Number(row?.unsealed ?? 0), lastAt: row?.lastAt ?? null };
}
