import { sql } from 'kysely';
import { instant, type Kernel } from '#kernel';
import { isAddress } from './card-store.ts';

/** An address of a card. Instants in ms. */
export interface AddressRow {
  readonly id: string;
  readonly email: string;
  /** What its mail calls the sender. */
  readonly name: string;
  readonly hasMail: boolean;
  readonly addedAt: number | null;
  readonly addedBy: string | null;
}

/** All addresses of what is shown under a card, the first one first. */
export async function addressesOf(k: Kernel, cardId: string): Promise<AddressRow[]> {
  const { rows } = await sql<AddressRow>`
    select q.id, q.email, q.name, exists (select from desk.conversation c where c.requester_id = q.id) as "hasMail", q.added_at as "addedAt", q.added_by as "addedBy"
    from desk.contact one join desk.requester q on q.contact_id = one.id and ${isAddress}
    where one.head_id = ${cardId}::bigint order by q.id limit 500`.execute(k.db);
  return rows;
}

/** Whose an address is: the card under which it is shown. */
export async function holderOf(k: Kernel, email: string): Promise<{ id: string; name: string } | undefined> {
  const { rows } = await sql<{ id: string; name: string }>`
    select h.id, coalesce(nullif(h.name, ''), q.email) as name from desk.requester q join desk.contact one on one.id = q.contact_id
    join desk.contact h on h.id = one.head_id where q.email = ${email}`.execute(k.db);
  return rows[0];
}

/** False where somebody else wrote it a moment ago. */
export async function insertAddress(k: Kernel, cardId: string, email: string): Promise<boolean> {
  const { rows } = await sql`
    insert into desk.requester (email, name, contact_id, added_at, added_by)
    values (${email}, '', ${cardId}::bigint, ${instant(k.clock.now())}, ${k.actor.name}) on conflict do nothing returning id`.execute(k.db);
  return rows.length > 0;
}

export async function deleteAddress(k: Kernel, id: string): Promise<void> {
  await sql`delete from desk.requester where id = ${id}::bigint`.execute(k.db);
}

/** Onto a card of its own, which bears the name that its mail gives. */
export async function moveAddress(k: Kernel, id: string, cardId: string): Promise<void> {
  await sql`
    with moved as (update desk.requester set contact_id = ${cardId}::bigint where id = ${id}::bigint returning id, name)
    update desk.contact set name = coalesce(nullif(moved.name, ''), (
      select c.requester_name from desk.conversation c where c.requester_id = moved.id order by c.last_at desc, c.id desc limit 1), '')
    from moved where desk.contact.id = ${cardId}::bigint`.execute(k.db);
}

export interface PhoneRow {
  readonly id: string;
  readonly number: string;
  readonly extension: string | null;
  readonly addedAt: number;
  readonly addedBy: string;
}

export async function phonesOf(k: Kernel, cardId: string): Promise<PhoneRow[]> {
  const { rows } = await sql<PhoneRow>`
    select t.id, t.number, t.extension, t.added_at as "addedAt", t.added_by as "addedBy"
    from desk.contact one join desk.contact_phone t on t.contact_id = one.id where one.head_id = ${cardId}::bigint order by t.id limit 500`.execute(
    k.db,
  );
  return rows;
}

export async function insertPhone(
  k: Kernel,
  cardId: string,
  phone: { readonly number: string; readonly extension: string | null },
): Promise<void> {
  await sql`
    insert into desk.contact_phone (contact_id, number, extension, added_at, added_by)
    values (${cardId}::bigint, ${phone.number}, ${phone.extension}, ${instant(k.clock.now())}, ${k.actor.name}) on conflict do nothing`.execute(
    k.db,
  );
}

export async function deletePhone(k: Kernel, id: string): Promise<void> {
  await sql`delete from desk.contact_phone where id = ${id}::bigint`.execute(k.db);
}
