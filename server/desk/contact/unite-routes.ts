import { z } from 'zod';
import { defineRoute, type Kernel, type Route } from '#kernel';
import { idParams, idShape } from '#kernel/shapes';
import { cardById } from './card-store.ts';
import { candidateShape } from './contact-shapes.ts';
import { refuse } from './refusals.ts';
import { separate, unite } from './unite.ts';
import { candidatesFor } from './unite-store.ts';

/** Two cards of one person. */
export const uniteRoutes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/contacts/:id/candidates',
    access: 'contacts.read',
    summary: 'Cards that may be the same person’s, and why; a person decides',
    params: idParams,
    answer: z.object({ items: z.array(candidateShape), next: z.null() }),
    handle: async (k: Kernel, { params }) => {
      const card = await cardById(k, params.id);
      if (!card) throw refuse.unknownContact();
      const rows = await candidatesFor(k, card.id);
      const items = rows.map(({ byName, byPhone, ...one }) => ({
        ...one,
        reasons: [...(byName ? (['name'] as const) : []), ...(byPhone ? (['phone'] as const) : [])],
      }));
      return { items, next: null };
    },
  }),
  defineRoute({
    method: 'POST',
    path: '/contacts/:id/unions',
    access: 'contacts.change',
    summary: 'Shows another card under this one: they are one person’s',
    params: idParams,
    body: z.strictObject({ contact: idShape }),
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: async (k: Kernel, { params, body }) => ({ id: await unite(k, params.id, body.contact) }),
  }),
  defineRoute({
    method: 'DELETE',
    path: '/contact-unions/:id',
    access: 'contacts.change',
    summary: 'Takes a union of two cards back',
    params: idParams,
    answer: z.object({}),
    handle: (k: Kernel, { params }) => separate(k, params.id).then(() => ({})),
  }),
];
