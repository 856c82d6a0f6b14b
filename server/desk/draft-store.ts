import { type RawBuilder, sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

export interface DraftFile {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
}

export interface DraftRow {
  readonly id: string;
  readonly conversationId: string;
  readonly authorId: string;
  readonly authorName: string;
  readonly version: string;
  readonly text: string;
  readonly html: string | null;
  readonly to: readonly string[] | null;
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  /** The product's time. */
  readonly savedAt: number;
  /** Real ms: since when it is written without a pause, and when it was last. */
  readonly writingSince: number;
  readonly touchedAt: number;
  readonly toldAt: number;
  readonly takenBy: string | null;
  readonly takenAt: number | null;
  readonly files: readonly DraftFile[];
}

export interface Place {
  readonly conversationId: string;
  readonly authorId: string;
}

export interface Words {
  readonly text: string;
  readonly html: string | null;
  /** Null: to whom the rule says. */
  readonly to: readonly string[] | null;
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
}

/** All that is shown together with a conversation, itself among them; none where there is no such. */
export async function shownWith(k: Kernel, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select o.id from desk.conversation c join desk.conversation o on o.id = any(array[c.id, c.merged_into]) or o.merged_into = coalesce(c.merged_into, c.id)
    where c.id = ${id}`.execute(k.db);
  return rows.map((row) => row.id);
}

/** Holds the conversation as an insertion below it would, before any draft is touched; false where there is none. */
export async function holdForDraft(k: Kernel, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from desk.conversation where id = ${id} for key share`.execute(k.db);
  return rows.length > 0;
}

/** All of these conversations, the one written last first. */
export function draftsIn(k: Kernel, conversations: readonly string[]): Promise<DraftRow[]> {
  return select(k, sql`d.conversation_id = any(${[...conversations]}::bigint[])`);
}

/** Locked to the end of the transaction. */
export async function holdDraft(k: Kernel, { conversationId, authorId }: Place): Promise<DraftRow | undefined> {
  await sql`select 1 from desk.draft where conversation_id = ${conversationId} and author_id = ${authorId} for update`.execute(k.db);
  const [row] = await select(k, sql`d.conversation_id = ${conversationId} and d.author_id = ${authorId}`);
  return row;
}

async function select(k: Kernel, condition: RawBuilder<unknown>): Promise<DraftRow[]> {
  const { rows } = await sql<
    Omit<DraftRow, 'writingSince' | 'touchedAt' | 'toldAt'> & Record<'writingSince' | 'touchedAt' | 'toldAt', string>
  >`
    select d.id, d.conversation_id as "conversationId", d.author_id as "authorId", d.author_name as "authorName", d.version, d.text, d.html, d.to_people as "to", d.cc, d.bcc, d.saved_at as "savedAt",
      d.writing_since as "writingSince", d.touched_at as "touchedAt", d.told_at as "toldAt", d.taken_by as "takenBy", d.taken_at as "takenAt",
      coalesce((select json_agg(json_build_object('id', f.id::text, 'name', f.name, 'type', f.type, 'size', f.size, 'sha256', f.sha256) order by f.id)
        from desk.draft_file f where f.draft_id = d.id), '[]'::json) as files
    from desk.draft d where ${condition} order by d.touched_at desc, d.id`.execute(k.db);
  return rows.map((row) => ({
    ...row,
    writingSince: Number(row.writingSince),
    touchedAt: Number(row.touchedAt),
    toldAt: Number(row.toldAt),
  }));
}

/** A new one; false where the person has one already. */
export async function insertDraft(k: Kernel, { conversationId, authorId }: Place, { text, html, to, cc, bcc }: Words): Promise<boolean> {
  const now = k.clock.real();
  const { numAffectedRows } = await sql`
    insert into desk.draft (conversation_id, author_id, author_name, text, html, to_people, cc, bcc, saved_at, writing_since, touched_at)
    values (${conversationId}, ${authorId}, ${k.actor.name}, ${text}, ${html}, ${to && [...to]}::text[], ${[...cc]}::text[], ${[...bcc]}::text[], ${instant(k.clock.now())}, ${now}, ${now})
    on conflict on constraint draft_once do nothing`.execute(k.db);
  return numAffectedRows === 1n;
}

/** New words under a new version, in a row that the caller holds. */
export async function rewriteDraft(k: Kernel, id: string, { text, html, to, cc, bcc }: Words, writingSince: number): Promise<void> {
  await sql`
    update desk.draft set version = nextval('desk.draft_version'), text = ${text}, html = ${html}, to_people = ${to && [...to]}::text[], cc = ${[...cc]}::text[],
      bcc = ${[...bcc]}::text[], author_name = ${k.actor.name},
      saved_at = ${instant(k.clock.now())}, writing_since = ${writingSince}, touched_at = ${k.clock.real()} where id = ${id}`.execute(k.db);
}

export async function deleteDraft(k: Kernel, id: string): Promise<void> {
  await sql`delete from desk.draft where id = ${id}`.execute(k.db);
}

export async function noteTold(k: Kernel, id: string): Promise<void> {
  await sql`update desk.draft set told_at = ${k.clock.real()} where id = ${id}`.execute(k.db);
}

export async function noteTaken(k: Kernel, id: string): Promise<void> {
  await sql`update desk.draft set taken_by = ${k.actor.name}, taken_at = ${instant(k.clock.now())} where id = ${id}`.execute(k.db);
}

export async function insertDraftFiles(k: Kernel, draftId: string, files: readonly Omit<DraftFile, 'id'>[]): Promise<void> {
  if (files.length === 0) return;
  await sql`
    insert into desk.draft_file (draft_id, name, type, size, sha256)
    select ${draftId}, name, type, size, sha256 from json_to_recordset(${JSON.stringify(files)}::json)
      as x(name text, type text, size bigint, sha256 text)`.execute(k.db);
}

export async function draftFile(k: Kernel, { conversationId, authorId }: Place, id: string): Promise<DraftFile | undefined> {
  const { rows } = await sql<DraftFile>`
    select f.id, f.name, f.type, f.size, f.sha256 from desk.draft_file f join desk.draft d on d.id = f.draft_id
    where f.id = ${id} and d.conversation_id = ${conversationId} and d.author_id = ${authorId}`.execute(k.db);
  return rows[0];
}

export async function deleteDraftFile(k: Kernel, draftId: string, id: string): Promise<void> {
  await sql`delete from desk.draft_file where draft_id = ${draftId} and id = ${id}`.execute(k.db);
}

/** Of a message of ours that has not left: what its author wrote. */
export async function wordsOfMessage(
  k: Kernel,
  messageId: string,
): Promise<(Words & { files: readonly Omit<DraftFile, 'id'>[] }) | undefined> {
  const { rows } = await sql<
    Omit<Words, 'to' | 'cc' | 'bcc'> & { people: Partial<Record<'to' | 'cc' | 'bcc', { email: string }[]>>; files: Omit<DraftFile, 'id'>[] }
  >`
    select m.text, m.html, m.people,
      coalesce((select json_agg(json_build_object('name', a.name, 'type', a.type, 'size', a.size, 'sha256', a.sha256) order by a.id)
        from desk.attachment a where a.message_id = m.id and not a.is_inline), '[]'::json) as files
    from desk.message m where m.id = ${messageId}`.execute(k.db);
  const [row] = rows;
  if (!row) return undefined;
  const { text, html, files, people } = row;
  const emails = (list: readonly { email: string }[] = []) => list.map((one) => one.email);
  return { text, html, files, to: emails(people.to), cc: emails(people.cc), bcc: emails(people.bcc) };
}
