import type { Kernel } from '#kernel';
import { likeness, readAddress } from './address.rules.ts';
import { changed, holdCard } from './hold-card.ts';
import { insertCard, refreshSearch } from './card-store.ts';
import { readPhone } from './phone.rules.ts';
import { addressesOf, deleteAddress, deletePhone, holderOf, insertAddress, insertPhone, moveAddress, phonesOf } from './reach-store.ts';
import { refuse } from './refusals.ts';

/**
 * Writes an address onto a card: what comes under it from now on is this requester's. `isSure`: although it looks like another of them.
 * Refuses `unknown-contact`, `bad-address`, `mixed-letters`, `address-taken`, `lookalike-address`.
 */
export function addAddress(k: Kernel, id: string, typed: string, isSure: boolean): Promise<void> {
  return k.transaction(async (k) => {
    const card = await holdCard(k, id);
    if (await addAddressTo(k, card.id, typed, isSure)) await changed(k, card.id, 'address-added');
  });
}

/** The same within the making of a card; false where it was there already. */
export async function addAddressTo(k: Kernel, cardId: string, typed: string, isSure: boolean): Promise<boolean> {
  const read = readAddress(typed);
  if ('trouble' in read) throw read.trouble === 'mixed-letters' ? refuse.mixedLetters(typed) : refuse.notAnAddress(typed);
  const holder = await holderOf(k, read.email);
  if (holder?.id === cardId) return false;
  if (holder) throw refuse.addressTaken(holder);
  const alike = (await addressesOf(k, cardId)).find((one) => likeness(one.email) === likeness(read.email));
  if (alike && !isSure) throw refuse.lookalike(alike.email);
  if (await insertAddress(k, cardId, read.email)) return true;
  throw refuse.addressTaken((await holderOf(k, read.email)) ?? { id: cardId, name: read.email });
}

/**
 * Takes an address off a card. Where mail came under it, it goes on with a card of its own, whose id is answered: its conversations are
 * somebody's. Refuses `unknown-contact`, `unknown-address`, `last-address`.
 */
export function removeAddress(k: Kernel, id: string, addressId: string): Promise<string | null> {
  return k.transaction(async (k) => {
    const card = await holdCard(k, id);
    const addresses = await addressesOf(k, card.id);
    const address = addresses.find((one) => one.id === addressId);
    if (!address) throw refuse.unknownAddress();
    if (address.hasMail && addresses.length === 1) throw refuse.lastAddress();
    const own = address.hasMail ? await insertCard(k, k.actor.name) : null;
    if (own === null) await deleteAddress(k, addressId);
    else {
      await moveAddress(k, addressId, own);
      await refreshSearch(k, [own]);
    }
    await changed(k, card.id, 'address-removed', own === null ? {} : { contact: own });
    return own;
  });
}

/** Writes a telephone onto a card. Refuses `unknown-contact`, `bad-phone`. */
export function addPhone(k: Kernel, id: string, typed: string): Promise<void> {
  return k.transaction(async (k) => {
    const card = await holdCard(k, id);
    await addPhoneTo(k, card.id, typed);
    await changed(k, card.id, 'phone-added');
  });
}

/** The same within the making of a card. */
export async function addPhoneTo(k: Kernel, cardId: string, typed: string): Promise<void> {
  const phone = readPhone(typed);
  if (!phone) throw refuse.notAPhone(typed);
  await insertPhone(k, cardId, phone);
}

/** Refuses `unknown-contact`, `unknown-phone`. */
export function removePhone(k: Kernel, id: string, phoneId: string): Promise<void> {
  return k.transaction(async (k) => {
    const card = await holdCard(k, id);
    if (!(await phonesOf(k, card.id)).some((one) => one.id === phoneId)) throw refuse.unknownPhone();
    await deletePhone(k, phoneId);
    await changed(k, card.id, 'phone-removed');
  });
}
