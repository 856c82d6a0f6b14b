import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { ConsentWay, NewConsent, Purpose } from './contact-shapes.ts';

export interface NoteRow {
  readonly id: string;
  readonly text: string;
  readonly at: number;
  readonly by: string;
}

/** The notes of what is shown under a card, the newest first. */
export async function notesOf(k: Kernel, cardId: string): Promise<NoteRow[]> {
  const { rows } = await sql<NoteRow>`
    select n.id, n.text, n.written_at as at, n.written_by as by from desk.contact one join desk.contact_note n on n.contact_id = one.id
    where one.head_id = ${cardId}::bigint order by n.id desc limit 500`.execute(k.db);
  return rows;
}

export async function insertNote(k: Kernel, cardId: string, text: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.contact_note (contact_id, text, written_at, written_by)
    values (${cardId}::bigint, ${text}, ${instant(k.clock.now())}, ${k.actor.name}) returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

/** False where it is not on the card. */
export async function deleteNote(k: Kernel, cardId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    delete from desk.contact_note n using desk.contact one
    where n.id = ${id}::bigint and one.id = n.contact_id and one.head_id = ${cardId}::bigint returning n.id`.execute(k.db);
  return rows.length > 0;
}

export interface ConsentRow {
  readonly id: string;
  readonly purpose: Purpose;
  readonly how: ConsentWay;
  readonly detail: string | null;
  readonly givenOn: string;
  readonly notedAt: number;
  readonly notedBy: string;
  readonly revokedAt: number | null;
  readonly revokedBy: string | null;
}

/** What was agreed to under a card, what stands first. */
export async function consentsOf(k: Kernel, cardId: string): Promise<ConsentRow[]> {
  const { rows } = await sql<ConsentRow>`
    select s.id, s.purpose, s.how, s.detail, s.given_on as "givenOn", s.noted_at as "notedAt", s.noted_by as "notedBy", s.revoked_at as "revokedAt", s.revoked_by as "revokedBy"
    from desk.contact one join desk.contact_consent s on s.contact_id = one.id
    where one.head_id = ${cardId}::bigint order by s.revoked_at is not null, s.given_on desc, s.id desc limit 500`.execute(k.db);
  return rows;
}

export async function insertConsent(k: Kernel, cardId: string, consent: NewConsent): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into desk.contact_consent (contact_id, purpose, how, detail, given_on, noted_at, noted_by)
    values (${cardId}::bigint, ${consent.purpose}, ${consent.how}, ${consent.detail || null}, ${consent.givenOn}::date, ${instant(k.clock.now())}, ${k.actor.name})
    returning id`.execute(k.db);
  return (rows[0] as { id: string }).id;
}

/** False where it is not on the card, or was taken back already. */
export async function revokeConsent(k: Kernel, cardId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    update desk.contact_consent s set revoked_at = ${instant(k.clock.now())}, revoked_by = ${k.actor.name} from desk.contact one
    where s.id = ${id}::bigint and s.revoked_at is null and one.id = s.contact_id and one.head_id = ${cardId}::bigint returning s.id`.execute(
    k.db,
  );
  return rows.length > 0;
}
