import { z } from 'zod';
import { cursorId, cursorOf, iso, type Kernel, readCursor } from '#kernel';
import type { ContactItem } from './contact-shapes.ts';
import { type ContactFilter, type ContactRow, listContacts, searchContacts } from './list-store.ts';
import { phoneDigits, shownPhone } from './phone.rules.ts';

const mostWords = 8;
const listCursorShape = z.strictObject({ name: z.string().max(1000), id: cursorId });
const foundCursorShape = z.strictObject({ score: z.number().int(), name: z.string().max(1000), id: cursorId });

interface Wish extends ContactFilter {
  readonly q?: string;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

interface Found {
  readonly items: ContactItem[];
  readonly next: string | null;
}

/** Cards by name; or those on which what was typed stands, or nearly, the best first. */
export async function findContacts(k: Kernel, { q = '', cursor, limit, ...filter }: Wish): Promise<Found> {
  const words = wordsOf(q);
  const isSearch = words.length > 0;
  const wish = { ...filter, limit: limit + 1 };
  const rows = isSearch
    ? await searchContacts(k, { ...wish, words, after: cursor === undefined ? undefined : readCursor(cursor, foundCursorShape) })
    : await listContacts(k, { ...wish, after: cursor === undefined ? undefined : readCursor(cursor, listCursorShape) });
  const last = rows[limit - 1];
  const isMore = rows.length > limit && last !== undefined;
  const place = last && { name: last.sortName, id: last.id, ...(isSearch && { score: last.score }) };
  return { items: rows.slice(0, limit).map(itemOf), next: isMore ? cursorOf(place) : null };
}

function itemOf({ id, name, email, number, extension, segment, organisation, conversations, lastAt }: ContactRow): ContactItem {
  return {
    id,
    name,
    email,
    phone: number === null ? null : shownPhone({ number, extension }),
    segment,
    organisation,
    conversations,
    lastAt: lastAt === null ? null : iso(lastAt),
  };
}

/** A telephone is one word however it is written; of others, what stands around the letters is no part of them. */
function wordsOf(typed: string): string[] {
  const digits = phoneDigits(typed);
  if (digits !== null) return [digits];
  const words = typed
    .normalize('NFC')
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
  return [...new Set(words.filter((word) => word !== ''))].slice(0, mostWords);
}
