import type { Module } from './kernel/module.ts';

/** The modules in order, and which other modules each may import: the graph as data (docs/map.md). */
export const walls = {
  kernel: [],
  calendar: ['kernel'],
  people: ['kernel'],
  procedure: ['kernel', 'calendar', 'people'],
  rota: ['kernel', 'calendar', 'people', 'procedure'],
  desk: ['kernel', 'people', 'calendar', 'procedure', 'rota'],
  'channels/mail': ['kernel', 'people', 'calendar', 'procedure', 'desk'],
  metrics: ['kernel', 'calendar', 'procedure', 'desk'],
  automation: ['kernel', 'calendar', 'desk'],
  notices: ['kernel', 'people', 'calendar', 'procedure', 'rota', 'desk', 'channels/mail'],
} as const;

type Door = () => Promise<{ module: Module }>;

/** Each written out, so that tools/pack.ts can follow them. */
const doors: Readonly<Record<keyof typeof walls, Door>> = {
  kernel: () => import('./kernel/index.ts'),
  calendar: () => import('./calendar/index.ts'),
  people: () => import('./people/index.ts'),
  procedure: () => import('./procedure/index.ts'),
  rota: () => import('./rota/index.ts'),
  desk: () => import('./desk/index.ts'),
  'channels/mail': () => import('./channels/mail/index.ts'),
  metrics: () => import('./metrics/index.ts'),
  automation: () => import('./automation/index.ts'),
  notices: () => import('./notices/index.ts'),
};

/** Loads every module, lowest first. Lazy, so that reading the walls costs no import. */
export async function loadModules(): Promise<Module[]> {
  const loaded = await Promise.all((Object.keys(walls) as (keyof typeof walls)[]).map((name) => doors[name]()));
  return loaded.map((door) => door.module);
}
