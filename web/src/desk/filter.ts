import { inboxPath } from './address.ts';
import type { Order, Segment, View, WaitsFor } from '#desk/shapes';

/** What narrows a list, as the address says it; '' where it does not. */
export interface Filter {
  readonly waitsFor: WaitsFor | '';
  readonly mailbox: string;
  /** An id, `me` or `none`. */
  readonly assignee: string;
  readonly area: string;
  readonly tag: string;
  readonly segment: Segment | '';
  readonly state: string;
  /** YYYY-MM-DD, of the last movement. */
  readonly from: string;
  readonly to: string;
  readonly order: Order | '';
}

/** What the address calls each part. */
const names = {
  waitsFor: 'esperan',
  mailbox: 'buzon',
  assignee: 'de',
  area: 'area',
  tag: 'etiqueta',
  segment: 'segmento',
  state: 'estado',
  from: 'desde',
  to: 'hasta',
  order: 'orden',
} as const satisfies Record<keyof Filter, string>;
/** The values that are words, in the address. */
const values: Readonly<Record<string, string>> = {
  us: 'nosotros',
  them: 'ellos',
  me: 'mi',
  none: 'nadie',
  open: 'abiertas',
  waiting: 'esperan',
  resolved: 'resueltas',
  'young-student': 'jovenes',
  'adult-student': 'adultos',
  corporate: 'corporativos',
  'internal-area': 'internas',
  due: 'vence',
  last: 'movimiento',
};
const closed: Partial<Record<keyof Filter, readonly string[]>> = {
  waitsFor: ['us', 'them'],
  segment: ['young-student', 'adult-student', 'corporate', 'internal-area'],
  state: ['open', 'waiting', 'resolved'],
  order: ['due', 'last'],
};

export const parts = Object.keys(names) as readonly (keyof Filter)[];
export const noFilter = Object.fromEntries(parts.map((part) => [part, ''])) as unknown as Filter;

/** The filter that an address says; what it says wrongly is as if it said nothing. */
export function filterAt(address: URLSearchParams): Filter {
  return Object.fromEntries(parts.map((part) => [part, valueOf(part, address.get(names[part]) ?? '')])) as unknown as Filter;
}

function valueOf(part: keyof Filter, text: string): string {
  const known = closed[part] ?? (part === 'assignee' ? ['me', 'none'] : []);
  const word = known.find((one) => values[one] === text);
  if (word !== undefined) return word;
  if (part === 'assignee' || part === 'area' || part === 'tag') return /^\d{1,18}$/.test(text) ? text : '';
  if (part === 'from' || part === 'to') return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) ? text : '';
  return part === 'mailbox' ? text : '';
}

/** The address with parts of the filter changed; what is empty leaves it, and nothing else is touched. */
export function withFilter(address: URLSearchParams, change: Partial<Filter>): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const part of parts) {
    const value = change[part];
    if (value === undefined) continue;
    if (value === '') next.delete(names[part]);
    else next.set(names[part], closed[part] || part === 'assignee' ? (values[value] ?? value) : value);
  }
  return next;
}

/** All conversations that bear a tag. */
export function taggedPath(tag: string): string {
  return `${inboxPath('all')}?${withFilter(new URLSearchParams(), { tag })}`;
}

/** Whether it leaves anything out; an order alone does not. */
export function isNarrowed(filter: Filter): boolean {
  return parts.some((part) => part !== 'order' && filter[part] !== '');
}

/** By what falls due next or by what moved last: the view's own unless another is wanted (contract of the list). */
export function orderOf(view: View, { order }: Pick<Filter, 'order'>): Order {
  if (order !== '') return order;
  return ['toAnswer', 'overdue', 'dueToday', 'mine', 'unassigned', 'escalated', 'snoozed'].includes(view) ? 'due' : 'last';
}

/** Where who has to move next is a question: elsewhere the view itself says it. */
export function asksWhoMoves(view: View): boolean {
  return ['all', 'mine', 'overdue', 'dueToday', 'unassigned', 'escalated'].includes(view);
}
