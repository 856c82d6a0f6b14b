import type { Module } from './kernel/module.ts';

/** The modules in order, and which other modules each may import: the graph as data (docs/map.md). */
export const walls = {
  kernel: [],
  calendar: ['kernel'],
  people: ['kernel'],
  procedure: ['kernel', 'calendar', 'people'],
  desk: ['kernel', 'people', 'calendar', 'procedure'],
  'channels/mail': ['kernel', 'people', 'calendar', 'procedure', 'desk'],
} as const;

/** Loads every module, lowest first. Lazy, so that reading the walls costs no import. */
export async function loadModules(): Promise<Module[]> {
  const names = Object.keys(walls);
  const doors = await Promise.all(names.map((name) => import(`./${name}/index.ts`) as Promise<{ module: Module }>));
  return doors.map((door) => door.module);
}
