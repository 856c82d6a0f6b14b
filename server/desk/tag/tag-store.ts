import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { family } from '../kin-store.ts';
import { plainTagName, type Pointer, standing, type TagColour } from './tag.rules.ts';

/** A tag; merged ones bear the tag that stands for them. */
export interface TagRow {
  readonly id: string;
  readonly name: string;
  readonly colour: TagColour;
  readonly version: number;
  readonly mergedInto: string | null;
  readonly standsAs: string;
  readonly isRemoved: boolean;
}

const columns = sql`id, name, colour, version, merged_into as "mergedInto", coalesce(stands_as, id) as "standsAs", removed_at is not null as "isRemoved"`;

/** The tags of a conversation `c` as a column: those that stand for what was put on it, each as often as it was put. */
export const bornTags = sql`coalesce((select json_agg(json_build_object('id', s.id::text, 'name', s.name, 'colour', s.colour))
  from desk.tag_use u
    -- Each looked up by itself: a conversation bears two or three.
    cross join lateral (select coalesce(t.stands_as, t.id) as id from desk.tag t where t.id = u.tag_id offset 0) t
    cross join lateral (select s.id, s.name, s.colour from desk.tag s where s.id = t.id and s.removed_at is null offset 0) s
  where u.conversation_id = any(${family})), '[]'::json)`;

/** Whether a conversation `c`, or one that is shown in it, bears a tag, or one for which the same stands. */
export function bears(tagId: string): RawBuilder<unknown> {
  const uses = sql`desk.tag t join desk.tag_use u on u.tag_id = t.id`;
  const isMeant = sql`coalesce(t.stands_as, t.id) = (select coalesce(a.stands_as, a.id) from desk.tag a where a.id = ${tagId}::bigint)`;
  return sql`c.id in (select u.conversation_id from ${uses} where ${isMeant} union all
    select m.merged_into from ${uses} join desk.conversation m on m.id = u.conversation_id and m.merged_into is not null where ${isMeant})`;
}

/** One change of tags at a time: names, merges and what stands for what are judged together. */
export async function lockTags(k: Kernel): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('desk.tag', 53))`.execute(k.db);
}

export async function tagById(k: Kernel, id: string): Promise<TagRow | undefined> {
  const { rows } = await sql<TagRow>`select ${columns} from desk.tag where id = ${id}::bigint`.execute(k.db);
  return rows[0];
}

/** One that bears the name, merged ones among them. */
export async function tagNamed(k: Kernel, name: string): Promise<TagRow | undefined> {
  const { rows } = await sql<TagRow>`
    select ${columns} from desk.tag where plain_name = ${plainTagName(name)} and removed_at is null`.execute(k.db);
  return rows[0];
}

export interface ListedTag extends TagRow {
  /** Conversations that bear it or what was merged into it, counted up to 1,000. */
  readonly uses: number;
}

const mostCounted = 1000;

/** All that are in use, by name, merged ones among them. */
export async function openTags(k: Kernel): Promise<ListedTag[]> {
  const { rows } = await sql<ListedTag>`
    select ${columns}, (select count(distinct c)::int from (
      select u.conversation_id as c from desk.tag s join desk.tag_use u on u.tag_id = s.id
      where coalesce(s.stands_as, s.id) = t.id limit ${mostCounted}::int) v) as uses
    from desk.tag t where removed_at is null order by plain_name, id`.execute(k.db);
  return rows;
}

export async function insertTag(k: Kernel, name: string, colour: TagColour): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.tag (name, plain_name, colour, made_at, made_by)
    values (${name}, ${plainTagName(name)}, ${colour}, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function updateTag(k: Kernel, id: string, name: string, colour: TagColour): Promise<void> {
  await sql`update desk.tag set name = ${name}, plain_name = ${plainTagName(name)}, colour = ${colour}, version = version + 1 where id = ${id}::bigint`.execute(
    k.db,
  );
}

/** Points a tag to the one that takes its place; null: to itself again. */
export async function pointTag(k: Kernel, id: string, into: string | null): Promise<void> {
  await sql`
    update desk.tag set merged_into = ${into}::bigint, merged_at = ${into === null ? null : instant(k.clock.now())}::timestamptz,
      merged_by = ${into === null ? null : k.actor.name}::text, version = version + 1
    where id = ${id}::bigint`.execute(k.db);
  const { rows } = await sql<Pointer>`select id, merged_into as "mergedInto" from desk.tag`.execute(k.db);
  const stands = standing(rows);
  await sql`
    update desk.tag t set stands_as = nullif(s.standing, t.id)
    from unnest(${[...stands.keys()]}::bigint[], ${[...stands.values()]}::bigint[]) s(id, standing)
    where s.id = t.id and t.stands_as is distinct from nullif(s.standing, t.id)`.execute(k.db);
}

export async function markRemoved(k: Kernel, id: string, isRemoved: boolean): Promise<void> {
  await sql`
    update desk.tag set removed_at = ${isRemoved ? instant(k.clock.now()) : null}::timestamptz, removed_by = ${isRemoved ? k.actor.name : null}::text,
      version = version + 1 where id = ${id}::bigint`.execute(k.db);
}

/** Puts it on the first of these, which are shown as one; false where any bears it, or what was merged into it. */
export async function insertUse(k: Kernel, family: readonly string[], tagId: string): Promise<boolean> {
  const { rows } = await sql`
    insert into desk.tag_use (conversation_id, tag_id, put_at, put_by)
    select ${family[0]}::bigint, ${tagId}::bigint, ${instant(k.clock.now())}, ${k.actor.name}
    where not exists (select from desk.tag_use u join desk.tag t on t.id = u.tag_id
      where u.conversation_id = any(${[...family]}::bigint[]) and coalesce(t.stands_as, t.id) = ${tagId}::bigint)
    returning 1`.execute(k.db);
  return rows.length > 0;
}

/** Takes it off all of these, with what was merged into it; true where any bore it. */
export async function deleteUse(k: Kernel, family: readonly string[], tagId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from desk.tag_use u using desk.tag t
    where t.id = u.tag_id and u.conversation_id = any(${[...family]}::bigint[]) and coalesce(t.stands_as, t.id) = ${tagId}::bigint returning 1`.execute(
    k.db,
  );
  return rows.length > 0;
}
