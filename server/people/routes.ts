import { z } from 'zod';
import { defineRoute, type Route } from '#kernel';
import { idParams } from '#kernel/shapes';
import { addArea, changeArea, listAreas } from './areas.ts';
import { listPersons } from './persons.ts';
import { areaChangeShape, areaShape, newAreaShape, personShape } from './shapes.ts';

export const routes: readonly Route[] = [
  defineRoute({
    method: 'GET',
    path: '/people',
    access: 'people.read',
    summary: 'Persons by name, and to whom a conversation can be given',
    query: z.strictObject({ q: z.string().max(200).optional() }),
    answer: z.object({ items: z.array(personShape), next: z.null() }),
    handle: async (k, { query }) => ({ items: await listPersons(k, query.q ?? ''), next: null }),
  }),
  defineRoute({
    method: 'GET',
    path: '/areas',
    access: 'areas.read',
    summary: 'The areas by name, closed ones too',
    answer: z.object({ items: z.array(areaShape), next: z.null() }),
    handle: async (k) => ({ items: await listAreas(k), next: null }),
  }),
  defineRoute({
    method: 'POST',
    path: '/areas',
    access: 'areas.change',
    summary: 'Adds an area',
    body: newAreaShape,
    answer: z.object({ id: z.string() }),
    status: 201,
    handle: (k, { body }) => addArea(k, body),
  }),
  defineRoute({
    method: 'PATCH',
    path: '/areas/:id',
    access: 'areas.change',
    summary: 'Changes an area, or closes it for new escalations',
    params: idParams,
    body: areaChangeShape,
    handle: async (k, { params, body }) => {
      await changeArea(k, params.id, body);
      return {};
    },
  }),
];
