import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';

export interface TemplateRow {
  readonly id: string;
  readonly title: string;
  readonly language: 'es' | 'en';
  readonly text: string;
  readonly version: number;
  readonly used: number;
  readonly changedAt: number;
  readonly changedBy: string;
  /** Whose it is; null: everybody's. */
  readonly ownerId: string | null;
}

const columns = sql`id, title, language, text, version, used, changed_at as "changedAt", changed_by as "changedBy", owner_id as "ownerId"`;

/** Everybody's and one's own. */
export async function openTemplates(k: Kernel, accountId: string | null): Promise<TemplateRow[]> {
  const { rows } = await sql<TemplateRow>`
    select ${columns} from desk.template where not is_closed and (owner_id is null or owner_id = ${accountId}) order by lower(title), id`.execute(
    k.db,
  );
  return rows;
}

/** One that is open; with `isHeld` locked to the end of the transaction. */
export async function openTemplate(k: Kernel, id: string, isHeld = false): Promise<TemplateRow | undefined> {
  const { rows } = await sql<TemplateRow>`
    select ${columns} from desk.template where id = ${id} and not is_closed ${isHeld ? sql`for update` : sql``}`.execute(k.db);
  return rows[0];
}

export type TemplateWords = Pick<TemplateRow, 'title' | 'language' | 'text'>;
export type NewTemplate = TemplateWords & Pick<TemplateRow, 'ownerId'>;

/** Whether another one of the same owner bears the title in the language. */
export async function isTitleTaken(k: Kernel, { title, language, ownerId }: NewTemplate, exceptId: string | null): Promise<boolean> {
  const { rows } = await sql`
    select 1 from desk.template where lower(title) = lower(${title}) and language = ${language} and owner_id is not distinct from ${ownerId} and not is_closed and id is distinct from ${exceptId}`.execute(
    k.db,
  );
  return rows.length > 0;
}

export async function insertTemplate(k: Kernel, { title, language, text, ownerId }: NewTemplate): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.template (title, language, text, changed_at, changed_by, owner_id)
    values (${title}, ${language}, ${text}, ${instant(k.clock.now())}, ${k.actor.name}, ${ownerId}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

export async function updateTemplate(k: Kernel, id: string, { title, language, text }: TemplateWords): Promise<void> {
  await sql`
    update desk.template set title = ${title}, language = ${language}, text = ${text}, version = version + 1, changed_at = ${instant(k.clock.now())},
      changed_by = ${k.actor.name} where id = ${id}`.execute(k.db);
}

export async function closeTemplate(k: Kernel, id: string): Promise<void> {
  await sql`update desk.template set is_closed = true, changed_at = ${instant(k.clock.now())}, changed_by = ${k.actor.name} where id = ${id}`.execute(
    k.db,
  );
}

export async function countUse(k: Kernel, id: string): Promise<void> {
  await sql`update desk.template set used = used + 1 where id = ${id}`.execute(k.db);
}

/** One's own in a mailbox (`''`: in all). */
export async function ownSignature(k: Kernel, accountId: string, mailbox: string): Promise<string | null> {
  const { rows } = await sql<{ text: string }>`
    select text from desk.signature where account_id = ${accountId} and mailbox = ${mailbox}`.execute(k.db);
  return rows[0]?.text ?? null;
}

export async function writeSignature(k: Kernel, accountId: string, mailbox: string, text: string | null): Promise<void> {
  await (text === null
    ? sql`delete from desk.signature where account_id = ${accountId} and mailbox = ${mailbox}`
    : sql`insert into desk.signature (account_id, mailbox, text) values (${accountId}, ${mailbox}, ${text})
        on conflict on constraint signature_once do update set text = excluded.text`
  ).execute(k.db);
}
