import { z } from 'zod';
import { cursorId, cursorInstant, cursorOf, defineRoute, type Kernel, pageQuery, readCursor, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { presenter } from '../present.ts';
import { conversationShape } from '../shapes.ts';
import { addContact, changeContact, readCard } from './card.ts';
import { cardById } from './card-store.ts';
import {
  addressParams,
  cardChangeShape,
  cardShape,
  consentParams,
  contactShape,
  newConsentShape,
  newContactShape,
  noteParams,
  phoneParams,
  segmentShape,
} from './contact-shapes.ts';
import { findContacts } from './find.ts';
import { historyPage } from './history-store.ts';
import { organisations } from './list-store.ts';
import { addAddress, addPhone, removeAddress, removePhone } from './reach.ts';
import { refuse } from './refusals.ts';
import { uniteRoutes } from './unite-routes.ts';
import { addConsent, addNote, removeNote, withdrawConsent } from './remarks.ts';

const listQueryShape = z.strictObject({
  segment: segmentShape.optional(),
  organisation: z.string().max(200).optional(),
  ...pageQuery,
});

const lookingShape = z.strictObject({
  q: z.string().max(200),
  segment: segmentShape.optional(),
  organisation: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});
const foundShape = z.object({ items: z.array(contactShape), next: z.string().nullable() });
const afterShape = z.strictObject({ at: cursorInstant.nullable(), id: cursorId });
const madeShape = z.object({ id: z.string() });
const nothing = z.strictObject({});

const reading: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/contacts',
    access: 'contacts.read',
    summary: 'Cards of requesters by name, a page at a time',
    query: listQueryShape,
    answer: foundShape,
    handle: (k: Kernel, { query }) => findContacts(k, query),
  }),
  defineRoute({
    method: 'POST',
    path: '/contacts/search',
    access: 'contacts.read',
    summary:
      'Cards that bear what was typed, or nearly: names, addresses, telephones, organisation. In the body, so that nobody’s name is in an address',
    body: lookingShape,
    answer: foundShape,
    handle: (k: Kernel, { body }) => findContacts(k, body),
  }),
  defineRoute({
    method: 'GET',
    path: '/contacts/organisations',
    access: 'contacts.read',
    summary: 'The organisations that cards name',
    answer: z.object({ items: z.array(z.string()), next: z.null() }),
    handle: async (k: Kernel) => ({ items: await organisations(k), next: null }),
  }),
  defineRoute({
    method: 'GET',
    path: '/contacts/:id',
    access: 'contacts.read',
    summary: 'A card; of one that was united with another, that other. Reading it is an act, once an hour',
    params: idParams,
    answer: cardShape,
    handle: (k: Kernel, { params }) => readCard(k, params.id),
  }),
  defineRoute({
    method: 'GET',
    path: '/contacts/:id/conversations',
    access: 'conversations.read',
    summary: 'All conversations of a requester, whichever address they wrote from, the latest movement first',
    params: idParams,
    query: z.strictObject(pageQuery),
    answer: z.object({ items: z.array(conversationShape), next: z.string().nullable() }),
    handle: async (k: Kernel, { params, query: { cursor, limit } }) => {
      const card = await cardById(k, params.id);
      if (!card) throw refuse.unknownContact();
      const after = cursor === undefined ? undefined : readCursor(cursor, afterShape);
      const [rows, show] = await Promise.all([historyPage(k, card.id, { after, limit: limit + 1 }), presenter(k)]);
      const last = rows[limit - 1];
      const next = rows.length > limit && last ? cursorOf({ at: last.lastAt, id: last.id }) : null;
      return { items: rows.slice(0, limit).map(show), next };
    },
  }),
];

const card: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/contacts',
    access: 'contacts.change',
    summary: 'Writes a card by hand',
    body: newContactShape,
    answer: madeShape,
    status: 201,
    handle: async (k: Kernel, { body }) => ({ id: await addContact(k, body) }),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/contacts/:id',
    access: 'contacts.change',
    summary: 'Changes name, segment, organisation or language',
    params: idParams,
    body: cardChangeShape,
    answer: z.object({}),
    handle: (k: Kernel, { params, body }) => changeContact(k, params.id, body).then(() => ({})),
  }),
];

const reach: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/contacts/:id/addresses',
    access: 'contacts.change',
    summary: 'Writes an address onto a card; isSure: although it looks like another of them',
    params: idParams,
    body: z.strictObject({ email: z.string().max(320), isSure: z.boolean().default(false) }),
    answer: z.object({}),
    status: 201,
    handle: (k: Kernel, { params, body }) => addAddress(k, params.id, body.email, body.isSure).then(() => ({})),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/contacts/:id/addresses/:address',
    access: 'contacts.change',
    summary: 'Takes an address off a card; where mail came under it, it gets a card of its own',
    params: addressParams,
    answer: z.object({ contact: z.string().nullable() }),
    handle: async (k: Kernel, { params }) => ({ contact: await removeAddress(k, params.id, params.address) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/contacts/:id/phones',
    access: 'contacts.change',
    summary: 'Writes a telephone onto a card, typed any way',
    params: idParams,
    body: z.strictObject({ phone: z.string().max(60) }),
    answer: z.object({}),
    status: 201,
    handle: (k: Kernel, { params, body }) => addPhone(k, params.id, body.phone).then(() => ({})),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/contacts/:id/phones/:phone',
    access: 'contacts.change',
    summary: 'Takes a telephone off a card',
    params: phoneParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => removePhone(k, params.id, params.phone).then(() => ({})),
  }),
];

const remarks: readonly Route[] = [
  defineRoute({
    method: 'POST',
    path: '/contacts/:id/notes',
    access: 'contacts.change',
    summary: 'A note on a card, for the desk alone',
    params: idParams,
    body: z.strictObject({ text: z.string().max(5000) }),
    answer: madeShape,
    status: 201,
    handle: async (k: Kernel, { params, body }) => ({ id: await addNote(k, params.id, body.text) }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/contacts/:id/notes/:note',
    access: 'contacts.change',
    summary: 'Takes a note off a card',
    params: noteParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => removeNote(k, params.id, params.note).then(() => ({})),
  }),
  defineRoute({
    method: 'POST',
    path: '/contacts/:id/consents',
    access: 'contacts.change',
    summary: 'What somebody agreed to, when and how (Law 172-13)',
    params: idParams,
    body: newConsentShape,
    answer: madeShape,
    status: 201,
    handle: async (k: Kernel, { params, body }) => ({ id: await addConsent(k, params.id, body) }),
  }),
  defineRoute({
    method: 'POST',
    path: '/contacts/:id/consents/:consent/withdrawal',
    access: 'contacts.change',
    summary: 'A consent was taken back',
    params: consentParams,
    body: nothing,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => withdrawConsent(k, params.id, params.consent).then(() => ({})),
  }),
];

/** The cards of requesters. */
export const contactRoutes: readonly Route[] = [...reading, ...card, ...reach, ...remarks, ...uniteRoutes];
