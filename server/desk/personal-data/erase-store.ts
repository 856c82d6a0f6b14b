import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import type { Erasable } from './erase.rules.ts';

/** All conversations of what is shown under a card that still say something, oldest first, locked. */
export async function lockErasable(k: Kernel, cardId: string): Promise<Erasable[]> {
  const { rows } = await sql<Erasable>`
    select c.id, c.requester_id as "addressId", c.state, greatest(c.last_at, coalesce(c.resolved_at, c.last_at)) as "closedAt" from desk.conversation c
    where c.erased_at is null and c.requester_id = any(array(
      select q.id from desk.contact m join desk.requester q on q.contact_id = m.id where m.head_id = ${cardId}::bigint))
    order by c.id for update`.execute(k.db);
  return rows;
}

/** Their messages, and the attachments of these by hash. */
export async function contentsOf(k: Kernel, conversationIds: readonly string[]): Promise<{ messages: string[]; hashes: string[] }> {
  const { rows } = await sql<{ id: string; attached: string[] }>`
    select m.id, array(select a.sha256 from desk.attachment a where a.message_id = m.id) as attached
    from desk.message m where m.conversation_id = any(${[...conversationIds]}::bigint[])`.execute(k.db);
  return { messages: rows.map((row) => row.id), hashes: [...new Set(rows.flatMap((row) => row.attached))] };
}

/**
 * What was written goes; that something was, when, by which of us and how it was counted stays. A message keeps the key under which it came, so
 * that a mailbox that still holds it does not bring it back.
 */
export async function emptyConversations(k: Kernel, ids: readonly string[]): Promise<void> {
  const these = sql`any(${[...ids]}::bigint[])`;
  const messages = sql`(select id from desk.message where conversation_id = ${these})`;
  await sql`delete from desk.attachment where message_id in ${messages}`.execute(k.db);
  await sql`delete from desk.mention where message_id in ${messages}`.execute(k.db);
  await sql`
    update desk.message set subject = '', text = '', visible_text = null, preview = '', html = null, people = '{}', raw_sha256 = null, is_illegible = false,
      nature_reason = null, quarantine_reason = null, warning = null, delivery_note = null, refused = '{}',
      event = case when event is not null then json_build_object('kind', event->>'kind', 'by', event->>'by', 'detail', null) end
    where conversation_id = ${these}`.execute(k.db);
  await sql`delete from desk.search where conversation_id = ${these}`.execute(k.db);
  await sql`delete from desk.draft where conversation_id = ${these}`.execute(k.db);
  await sql`update desk.escalation set note = '' where conversation_id = ${these}`.execute(k.db);
  await sql`
    update desk.escalation_end set reason = null where escalation_id in (select id from desk.escalation where conversation_id = ${these})`.execute(
    k.db,
  );
  await sql`update desk.own_term set reason = null where conversation_id = ${these}`.execute(k.db);
  await sql`update desk.no_answer set reason = '' where conversation_id = ${these}`.execute(k.db);
  await sql`
    update desk.conversation set subject = '', requester_name = '', requester_email = '', preview = '', participants = '{}', is_quarantined = false, is_warned = false,
      erased_at = ${instant(k.clock.now())} where id = ${these}`.execute(k.db);
}

/** What the card says; its addresses too, where nothing that stays came under them. Answers how many of what went. */
export async function emptyCard(
  k: Kernel,
  cardId: string,
): Promise<{ notes: number; phones: number; addresses: number; consents: number }> {
  const cards = sql`(select id from desk.contact where head_id = ${cardId}::bigint)`;
  const now = instant(k.clock.now());
  const notes = await sql`delete from desk.contact_note where contact_id in ${cards} returning id`.execute(k.db);
  const phones = await sql`delete from desk.contact_phone where contact_id in ${cards} returning id`.execute(k.db);
  const consents = await sql`
    update desk.contact_consent set detail = null, revoked_at = coalesce(revoked_at, ${now}), revoked_by = coalesce(revoked_by, ${k.actor.name})
    where contact_id in ${cards} and (detail is not null or revoked_at is null) returning id`.execute(k.db);
  // A word in place of the address: rows of emptied conversations point here.
  const addresses = await sql`
    update desk.requester q set email = 'erased:' || q.id, name = '' where q.contact_id in ${cards} and q.email not like 'erased:%'
      and not exists (select from desk.conversation c where c.requester_id = q.id and c.erased_at is null) returning q.id`.execute(k.db);
  await sql`
    update desk.contact set name = '', organisation = null, segment = null, language = null, erased_at = ${now} where head_id = ${cardId}::bigint`.execute(
    k.db,
  );
  return { notes: notes.rows.length, phones: phones.rows.length, addresses: addresses.rows.length, consents: consents.rows.length };
}

/** Those of these hashes that no attachment and no draft bears any longer. A person's act, rare: it reads the tables through. */
export async function unheld(k: Kernel, hashes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ sha: string }>`
    select h.sha from unnest(${[...hashes]}::text[]) h(sha)
    where not exists (select from desk.attachment a where a.sha256 = h.sha) and not exists (select from desk.draft_file f where f.sha256 = h.sha)`.execute(
    k.db,
  );
  return rows.map((row) => row.sha);
}
