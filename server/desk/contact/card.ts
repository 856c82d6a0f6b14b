import { iso, type Kernel } from '#kernel';
import { type CardRow, cardById, insertCard, updateCard } from './card-store.ts';
import type { CardChange, ContactCard, NewContact } from './contact-shapes.ts';
import { countHistory } from './history-store.ts';
import { changed, holdCard } from './hold-card.ts';
import { shownPhone } from './phone.rules.ts';
import { addressesOf, phonesOf } from './reach-store.ts';
import { refuse } from './refusals.ts';
import { consentsOf, notesOf } from './remark-store.ts';
import { unitedUnder } from './unite-store.ts';
import { addAddressTo, addPhoneTo } from './reach.ts';

/** A console that shows a card asks for it again and again: one reading an hour is written down. */
const span = 3_600_000;

/** The card under which that of the id is shown; reading it is an act (Law 172-13). Refuses `unknown-contact`. */
export async function readCard(k: Kernel, id: string): Promise<ContactCard> {
  const row = await cardById(k, id);
  if (!row) throw refuse.unknownContact();
  const [addresses, phones, notes, consents, united, conversations] = await Promise.all([
    addressesOf(k, row.id),
    phonesOf(k, row.id),
    notesOf(k, row.id),
    consentsOf(k, row.id),
    unitedUnder(k, row.id),
    countHistory(k, row.id),
  ]);
  await k.acts.writeOnceIn(span, { verb: 'contact.read', subject: { kind: 'contact', id: row.id } });
  const said = (by: string | null, at: number | null) => (by === null || at === null ? null : { by, at: iso(at) });
  return {
    id: row.id,
    name: row.name,
    segment: row.segment,
    organisation: row.organisation,
    language: row.language,
    made: { by: row.madeBy, at: iso(row.madeAt) },
    addresses: addresses.map(({ addedAt, addedBy, ...one }) => ({ ...one, added: said(addedBy, addedAt) })),
    phones: phones.map(({ addedAt, addedBy, ...one }) => ({ ...one, shown: shownPhone(one), added: { by: addedBy, at: iso(addedAt) } })),
    notes: notes.map((one) => ({ ...one, at: iso(one.at) })),
    consents: consents.map(({ notedAt, notedBy, revokedAt, revokedBy, ...one }) => ({
      ...one,
      noted: { by: notedBy, at: iso(notedAt) },
      revoked: said(revokedBy, revokedAt),
    })),
    united: united.map(({ contactId, name, at, ...one }) => ({ ...one, at: iso(at), contact: { id: contactId, name } })),
    conversations,
  };
}

/** Writes a card by hand; answers its id. Refuses `contact-empty`, and what its addresses and telephones are refused for. */
export function addContact(k: Kernel, { addresses, phones, ...change }: NewContact): Promise<string> {
  return k.transaction(async (k) => {
    if (!change.name && addresses.length === 0 && phones.length === 0) throw refuse.nothingKnown();
    const id = await insertCard(k, k.actor.name);
    const row = await holdCard(k, id);
    await updateCard(k, applied(row, change));
    for (const one of addresses) await addAddressTo(k, id, one, false);
    for (const one of phones) await addPhoneTo(k, id, one);
    await changed(k, id, 'made');
    return id;
  });
}

/** Changes what is said on a card. Refuses `unknown-contact`, `name-missing`. */
export function changeContact(k: Kernel, id: string, change: CardChange): Promise<void> {
  return k.transaction(async (k) => {
    const before = await holdCard(k, id);
    const after = applied(before, change);
    const fields = (['name', 'segment', 'organisation', 'language'] as const).filter((field) => before[field] !== after[field]);
    if (fields.length === 0) return;
    if (after.name === '' && (await addressesOf(k, after.id)).length === 0 && (await phonesOf(k, after.id)).length === 0)
      throw refuse.nameMissing();
    await updateCard(k, after);
    await changed(k, after.id, 'changed', { fields });
  });
}

function applied(row: CardRow, { name, segment, organisation, language }: CardChange): CardRow {
  return {
    ...row,
    name: name ?? row.name,
    segment: segment === undefined ? row.segment : segment,
    organisation: organisation === undefined ? row.organisation : organisation || null,
    language: language === undefined ? row.language : language,
  };
}
