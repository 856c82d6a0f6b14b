import type { Module } from '#kernel';
import { keepPerson } from './persons.ts';
import { routes } from './routes.ts';

export { addArea, type AreaChange, changeArea, listAreas, type NewArea } from './areas.ts';
export { addUser, type FoundPerson, listPersons, type NewUser } from './persons.ts';

export const module: Module = {
  name: 'people',
  routes,
  topics: [{ topic: 'kernel.account', name: 'people', handle: (k, { id }: { id: string }) => keepPerson(k, id) }],
  live: [{ stream: 'people', access: 'people.read' }],
};
