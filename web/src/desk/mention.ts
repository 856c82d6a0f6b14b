import type { Page } from '../api.ts';
import { get } from '../api.ts';

export interface Mentionable {
  readonly id: string;
  readonly name: string;
}

export const mentionableKey = ['people', 'mentionable'] as const;
export const fetchMentionable = () => get<Page<Mentionable>>('/mentionable');

const atMost = 6;

/** What stands between an «@» and the place where one writes: of a name, perhaps. Null where none is being written. */
export function mentionAt(text: string, caret: number): { readonly from: number; readonly typed: string } | null {
  const found = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{M}\p{N}'’ -]{0,40})$/u.exec(text.slice(Math.max(0, caret - 60), caret));
  const typed = found?.[1];
  return typed === undefined || / {2}|^ /.test(typed) ? null : { from: caret - typed.length - 1, typed };
}

/** Those whose name, or a word of it, begins so. */
export function mentionsFor(people: readonly Mentionable[], typed: string): readonly Mentionable[] {
  const wanted = plain(typed);
  const begins = people.filter(({ name }) => plain(name).startsWith(wanted));
  const within = people.filter((one) => !begins.includes(one) && plain(one.name).includes(` ${wanted}`));
  // Whole already: nothing is left to choose.
  const all = begins.length === 1 && plain(begins[0]?.name ?? '') === wanted.trim() ? [] : [...begins, ...within];
  return all.slice(0, atMost);
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}
